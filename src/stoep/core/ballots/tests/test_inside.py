"""What lies in an envelope: written in one way only, and read back or refused."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.core.ballots import inside
from stoep.core.ballots.inside import Ballot, Channel, NoBallot
from stoep.core.signs import ALPHABET

CODES = st.text(ALPHABET, min_size=13, max_size=13)
POINTS = st.dictionaries(st.integers(1, 60), st.integers(0, 100), max_size=60)
BALLOTS = st.builds(
    Ballot,
    CODES,
    st.integers(1, 9),
    POINTS.map(inside.choices_of),
    st.sampled_from(Channel),
    st.integers(0, 2**53 - 1),
    st.just("") | st.text(ALPHABET, min_size=16, max_size=16),
)


@given(BALLOTS)
def test_a_ballot_is_read_back_as_it_was_written(ballot: Ballot) -> None:
    assert inside.read(inside.write(ballot)) == ballot


@given(BALLOTS)
def test_every_ballot_fits_in_the_room_of_its_round(ballot: Ballot) -> None:
    assert len(inside.write(ballot)) < inside.room_for(range(1, 61), part=9, most_points=100)


@given(POINTS, st.randoms())
def test_the_order_in_which_somebody_chose_is_not_in_it(points: dict[int, int], chance: random.Random) -> None:
    shuffled = list(points.items())
    chance.shuffle(shuffled)
    assert inside.choices_of(dict(shuffled)) == inside.choices_of(points)


@given(st.binary(max_size=200))
def test_other_bytes_are_no_ballot(written: bytes) -> None:
    with pytest.raises(NoBallot):
        inside.read(written)


FIELDS = {"channel": "screen", "choices": [[1, 1], [3, 2]], "code": "A" * 13, "part": 1, "sequence": 4, "tracker": ""}


@pytest.mark.parametrize(
    "other",
    [
        {"choices": [[3, 2], [1, 1]]},
        {"choices": [[1, 1], [1, 1]]},
        {"choices": [[1, 0]]},
        {"choices": [[1, -1]]},
        {"choices": [[1, True]]},
        {"choices": [[1, 1.0]]},
        {"choices": [[1]]},
        {"choices": "11"},
        {"choices": 1},
        {"channel": "telephone"},
        {"part": "1"},
        {"part": 2**60},
        {"sequence": None},
        {"code": 5},
        {"tracker": None},
        {"name": "Ans"},
    ],
)
def test_what_is_almost_a_ballot_is_none(other: dict[str, object]) -> None:
    def written(fields: dict[str, object]) -> bytes:
        return json.dumps(fields, separators=(",", ":"), sort_keys=True).encode()

    assert inside.read(written(FIELDS)).choices == ((1, 1), (3, 2))
    with pytest.raises(NoBallot):
        inside.read(written(FIELDS | other))


def test_the_same_ballot_in_other_words_is_none() -> None:
    with pytest.raises(NoBallot, match="another way"):
        inside.read(json.dumps(FIELDS, sort_keys=True).encode())
    with pytest.raises(NoBallot):
        inside.read(b"[" * 100_000)

"""Opening the box: exactly what the rule says counts, of everybody once, and nothing else disappears in silence."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.ballots import codes, countkey, envelope, inside, opening
from stoep.core.ballots.inside import Ballot, Channel
from stoep.core.ballots.opening import Known, Reason
from tests.examples import examples

KEY = countkey.make()
NAME = "meerpaal/1"
CHANCE = random.Random(3)
SOME = [codes.new_code(set(), CHANCE) for _ in range(6)]
ROLL = {SOME[0]: Known(1), SOME[1]: Known(1), SOME[2]: Known(2), SOME[3]: Known(1, is_void=True)}


def vote(
    code: str, *numbers: int, channel: Channel = Channel.SCREEN, sequence: int = 0, part: int | None = None
) -> Ballot:
    known = ROLL.get(code)
    choices = inside.choices_of(dict.fromkeys(numbers, 1))
    return Ballot(code, part or (known.part if known else 1), choices, channel, sequence)


def settled(*ballots: Ballot, most: int = 3, seed: int = 0) -> opening.Outcome:
    return opening.settled(
        ballots, roll=ROLL.get, rules=lambda each: len(each.choices) <= most, chance=random.Random(seed)
    )


def chosen(outcome: opening.Outcome) -> list[list[int]]:
    return sorted([number for number, _points in each.choices] for each in outcome.counted)


A, B, OF_TWO, VOID, STRANGER = SOME[:5]
PAPER, AGAIN = Channel.PAPER, Channel.AGAIN


def test_the_last_vote_on_a_screen_counts() -> None:
    outcome = settled(vote(A, 1, sequence=5), vote(A, 2, sequence=9), vote(A, 3, sequence=7), vote(B, 1))
    assert chosen(outcome) == [[1], [2]] and outcome.left_out[Reason.REPLACED] == 2


def test_paper_goes_before_screen_also_when_it_came_first() -> None:
    outcome = settled(vote(A, 1, sequence=9), vote(A, 2, sequence=1, channel=PAPER))
    assert chosen(outcome) == [[2]] and +Counter(outcome.left_out) == {Reason.PAPER_FIRST: 1}


def test_two_papers_that_say_different_things_count_neither_and_the_screen_does() -> None:
    papers = [vote(A, 1, channel=PAPER), vote(A, 2, channel=PAPER, sequence=4)]
    assert chosen(settled(*papers)) == [] and settled(*papers).left_out[Reason.TWO_PAPERS] == 2
    assert chosen(settled(*papers, vote(A, 3))) == [[3]]


def test_two_papers_that_say_the_same_count_once() -> None:
    outcome = settled(vote(A, 1, channel=PAPER), vote(A, 1, channel=PAPER, sequence=4))
    assert chosen(outcome) == [[1]] and outcome.left_out[Reason.REPLACED] == 1


def test_a_paper_that_says_i_vote_again_goes_before_the_others_and_before_the_screen() -> None:
    again = vote(A, 3, sequence=1, channel=AGAIN)
    others = [vote(A, 1, sequence=5, channel=PAPER), vote(A, 2, sequence=6, channel=PAPER), vote(A, 4, sequence=9)]
    outcome = settled(*others, again)
    assert chosen(outcome) == [[3]]
    assert +Counter(outcome.left_out) == {Reason.REPLACED: 2, Reason.PAPER_FIRST: 1}
    # Who ticks it by mistake, without another paper, has voted all the same.
    assert chosen(settled(again)) == [[3]] and not +Counter(settled(again).left_out)


def test_a_paper_can_be_changed_once() -> None:
    papers = [vote(A, 1, channel=PAPER), vote(A, 2, channel=AGAIN, sequence=4), vote(A, 3, channel=AGAIN, sequence=5)]
    assert chosen(settled(*papers)) == [] and settled(*papers).left_out[Reason.TWO_PAPERS] == 3
    assert chosen(settled(*papers, vote(A, 4))) == [[4]]
    # The same twice says nothing else.
    assert chosen(settled(*papers[:2], vote(A, 2, channel=AGAIN, sequence=6))) == [[2]]


def test_a_paper_again_that_cannot_count_leaves_the_earlier_paper() -> None:
    for again in (vote(A, channel=AGAIN), vote(A, 1, 2, 3, 4, channel=AGAIN), vote(A, 1, channel=AGAIN, part=2)):
        assert chosen(settled(vote(A, 2, channel=PAPER), again, vote(A, 3))) == [[2]]


@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from(Channel)), max_size=6),
    st.integers(1, 4),
    st.permutations(range(7)),
)
def test_in_whatever_order_papers_lie_the_one_ticked_paper_wins(
    others: list[tuple[int, Channel]], number: int, order: list[int]
) -> None:
    """And which number an envelope got says nothing of paper: piles are typed in no order."""
    rest = [vote(A, chose, channel=channel if channel != AGAIN else PAPER) for chose, channel in others]
    cast = [*rest, vote(A, number, channel=AGAIN)]
    numbered = [replace(each, sequence=order[place]) for place, each in enumerate(cast)]
    assert chosen(settled(*numbered)) == [[number]]


def test_a_paper_that_cannot_count_leaves_the_vote_on_the_screen() -> None:
    for paper in (vote(A, channel=PAPER), vote(A, 1, 2, 3, 4, channel=PAPER), vote(A, 1, channel=PAPER, part=2)):
        assert chosen(settled(paper, vote(A, 3))) == [[3]]


@pytest.mark.parametrize(
    ("ballot", "reason"),
    [
        (vote(STRANGER, 1), Reason.UNKNOWN),
        (replace(vote(A, 1), code=codes.spoken(A)[:-1]), Reason.UNKNOWN),
        (vote(VOID, 1), Reason.VOID),
        (vote(A, 1, part=2), Reason.OTHER_PART),
        (vote(OF_TWO, 1, part=1), Reason.OTHER_PART),
        (vote(A), Reason.AGAINST_RULES),
        (vote(A, 1, 2, 3, 4), Reason.AGAINST_RULES),
    ],
)
def test_what_does_not_count_is_told_by_reason(ballot: Ballot, reason: Reason) -> None:
    outcome = settled(ballot, vote(B, 2))
    assert chosen(outcome) == [[2]] and +Counter(outcome.left_out) == {reason: 1}


BALLOTS = st.lists(
    st.builds(
        vote,
        st.sampled_from(SOME),
        st.integers(1, 4),
        st.integers(1, 4),
        channel=st.sampled_from(Channel),
        sequence=st.integers(0, 50),
        part=st.sampled_from([None, 1, 2]),
    ),
    max_size=25,
    unique_by=lambda ballot: ballot.sequence,
)


@given(BALLOTS, st.randoms())
def test_the_order_of_the_box_changes_nothing(ballots: list[Ballot], chance: random.Random) -> None:
    shuffled = [*ballots]
    chance.shuffle(shuffled)
    one, two = settled(*ballots), settled(*shuffled)
    assert Counter(one.counted) == Counter(two.counted) and one.left_out == two.left_out


@given(BALLOTS)
def test_every_ballot_counts_or_has_a_reason_and_each_code_counts_at_most_once(ballots: list[Ballot]) -> None:
    outcome = settled(*ballots, most=2)
    assert len(outcome.counted) + sum(outcome.left_out.values()) == len(ballots)
    able = {each.code for each in ballots if (known := ROLL.get(each.code)) and not known.is_void}
    assert len(outcome.counted) <= len(able)


@given(BALLOTS)
def test_what_others_cast_changes_nothing_for_a_voter(ballots: list[Ballot]) -> None:
    of_others = [each for each in ballots if each.code != A]
    mine = [vote(A, 4, sequence=60)]
    assert Counter(settled(*of_others, *mine).counted) - Counter(settled(*of_others).counted) == Counter(
        [opening.Counted(1, ((4, 1),))]
    )


def test_nothing_of_code_channel_or_moment_is_left_and_the_order_is_by_chance() -> None:
    voters = [codes.new_code(set()) for _ in range(40)]
    ballots = [Ballot(code, 1, ((at, 1),), Channel.SCREEN, at) for at, code in enumerate(voters, 1)]

    def order(seed: int) -> list[int]:
        outcome = opening.settled(ballots, roll=lambda _: Known(1), rules=lambda _: True, chance=random.Random(seed))
        assert not any(code in repr(outcome) for code in voters) and "screen" not in repr(outcome)
        return [each.choices[0][0] for each in outcome.counted]

    assert sorted(order(1)) == list(range(1, 41)) and order(1) != order(2) != list(range(1, 41))


def test_the_place_in_which_a_ballot_is_published_is_spread_evenly() -> None:
    """The first of six ballots stands in every place as often (chi-square over 6,000 openings, p > 0.001)."""
    ballots = [Ballot(code, 1, ((at, 1),), Channel.SCREEN, at) for at, code in enumerate(SOME, 1)]
    chance, seen = random.Random(11), Counter[int]()
    for _ in range(6_000):
        outcome = opening.settled(ballots, roll=lambda _: Known(1), rules=lambda _: True, chance=chance)
        seen[[each.choices[0][0] for each in outcome.counted].index(1)] += 1
    assert sum((seen[place] - 1000) ** 2 / 1000 for place in range(6)) < 20.5


def test_a_tracker_that_stands_on_two_ballots_is_kept_by_neither() -> None:
    one, two = replace(vote(A, 1), tracker="T" * 16), replace(vote(B, 2), tracker="T" * 16)
    assert [each.tracker for each in settled(one, two).counted] == ["", ""]
    assert {each.tracker for each in settled(one, replace(two, tracker="U" * 16)).counted} == {"T" * 16, "U" * 16}


def sealed(ballot: Ballot, name: str = NAME, public: bytes = KEY.public) -> bytes:
    return envelope.close(inside.write(ballot), public, round_name=name, size=256)


def opened(envelopes: list[bytes], sheets: list[str]) -> opening.Outcome:
    return opening.opened(
        envelopes,
        sheets,
        public=KEY.public,
        round_name=NAME,
        roll=ROLL.get,
        rules=lambda _ballot: True,
        chance=random.Random(0),
    )


def test_three_sheets_open_the_box_and_two_do_not() -> None:
    box = [sealed(vote(A, 1)), sealed(vote(B, 2))]
    assert chosen(opened(box, [*KEY.sheets[2:]])) == [[1], [2]]
    with pytest.raises(countkey.NotOpened):
        opened(box, [*KEY.sheets[:2]])


def test_an_envelope_of_another_round_or_key_or_with_a_bit_changed_or_rubbish_is_unreadable() -> None:
    changed = bytearray(sealed(vote(B, 2)))
    changed[60] ^= 1
    rubbish = envelope.close(b"no ballot", KEY.public, round_name=NAME, size=256)
    elsewhere = sealed(vote(B, 2), "meerpaal/2")
    other = sealed(vote(B, 2), public=countkey.make().public)
    outcome = opened([bytes(changed), rubbish, elsewhere, other, b"", sealed(vote(A, 1))], [*KEY.sheets[:3]])
    assert chosen(outcome) == [[1]] and outcome.left_out == {Reason.UNREADABLE: 5}


@settings(max_examples=examples(20))
@given(BALLOTS)
def test_a_row_that_was_copied_counts_once(ballots: list[Ballot]) -> None:
    box = [sealed(each) for each in ballots]
    once, twice = opened(box, [*KEY.sheets[:3]]), opened(box + box, [*KEY.sheets[:3]])
    assert Counter(once.counted) == Counter(twice.counted)


def test_all_envelopes_of_a_round_are_as_long() -> None:
    size = inside.room_for(range(1, 31), part=2, most_points=10)
    ballots = [
        vote(A),
        vote(A, *range(1, 31)),
        vote(A, *range(1, 31), channel=AGAIN),
        replace(vote(B, 1), sequence=2**53 - 1, tracker="T" * 16),
    ]
    assert len({len(envelope.close(inside.write(b), KEY.public, round_name=NAME, size=size)) for b in ballots}) == 1


def test_how_far_it_is_is_told() -> None:
    told: list[int] = []
    private = countkey.joined(KEY.sheets[:3], KEY.public)
    opening.read_all([b"", b""], private, round_name=NAME, told=told.append)
    assert told == [1, 2]

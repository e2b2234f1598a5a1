"""What is said of a band, at its boundaries, with silent people, and with what is hidden."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.margins.bands import UNKNOWN, Between, Judgement, Standing, compare, judge
from tests.examples import examples

NOBODY = Between(0, 0)


def shown(count: int, *, group: int, silent: int = 0, participants: int = 500, residents: int = 5000) -> Judgement:
    silence = Between(silent, silent)
    seen = Between(count, count)
    return judge(seen=seen, silent=silence, participants=participants, group=group, residents=residents)


def test_four_fifths_of_their_share_is_about_right_and_one_less_is_not() -> None:
    # Half of the residents, so 250 of 500 are expected; four fifths of that is 200.
    assert shown(200, group=2500).standing is Standing.ABOUT_RIGHT
    assert shown(199, group=2500).standing is Standing.TOO_FEW


def test_a_little_under_half_could_be_chance_and_is_not_yet_far_too_few() -> None:
    assert shown(124, group=2500).standing is Standing.TOO_FEW
    assert shown(100, group=2500).standing is Standing.FAR_TOO_FEW


def test_more_than_their_share_is_no_fault() -> None:
    assert shown(480, group=2500).standing is Standing.ABOUT_RIGHT
    assert shown(500, group=20).standing is Standing.ABOUT_RIGHT


def test_a_small_group_of_whom_nobody_came_may_be_chance() -> None:
    # 1 % of the residents: of 60 people less than one is expected. Nobody needs to ring a bell for that.
    assert shown(0, group=50, participants=60).standing is Standing.TOO_LITTLE_KNOWN


def test_of_fewer_than_fifty_answers_nothing_is_said() -> None:
    assert shown(0, group=2500, participants=49) == UNKNOWN
    assert shown(0, group=2500, participants=50).standing is Standing.FAR_TOO_FEW
    assert shown(0, group=2500, participants=60, silent=11) == UNKNOWN


def test_the_uncertainty_can_be_said_in_a_sentence() -> None:
    told = shown(80, group=2500, silent=20)
    assert told.expected == 240  # half of the 480 who answered
    assert told.usual == (220, 260)
    assert told.once_in == 1000
    assert told.surely


def test_silent_people_can_make_it_less_sure_and_never_worse() -> None:
    # 30 of 90 answers where 45 are expected; with all 30 silent people it would be 60 of 120.
    told = shown(30, group=2500, silent=30, participants=120)
    assert told.standing is Standing.TOO_FEW and not told.surely
    assert shown(30, group=2500, silent=0, participants=90).standing is Standing.TOO_FEW


def test_when_most_are_silent_only_what_holds_without_them_is_said() -> None:
    assert shown(10, group=2500, silent=300, participants=500) == UNKNOWN
    assert shown(0, group=4900, silent=300, participants=500).standing is Standing.TOO_FEW


@pytest.mark.parametrize("seen", [Between(0, 9), Between(9, 9)])
def test_fewer_than_ten_is_judged_as_nine(seen: Between) -> None:
    told = judge(seen=seen, silent=NOBODY, participants=120, group=2400, residents=9400)
    assert told.standing is Standing.FAR_TOO_FEW  # some 31 are expected, and of a group half as large 15


def test_what_is_hidden_is_not_judged_where_it_could_turn_the_answer() -> None:
    told = judge(seen=Between(0, 9), silent=NOBODY, participants=120, group=800, residents=9400)
    assert told == UNKNOWN  # 10 are expected: nine would be about right, and none far too few


def test_a_secret_figure_or_an_answer_that_nobody_could_give_is_too_little_known() -> None:
    told = compare(
        seen={"huur": Between(200, 200)},
        silent=NOBODY,
        participants=500,
        official={"huur": 2500, "koop": 2300, "anders": None},
        residents=5000,
    )
    assert list(told) == ["huur", "koop", "anders"]
    assert told["huur"].standing is Standing.ABOUT_RIGHT
    assert told["koop"] == told["anders"] == UNKNOWN


def test_figures_that_do_not_fit_are_not_judged() -> None:
    assert shown(30, group=40, participants=120, residents=100) == UNKNOWN  # more took part than live here
    assert shown(30, group=0, participants=120) == UNKNOWN
    with pytest.raises(ValueError, match="do not go together"):
        shown(100, group=2500, silent=30, participants=120)


ORDER = [Standing.FAR_TOO_FEW, Standing.TOO_FEW, Standing.ABOUT_RIGHT]


@settings(max_examples=examples(40))
@given(st.integers(50, 300), st.integers(1, 2000), st.integers(0, 100))
def test_one_person_more_never_makes_it_worse(participants: int, group: int, count: int) -> None:
    count = min(count, participants - 1)
    fewer, more = (shown(n, group=group, participants=participants, residents=2000) for n in (count, count + 1))
    if Standing.TOO_LITTLE_KNOWN not in (fewer.standing, more.standing):
        assert ORDER.index(fewer.standing) <= ORDER.index(more.standing)
    assert fewer.expected in (None, Fraction(participants * group, 2000))


@settings(max_examples=examples(40))
@given(st.integers(50, 200), st.integers(1, 1999), st.integers(0, 60), st.integers(0, 60))
def test_a_judgement_of_what_is_hidden_holds_for_all_that_it_can_be(n: int, group: int, one: int, two: int) -> None:
    """The milder reading: nobody is told of a shortage that what is hidden could undo."""
    low, high = sorted((min(one, n), min(two, n)))
    told = judge(seen=Between(low, high), silent=NOBODY, participants=n, group=group, residents=2000).standing
    if told is not Standing.TOO_LITTLE_KNOWN:
        for count in range(low, high + 1):
            own = shown(count, group=group, participants=n, residents=2000).standing
            assert own is Standing.TOO_LITTLE_KNOWN or ORDER.index(own) <= ORDER.index(told)

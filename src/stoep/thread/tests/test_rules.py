"""When a line has ended, and in which order it is told."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stoep.thread import rules
from stoep.thread.lines import ORDER, Step, in_order
from stoep.thread.picture import month, stations
from stoep.voices.queries import Counts

TODAY = date(2026, 9, 1)
DAYS = st.dates(date(2020, 1, 1), date(2046, 1, 1))
STEPS = st.builds(Step, on=DAYS, kind=st.sampled_from(ORDER), title=st.just("x"), ahead=st.booleans())


def test_an_answer_with_a_reason_ends_a_line_some_time_after() -> None:
    answered = TODAY - rules.KEPT_AFTER_END
    assert not rules.has_ended("answered", answered, [], [], TODAY)
    assert rules.has_ended("answered", answered - timedelta(days=1), [], [], TODAY)


def test_what_was_taken_up_goes_on_while_an_item_or_a_promise_runs() -> None:
    long_ago = TODAY - timedelta(days=400)
    assert rules.has_ended("taken-up", long_ago, [long_ago], [True], TODAY)
    assert not rules.has_ended("taken-up", long_ago, [long_ago, None], [True], TODAY)
    assert not rules.has_ended("taken-up", long_ago, [long_ago], [True, False], TODAY)
    assert not rules.has_ended("taken-up", long_ago, [], [], TODAY)


@given(st.sampled_from(["open", "passed-on"]), DAYS, st.lists(DAYS), st.lists(st.booleans()))
def test_what_is_open_or_passed_on_never_ends_by_itself(
    kind: str, answered: date, closed: list[date], judged: list[bool]
) -> None:
    assert not rules.has_ended(kind, answered, closed, judged, date(2060, 1, 1))


@given(st.lists(STEPS))
def test_a_line_is_told_by_day_and_loses_nothing(steps: list[Step]) -> None:
    told = in_order(steps)
    assert sorted(map(id, told)) == sorted(map(id, steps))
    happened = [step for step in told if not step.ahead]
    assert told[: len(happened)] == happened
    assert [step.on for step in happened] == sorted(step.on for step in happened)


def test_nothing_is_promised_before_it_is_said_on_the_same_day() -> None:
    told = in_order([Step(TODAY, "kept", "x"), Step(TODAY, "promised", "x"), Step(TODAY, "said", "x")])
    assert [step.kind for step in told] == ["said", "promised", "kept"]


@given(st.lists(STEPS))
def test_the_picture_has_four_stops_and_shows_only_what_happened(steps: list[Step]) -> None:
    stops = stations(steps)
    assert len(stops) == 4
    kinds = {step.kind for step in steps if not step.ahead}
    assert (stops[0].state != "open") == ("said" in kinds)
    assert (stops[3].state != "open") == bool(kinds & {"kept", "broken", "late"})


def _promise(number: int, *kinds: str) -> list[Step]:
    """The steps of one promise, all on one day."""
    return [Step(TODAY, kind, "x", href=f"/b/{number}/") for kind in kinds]


def test_a_line_is_done_only_when_every_promise_is_kept() -> None:
    half = stations([*_promise(1, "promised", "late", "kept"), *_promise(2, "promised")])[3]
    assert (half.state, half.kept, half.promised) == ("part", 1, 2)
    assert stations([*_promise(1, "promised", "kept"), *_promise(2, "promised", "kept")])[3].state == "kept"
    assert stations([*_promise(1, "promised", "kept"), *_promise(2, "promised", "late")])[3].state == "late"
    assert stations(_promise(1, "promised", "broken"))[3].state == "broken"


@given(st.integers(0, 5000), st.integers(0, 5000), st.data())
def test_a_month_in_marks_fits_in_a_row_and_hides_nobody(received: int, answered: int, data: st.DataObject) -> None:
    on_paper, in_time = data.draw(st.integers(0, received)), data.draw(st.integers(0, answered))
    drawn = month(Counts(received, on_paper, answered, in_time))
    assert max(len(drawn.said), len(drawn.answered)) <= 48
    assert ("paper" in drawn.said) == bool(on_paper)
    assert bool(drawn.said) == bool(received)
    assert drawn.per > 1 or (drawn.said.count("screen"), drawn.answered.count("late")) == (
        received - on_paper,
        answered - in_time,
    )

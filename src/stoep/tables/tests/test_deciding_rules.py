"""What follows from what the seats said: held for every table that residents lead, whatever its seats and votes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stoep.tables import rules
from stoep.tables.rules import Quorum, Vote

SIDES = ["resident", "independent", "municipality", "housing", "police"]
HALF = Quorum(51, 51)
ANY = Quorum(1, 1)


def _said(method: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *sorted(rules.MAY_SAY[method])])


@st.composite
def a_table(draw: st.DrawFn, method: str) -> list[Vote]:
    """A table on which residents hold at least 51 % of the seats and of the votes."""
    others = draw(st.lists(st.tuples(st.sampled_from(SIDES[1:]), st.integers(1, 5)), max_size=6))
    residents = draw(st.lists(st.integers(1, 5), min_size=len(others) + 1, max_size=len(others) + 5))
    short = sum(weight for _side, weight in others) * 51 // 49 + 1 - sum(residents)
    if short > 0:
        residents[0] += short
    seats = [("resident", weight) for weight in residents] + others
    return [Vote(number, side, weight, draw(_said(method))) for number, (side, weight) in enumerate(seats)]


METHODS = st.sampled_from(["consent", "majority", "both"])


@given(st.data())
def test_under_both_residents_are_never_overruled(data: st.DataObject) -> None:
    votes = data.draw(a_table("both"))
    counted = rules.tally(votes)
    if counted.residents_against >= counted.residents_agree:
        assert rules.outcome("both", votes, ANY) != "carried"


@given(st.data())
def test_what_is_carried_by_both_would_be_carried_by_a_majority_too(data: st.DataObject) -> None:
    votes = data.draw(a_table("both"))
    if rules.outcome("both", votes, HALF) == "carried":
        assert rules.outcome("majority", votes, HALF) == "carried"


@given(st.data())
def test_residents_who_say_the_same_decide_by_a_majority_whatever_the_others_say(data: st.DataObject) -> None:
    votes = data.draw(a_table("majority"))
    for said, expected in (("agree", "carried"), ("against", "rejected")):
        united = [Vote(v.seat, v.side, v.weight, said if v.side == "resident" else v.said) for v in votes]
        assert rules.outcome("majority", united, ANY) == expected


@given(st.data(), METHODS)
def test_nothing_is_carried_without_a_resident_who_agrees(data: st.DataObject, method: str) -> None:
    votes = data.draw(a_table(method))
    without = [Vote(v.seat, v.side, v.weight, "") if v.side == "resident" and v.said == "agree" else v for v in votes]
    assert rules.outcome(method, without, ANY) != "carried"


@given(st.data())
def test_one_standing_objection_stops_consent_and_none_lets_it_through(data: st.DataObject) -> None:
    votes = data.draw(a_table("consent"))
    found = rules.outcome("consent", votes, ANY)
    objects = any(vote.said == "object" for vote in votes)
    if found != "no-quorum":
        assert (found == "objected") == objects
        agrees = any(vote.said == "agree" and vote.side == "resident" for vote in votes)
        assert objects or (found == "carried") == agrees


@given(st.data(), METHODS, st.integers(1, 100), st.integers(1, 100))
def test_below_the_quorum_nothing_is_decided(data: st.DataObject, method: str, of_all: int, of_residents: int) -> None:
    votes = data.draw(a_table(method))
    quorum = Quorum(of_all, of_residents)
    spoke = [vote for vote in votes if vote.said]
    residents = [vote for vote in votes if vote.side == "resident"]
    enough = len(spoke) * 100 >= of_all * len(votes)
    enough = enough and sum(bool(vote.said) for vote in residents) * 100 >= of_residents * len(residents)
    assert (rules.outcome(method, votes, quorum) == "no-quorum") == (not enough)


@given(st.data(), METHODS)
def test_one_more_who_agrees_never_turns_a_decision_down(data: st.DataObject, method: str) -> None:
    votes = data.draw(a_table(method))
    if rules.outcome(method, votes, HALF) != "carried":
        return
    for place, vote in enumerate(votes):
        more = [*votes[:place], Vote(vote.seat, vote.side, vote.weight, "agree"), *votes[place + 1 :]]
        assert rules.outcome(method, more, HALF) == "carried"


@given(st.data(), METHODS)
def test_the_order_of_seats_changes_nothing_and_a_roll_gives_the_same_again(data: st.DataObject, method: str) -> None:
    votes = data.draw(a_table(method))
    found = rules.outcome(method, votes, HALF)
    assert rules.outcome(method, list(reversed(votes)), HALF) == found
    roll = rules.as_roll(votes, HALF, charter=1, round_number=1)
    assert rules.outcome(method, rules.votes_of(roll), rules.quorum_of(roll)) == found
    assert not rules.hangs_on_denied(method, roll, {})


def test_a_seat_that_steps_aside_was_there_and_weighs_nothing() -> None:
    votes = [Vote(1, "resident", 1, "agree"), Vote(2, "resident", 9, "aside"), Vote(3, "municipality", 1, "aside")]
    counted = rules.tally(votes)
    assert (counted.agree, counted.against, counted.present) == (1, 0, 3)
    assert rules.outcome("both", votes, Quorum(100, 100)) == "carried"


def test_a_decision_hangs_on_a_vote_that_was_written_down_wrongly() -> None:
    votes = [Vote(1, "resident", 1, "agree"), Vote(2, "resident", 1, "agree"), Vote(3, "resident", 1, "against")]
    roll = rules.as_roll(votes, HALF, charter=0, round_number=1)
    assert rules.hangs_on_denied("majority", roll, {2: "against"})
    assert not rules.hangs_on_denied("majority", roll, {3: "agree"})


def test_what_may_be_said_hangs_on_the_way_and_an_objection_has_a_reason() -> None:
    assert rules.may_say("consent", "object", "Er is geen geld.") == ""
    assert rules.may_say("consent", "object", "  ") == "no-reason"
    assert rules.may_say("consent", "against", "Nee.") == "no-choice"
    assert rules.may_say("both", "object", "Nee.") == "no-choice"
    assert rules.may_say("majority", "against", "") == ""
    assert rules.may_say("magic", "agree", "") == "no-choice"


def test_a_table_decides_as_its_charter_says_or_with_residents_majority_besides() -> None:
    assert rules.ways("consent") == ("consent", "both")
    assert rules.ways("majority") == ("majority", "both")
    assert rules.ways("both") == ("both",)


def test_a_round_is_closed_after_a_meeting_when_all_spoke_or_after_a_week() -> None:
    day = date(2026, 9, 1)
    assert rules.may_close(opened_on=day, held_on=day, silent=3, today=day)
    assert rules.may_close(opened_on=day, held_on=None, silent=0, today=day)
    assert not rules.may_close(opened_on=day, held_on=None, silent=1, today=day + timedelta(days=6))
    assert rules.may_close(opened_on=day, held_on=None, silent=1, today=day + timedelta(days=7))


def test_for_two_weeks_a_seat_says_that_it_was_written_down_wrongly() -> None:
    day = date(2026, 9, 1)
    assert rules.may_deny(day, day + timedelta(days=14))
    assert not rules.may_deny(day, day + timedelta(days=15))

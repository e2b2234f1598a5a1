"""Terms: what is left once it is known, the days for objections after a late count, and the days to repair an idea."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import OuterRef
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions, filled, outcomes, queries, rules
from stoep.budgeting.models import Envelope, Letter, Round
from stoep.budgeting.rules import setup
from stoep.budgeting.tests.ground import refused
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from tests.builders import NOW
from tests.rooms.rounds import a_round, said
from tests.rooms.voting import VOTING, Vote, a_vote, with_ballot

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    return a_vote(here, bep, ilse, many=4)


def count(vote: Vote, by: Standing, at: Any) -> None:
    actions.open_box(round=vote.round, sheets=vote.sheets[:3], by=by, at=at)


def next_of(round: Round, by: Standing, at: Any, cents: int) -> str:
    """Why a next round cannot begin with so much of this one; "" when it can."""
    today = at.date()
    usual = said(today=today, carried_over=round, carried_cents=cents)
    act: dict[str, Any] = {"neighbourhood": round.neighbourhood, "by": by, "at": at} | usual
    try:
        actions.write(**act)
    except Exception as error:
        return str(getattr(error, "code", error))
    return ""


@pytest.mark.parametrize(("phase", "knows"), [(each, each in ("counted", "done", "stopped")) for each in rules.PHASES])
def test_what_is_left_is_known_once_a_round_is_counted_or_stopped(phase: str, knows: bool) -> None:
    assert rules.knows_what_is_left(phase) is knows


def test_a_closed_round_gives_nothing_on_and_a_counted_one_gives_what_nobody_was_given(
    vote: Vote, bep: Standing
) -> None:
    for code in vote.codes[1]:
        vote.cast(code, 1, 2)
    at = vote.round.count_at
    assert queries.phase(vote.round, at) == "closed"
    assert next_of(vote.round, bep, at, 1_000_000) == "carried"
    count(vote, bep, at)
    left = queries.left_for_next(vote.round)
    assert 0 < left < vote.round.cents
    assert next_of(vote.round, bep, at, left + 1) == "carried" and next_of(vote.round, bep, at, left) == ""


def test_a_round_that_stops_gives_what_it_had_of_another_back_to_that_one_alone(vote: Vote, bep: Standing) -> None:
    count(vote, bep, vote.round.count_at)
    at, first = vote.round.count_at, vote.round
    left = queries.left_for_next(first)
    draft = Round.objects.get(title=written(first, bep, at, left))
    actions.put_aside(round=draft, why="Toch niet.", by=bep, at=at)
    # A draft never had money; what it would have had is the first one's again, once.
    draft.refresh_from_db()
    assert next_of(draft, bep, at, left) == "carried"
    assert queries.left_for_next(draft) == draft.cents - left
    assert next_of(first, bep, at, left) == "" and next_of(first, bep, at, 1) == "carried"


def written(round: Round, by: Standing, at: Any, cents: int) -> str:
    """What a next round is called that begins with so much of this one."""
    usual = said(today=at.date(), carried_over=round, carried_cents=cents, title="Een tweede ronde")
    return actions.write(neighbourhood=round.neighbourhood, by=by, at=at, **usual).title


PLANNED, COUNTS = date(2026, 9, 20), date(2026, 9, 6)


@pytest.mark.parametrize(("ended", "last"), [
    (None, None), (COUNTS, PLANNED), (COUNTS + ONE, PLANNED + ONE), (PLANNED + ONE, PLANNED + 15 * ONE),
    (COUNTS - 9 * ONE, PLANNED),
])  # fmt: skip
def test_a_late_count_takes_no_day_of_the_term_for_objections(ended: date | None, last: date | None) -> None:
    assert rules.last_day_to_object(planned=PLANNED, count_planned=COUNTS, ended_on=ended) == last
    assert rules.may_object(PLANNED, last)
    assert last is None or not rules.may_object(last + ONE, last)


def test_who_counts_late_gives_the_same_days_to_object_and_nothing_is_wiped_before(vote: Vote, bep: Standing) -> None:
    round = vote.round
    vote.cast(vote.codes[1][0], 1)
    planned = round.objections_until - round.count_at.date()
    at = round.count_at + planned + 3 * ONE
    assert at.date() > round.objections_until and queries.objections_end(round, at.date()) is None
    page = reverse("budgeting:result", args=[round.neighbourhood.slug, round.number])
    with time_machine.travel(at, tick=False):
        assert "tot en met 14 dagen na het tellen" in Client().get(round.get_absolute_url()).content.decode()
    count(vote, bep, at)
    last = at.date() + planned
    assert queries.objections_end(round, last) == last
    assert actions.wipe_boxes(today=at.date(), at=at) == 0 and Envelope.objects.exists() and Letter.objects.exists()
    told = f"{last.day} "
    with time_machine.travel(at, tick=False):
        shown = Client().get(page).content.decode()
        assert f"De stembus wordt gewist na {told}" in shown and "Maak bezwaar" in shown
        assert f"tot en met {told}" in Client().get(round.get_absolute_url()).content.decode()
    assert any(f"tot en met {told}" in sentence for sentence in outcomes.now(round, at.date()))
    actions.see_hints(round=round, by=bep, today=last)
    assert not queries.observers_may_change(round, at)
    made = actions.object_to(round=round, words="De bus stond open.", called="", at=at, today=last)
    late: dict[str, Any] = {"words": "Nog iets.", "called": "", "at": at + planned + ONE, "today": last + ONE}
    assert refused(actions.object_to, round=round, **late) == "over"
    actions.answer_objection(objection=made, answer="Het slot was dicht.", by=bep, at=at)
    assert actions.wipe_boxes(today=last, at=at + planned) == 0
    assert actions.wipe_boxes(today=last + ONE, at=at + planned + ONE) == 1 and not Envelope.objects.exists()


def front_shows(round: Round, day: date) -> bool:
    here = Neighbourhood.objects.annotate(**queries.front(OuterRef("pk"), day)).get(pk=round.neighbourhood_id)
    return bool(here.round_number)  # type: ignore[attr-defined] # asked along


def test_the_first_page_of_the_wijk_keeps_a_round_until_its_term_is_over(vote: Vote, bep: Standing) -> None:
    round = vote.round
    late = round.count_at + 20 * ONE
    assert front_shows(round, round.objections_until) and not front_shows(round, round.objections_until + ONE)
    actions.close_box(round=round, at=late)
    assert front_shows(round, late.date()), "it is closed, and nobody counted"
    count(vote, bep, late)
    assert front_shows(round, late.date() + 14 * ONE) and not front_shows(round, late.date() + 15 * ONE)


@pytest.mark.parametrize(("rule", "again"), [("most-votes", False), ("equal-shares", True)])
def test_letters_and_posters_say_by_the_rule_whether_votes_can_be_counted_again(
    here: Neighbourhood, bep: Standing, ilse: Standing, rule: str, again: bool
) -> None:
    more = {"utility": "cost", "completion": "add1"} if again else {"utility": "", "completion": "none"}
    round = a_vote(here, bep, ilse, many=4, rule=rule, **more).round
    part = round.parts.get(order=1)
    for spoken in queries.spoken_in(round).values():
        said = filled.sentences(spoken, part)
        assert ("recount_totals" not in said or (said["recount"] == said["recount_totals"])) is not again
        assert (said["public_count"] == said["public_totals"]) is not again and "{" not in said["public_totals"]
        assert "/uitslag/" in said["recount_totals"]
    assert (
        "Iedereen kan het natellen." in filled.sentences(queries.spoken_in(round)["nl"], part)["public_count"]
    ) is again


@pytest.mark.parametrize(("ballot", "most", "rule", "warns"), [
    ("points", 10, "equal-shares", True), ("points", 10, "most-votes", False), ("approval", 3, "equal-shares", False),
])  # fmt: skip
def test_voters_read_that_a_rare_spread_of_points_can_be_recognised_where_ballots_are_published(
    here: Neighbourhood, bep: Standing, ilse: Standing, ballot: str, most: int, rule: str, warns: bool
) -> None:
    is_equal = rule == "equal-shares"
    more = {"utility": "cost", "completion": "add1"} if is_equal else {"utility": "", "completion": "none"}
    vote = a_vote(here, bep, ilse, many=4, ballot=ballot, most=most, rule=rule, **more)
    address = reverse("budgeting:vote", args=[here.slug, vote.round.number])
    with time_machine.travel(VOTING, tick=False):
        shown = Client().post(f"{address}?taal=nl", {"code": vote.codes[1][0], "step": "code"}).content.decode()
    assert "Bankje" in shown or "code" in shown
    assert ("elke verdeling van punten wordt bekend" in shown) is warns


def test_a_part_too_small_to_hide_a_ballot_gets_no_letters_of_its_own(
    here: Neighbourhood, bep: Standing, ilse: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "FEWEST_LETTERS", setup.FEWEST_LETTERS)
    assert setup.FEWEST_LETTERS == 50
    round = with_ballot(a_round(here, bep, ilse))
    order: dict[str, Any] = {"round": round, "by": ilse, "at": NOW}
    assert refused(actions.order_letters, many={1: 50, 2: 49}, **order) == "few"
    assert actions.order_letters(many={1: 50, 2: 50}, **order).many == 100
    whole = with_ballot(a_round(here, bep, ilse, title="Een hof", parts=[("Alles", 5_000_000)]))
    assert actions.order_letters(round=whole, many={1: 20}, by=ilse, at=NOW).many == 20

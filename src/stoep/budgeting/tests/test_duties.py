"""What the clock tells who leads: what is lacking before people can vote, and a plan that nobody promised to do."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stoep.budgeting import actions, queries, rules
from stoep.budgeting.actions.plain import tidy_of
from stoep.budgeting.models import Award, Counter, Decision, Round
from stoep.budgeting.tests.ground import page, refused
from stoep.network.standing import Standing
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed
from tests.builders import NOW, TODAY, a_person, sign_in
from tests.rooms.rounds import a_draft, a_round, an_award, promised, stopped_plan
from tests.rooms.voting import VOTING, a_vote, counters, letters, with_ballot

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def told(subject: str) -> list[str]:
    return list(Telling.objects.filter(subject__startswith=subject).order_by("pk").values_list("body", flat=True))


@pytest.mark.parametrize("name", ["tell_of_lacking", "tell_of_waiting"])
def test_the_clock_does_it_daily(name: str) -> None:
    assert f"stoep.budgeting.actions.{name}" in settings.STOEP_DAILY_DUTIES


# A plan that nobody promised.


@pytest.mark.parametrize(("days", "told_after", "waits", "tells"), [
    (29, None, 0, False), (30, None, 30, True), (45, 30, 45, False), (59, 30, 59, False), (60, 30, 60, True),
    (95, 60, 95, True),
])  # fmt: skip
def test_after_thirty_days_and_each_thirty_more(days: int, told_after: int | None, waits: int, tells: bool) -> None:
    since = date(2026, 9, 1)
    told_on = since + told_after * DAY if told_after else None
    assert rules.waits_too_long(since, since + days * DAY) == waits
    assert rules.tells_of_waiting(since, told_on, since + days * DAY) is tells


def waiting(days: int) -> int:
    return actions.tell_of_waiting(today=TODAY + days * DAY, at=NOW + days * DAY)


def test_who_leads_and_the_wijk_hear_that_nobody_promised_a_plan_until_somebody_does(
    round: Round, bep: Standing, ilse: Standing, clock: Any
) -> None:
    award = an_award(round, "Een pluktuin")
    runs = promised(an_award(round, "Een bank", number=2), bep)
    front = f"/wijk/{round.neighbourhood.slug}/"
    says = "og niemand beloofde dit, al 30 dagen."
    assert waiting(29) == 0 and "Dat kan tot 30 dagen na het tellen." in page(award.get_absolute_url())
    clock.move_to(NOW + 30 * DAY)
    assert waiting(30) == 2 and waiting(30) == 0 and waiting(59) == 0
    bodies = told("Niemand beloofde dit plan")
    assert len(bodies) == 2 and all("Een pluktuin" in body and "30 dagen" in body for body in bodies)
    assert all(award.get_absolute_url() in body for body in bodies)
    entry = Entry.objects.get(act="budgeting.waits").sealed()
    assert entry["facts"]["days"] == 30
    for address in (award.get_absolute_url(), f"{round.get_absolute_url()}uitvoering/"):
        assert says in page(address)
    assert "1 plan kreeg geld, en nog niemand beloofde het, al 30 dagen." in page(round.get_absolute_url())
    assert "nog niemand beloofde om het te doen" in page(front)
    assert says not in page(runs.get_absolute_url())
    assert waiting(60) == 2 and Entry.objects.filter(act="budgeting.waits").count() == 2
    promised(Award.objects.get(pk=award.pk), bep, at=NOW + 61 * DAY, today=TODAY + 61 * DAY)
    assert waiting(90) == 0
    clock.move_to(NOW + 90 * DAY)
    assert "nog niemand beloofde" not in page(front) and "nog niemand" not in page(round.get_absolute_url())


def test_a_plan_that_is_promised_or_stopped_while_the_clock_goes_round_is_not_told(
    round: Round, bep: Standing, ilse: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    awards = [an_award(round, "Een pluktuin"), an_award(round, "Een bank", number=2)]
    monkeypatch.setattr(queries, "waiting_awards", lambda today: awards)
    promised(awards[0], bep)
    stopped_plan(awards[1], bep, ilse)
    assert waiting(30) == 0 and not Entry.objects.filter(act="budgeting.waits").exists()


def test_nobody_alone_stops_a_plan_that_residents_gave_money(
    round: Round, bep: Standing, ilse: Standing, anouk: Standing, clock: Any
) -> None:
    award = an_award(round)
    clock.move_to(NOW)
    when: dict[str, Any] = {"at": NOW, "today": TODAY}
    assert refused(actions.propose_stop_award, award=award, why=" ", by=bep, **when) == "no-why"
    with pytest.raises(NotAllowed):
        actions.propose_stop_award(award=award, why="Duur.", by=anouk, **when)
    made = actions.propose_stop_award(award=award, why="De boom is ziek.", by=bep, **when)
    award.refresh_from_db()
    assert not award.is_over and made.kind == Decision.Kind.AWARD
    shown = page(award.get_absolute_url())
    assert "Er ligt een voorstel om dit plan te stoppen." in shown and made.get_absolute_url() in shown
    assert award.idea.title in page(made.get_absolute_url()) and "De boom is ziek." in page(made.get_absolute_url())
    with pytest.raises(NotAllowed):
        actions.second(decision=made, by=bep, **when)
    actions.second(decision=made, by=ilse, **when)
    award.refresh_from_db()
    assert award.stopped_at and award.ended_words == "De boom is ziek." and award.returned_cents == award.cents
    assert Entry.objects.filter(act="budgeting.stop_award").count() == 1
    assert refused(actions.propose_stop_award, award=award, why="Nog eens.", by=bep, **when) == "over"
    assert waiting(60) == 0


def test_a_plan_that_was_finished_meanwhile_is_not_stopped(round: Round, bep: Standing, ilse: Standing) -> None:
    award = promised(an_award(round), bep)
    made = actions.propose_stop_award(award=award, why="Duur.", by=bep, at=NOW, today=TODAY)
    actions.finish(award=award, words="Het staat er.", by=bep, at=NOW)
    assert refused(actions.second, decision=made, by=ilse, at=NOW, today=TODAY) == "over"


# A round in which something is lacking.


VOTES = date(2026, 10, 27)


@pytest.mark.parametrize(("before", "last", "tells"), [
    (15, None, False), (14, None, True), (14, 14, False), (13, 14, False), (7, 14, True), (4, 7, False), (3, 7, True),
    (2, 3, False), (1, 3, True), (0, 1, False), (-1, 1, True), (-1, -1, False), (-9, -1, False), (2, 7, True),
])  # fmt: skip
def test_who_leads_hears_it_on_days_before_voting_and_once_after(before: int, last: int | None, tells: bool) -> None:
    reminded_on = VOTES - last * DAY if last is not None else None
    assert rules.reminds(VOTES, reminded_on, VOTES - before * DAY) is tells


def lacking(round: Round, before: int) -> int:
    today = timezone.localdate(round.voting_from) - before * DAY
    return actions.tell_of_lacking(today=today, at=round.voting_from - before * DAY)


def test_who_leads_hears_what_is_lacking_and_nobody_once_all_is_ready(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = a_round(here, bep, ilse, counters=counters())
    assert lacking(round, 15) == 0 and lacking(round, 14) == 2 and lacking(round, 14) == 0 and lacking(round, 8) == 0
    (first, _second) = told("Nog niet klaar om te stemmen")
    assert "het stembiljet, de brieven, de sleutel voor het tellen en tellers" in first and "’ begint op " in first
    with_ballot(round)
    letters(round, ilse)
    assert lacking(round, 7) == 2
    third = told("Nog niet klaar om te stemmen")[2]
    assert "ontbreekt nog: de sleutel voor het tellen en tellers" in third
    sheets = actions.make_count_key(round=round, by=bep, at=NOW)
    for counter, words in zip(Counter.objects.filter(round=round).order_by("order"), sheets, strict=True):
        actions.confirm_sheet(counter=counter, words=words, by=ilse, at=NOW)
    assert lacking(round, 3) == lacking(round, 1) == lacking(round, -1) == 0


def test_on_the_very_day_it_still_says_that_voting_begins_and_on_the_next_that_it_did_not(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = a_round(here, bep, ilse, counters=counters())
    assert lacking(round, 0) == 2 and lacking(round, -1) == 2
    says = ["’ begint op " in body for body in told("Nog niet klaar om te stemmen")]
    assert says == [True, True, False, False]


def test_of_a_draft_or_a_round_that_stopped_nobody_hears_what_is_lacking(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    draft, round = a_draft(here, bep, title="Nog niet open"), a_round(here, bep, ilse)
    decision = actions.propose_stop(round=round, why="Te duur.", by=bep, at=NOW, today=TODAY)
    actions.second(decision=decision, by=ilse, at=NOW, today=TODAY)
    assert lacking(draft, 14) == lacking(round, 3) == lacking(round, -1) == 0


@pytest.fixture
def late(here: Neighbourhood, bep: Standing, ilse: Standing) -> Round:
    """A round of which one counter did not show the sheet."""
    vote = a_vote(here, bep, ilse, many=4)
    Counter.objects.filter(round=vote.round, order=5).update(confirmed_at=None)
    return vote.round


def moved(round: Round, by: Standing, at: Any, days: int) -> Decision:
    names = ("voting_from", "voting_until", "count_at", "objections_until")
    said = tidy_of(round) | {name: getattr(round, name) + days * DAY for name in names}
    return actions.propose_change(round=round, why_change="Een blad was weg.", by=by, at=at, today=at.date(), **said)


def test_when_something_is_lacking_voting_has_not_begun_and_two_keys_move_the_days(
    late: Round, bep: Standing, ilse: Standing
) -> None:
    at = late.voting_from + 2 * DAY
    assert queries.phase(late, at) == "talking" and queries.voting(late, at) == "waiting"
    assert queries.phase(late, late.voting_until + DAY) == "talking"
    assert actions.close_boxes(today=at.date(), at=late.voting_until + DAY) == 0
    with time_machine.travel(at, tick=False):
        shown = page(late.get_absolute_url())
        assert "Het stemmen is nog niet begonnen." in shown and "Stem met de code" not in shown
    assert lacking(late, -2) == 2 and "zou beginnen op" in told("Nog niet klaar om te stemmen")[-1]
    when: dict[str, Any] = {"at": at, "today": at.date()}
    # Only later: to a day that is past they cannot move.
    assert refused(moved, round=late, by=bep, at=at, days=1) == "past"
    actions.second(decision=moved(late, bep, at, 14), by=ilse, **when)
    late.refresh_from_db()
    assert late.voting_from == at + 12 * DAY and queries.phase(late, at) == "talking"
    with time_machine.travel(at, tick=False):
        assert "Het stemmen is nog niet begonnen." not in page(late.get_absolute_url())


def test_letters_that_are_void_too_late_are_ordered_anew_once_the_days_are_moved(
    late: Round, bep: Standing, ilse: Standing
) -> None:
    at = late.voting_from + DAY
    (order,) = late.letter_orders.all()
    actions.void_letters(order=order, by=ilse, at=at)
    again: dict[str, Any] = {"round": late, "many": {1: 60, 2: 60}, "by": ilse, "at": at}
    assert refused(actions.order_letters, **again) == "late"
    actions.second(decision=moved(late, bep, at, 14), by=ilse, at=at, today=at.date())
    late.refresh_from_db()
    made = actions.make_letters(order=actions.order_letters(**again), at=at)
    assert made.made_at and queries.lacking(late) == ["sheets"]


def test_a_ballot_that_was_forgotten_is_made_after_all(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    round = a_round(here, bep, ilse, counters=counters())
    at = round.voting_from + DAY
    assert queries.phase(round, at) == "talking" and queries.lacking(round)[0] == "ballot"
    assert not queries.has_begun(round, at)
    propose: dict[str, Any] = {"round": round, "by": bep, "at": at, "today": at.date(), "draw": random.Random(7)}
    assert refused(actions.propose_ballot, **propose) == "voting"
    actions.second(decision=moved(round, bep, at, 14), by=ilse, at=at, today=at.date())
    assert refused(actions.propose_ballot, **propose) == "none", "the door is open again: no idea was given"


def test_who_holds_the_last_sheet_or_makes_the_letters_does_not_choose_when_voting_begins(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=4)
    last = Counter.objects.filter(round=vote.round, order=5)
    last.update(confirmed_at=None)
    sheet: dict[str, Any] = {"counter": last.get(), "words": vote.sheets[4], "by": ilse}
    for at in (vote.round.voting_from, vote.round.voting_until - timedelta(minutes=5), vote.round.voting_until + DAY):
        assert refused(actions.confirm_sheet, at=at, **sheet) == "late"
        assert refused(actions.make_count_key, round=vote.round, by=bep, at=at) == "late"
        asks: dict[str, Any] = {"round": vote.round, "why": "Weg.", "by": bep, "at": at, "today": at.date()}
        assert refused(actions.propose_count_key, lost=5, **asks) == "late"
        assert queries.phase(vote.round, at) == "talking"
    with time_machine.travel(at, tick=False):
        shown = page(reverse("budgeting:ready", args=[here.slug, vote.round.number]))
        assert "Maak eerst met twee sleutels de dagen later." in shown and "Alles is klaar." not in shown
    actions.second(decision=moved(vote.round, bep, at, 60), by=ilse, at=at, today=at.date())
    actions.confirm_sheet(at=at, **sheet)
    vote.round.refresh_from_db()
    assert queries.lacking(vote.round) == [] and queries.voting(vote.round, at) == "early"
    assert queries.voting(vote.round, vote.round.voting_from) == "open"


def test_what_is_ready_offers_nothing_that_the_moment_refuses(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=4)
    ready = reverse("budgeting:ready", args=[here.slug, vote.round.number])
    key, sheet, void = (reverse(f"budgeting:{name}", args=[here.slug, vote.round.number])
                        for name in ("count_key", "sheet", "void_letters"))  # fmt: skip

    def offered(to: Standing, at: datetime) -> set[str]:
        with time_machine.travel(at, tick=False):
            client = Client()
            sign_in(client, to.person or a_person())
            shown = client.get(ready).content.decode()
        return {each for each in (key, sheet, void) if f'"{each}"' in shown}

    before = vote.round.voting_from - timedelta(minutes=1)
    assert offered(bep, before) == {key, sheet} and offered(ilse, before) == {key, sheet, void}
    assert offered(bep, VOTING) == {sheet} and offered(ilse, VOTING) == {sheet}
    Counter.objects.filter(round=vote.round, order=5).update(confirmed_at=None)
    assert offered(bep, VOTING) == set() and offered(ilse, VOTING) == {void}


def test_letters_that_were_ordered_in_time_are_not_made_late_and_bear_the_days_that_were_moved(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=60)
    begins = vote.round.voting_from
    actions.void_letters(order=vote.order, by=ilse, at=NOW)
    order = actions.order_letters(round=vote.round, many={1: 60, 2: 60}, by=ilse, at=NOW)
    assert refused(actions.make_letters, order=order, at=begins) == "late"
    ticks = iter([begins - timedelta(seconds=1)] + [begins + timedelta(seconds=1)] * 9)
    assert refused(actions.make_letters, order=order, at=begins - DAY, now=lambda: next(ticks)) == "late"
    assert queries.lacking(vote.round) == ["letters"] and not order.letters.exists()
    actions.second(decision=moved(vote.round, bep, begins, 60), by=ilse, at=begins, today=begins.date())
    assert actions.make_letters(order=order, at=begins).made_at
    assert queries.lacking(vote.round) == []


def test_once_the_first_vote_could_be_cast_nothing_of_the_round_changes(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=4)
    last = Counter.objects.filter(round=vote.round, order=5)
    last.update(confirmed_at=None)
    proposal = moved(vote.round, bep, VOTING, 14)
    last.update(confirmed_at=NOW)
    assert queries.phase(vote.round, VOTING) == "voting"
    when: dict[str, Any] = {"at": VOTING, "today": VOTING.date()}
    assert refused(actions.second, decision=proposal, by=ilse, **when) == "voting"
    assert refused(actions.void_letters, order=vote.order, by=ilse, at=VOTING) == "voting"
    assert refused(actions.make_count_key, round=vote.round, by=bep, at=VOTING) == "voting"
    vote.cast(vote.codes[1][0], 1)
    assert Client().get(vote.round.get_absolute_url()).status_code == 200

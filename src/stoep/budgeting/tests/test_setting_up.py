"""Setting a round up: in public from the first word, open with two keys, and fixed once people vote."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from stoep.budgeting import actions, queries
from stoep.budgeting.models import Counter, Decision, Round
from stoep.calendar.models import Entry
from stoep.network.standing import Standing
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry as Logged
from stoep.shared.refusal import NotAllowed, Refused
from stoep.venues import actions as venue_acts
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_organisation, sign_in
from tests.rooms.budgeting import typed
from tests.rooms.rounds import a_draft, a_place, a_round, an_idea, looked, moment, proposed, said
from tests.rooms.voting import a_vote

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def refused(act: Any, **given: Any) -> str:
    with pytest.raises(Refused) as told:
        act(**given)
    assert str(told.value)
    return told.value.code


def later(round: Round, **other: Any) -> dict[str, Any]:
    """The same round, said anew with something else in it."""
    return said(round.venues.first(), **other)


def test_a_draft_is_read_by_everybody_and_asks_nothing_of_anybody(here: Neighbourhood, bep: Standing) -> None:
    round = a_draft(here, bep)
    assert queries.phase(round, NOW) == "draft" and round.cents == 10_000_000
    page = Client().get(round.get_absolute_url())
    assert page.status_code == 200 and "Dit is een concept." in page.content.decode()
    assert not Entry.objects.exists()


def test_the_same_form_twice_gives_one_round(here: Neighbourhood, bep: Standing) -> None:
    first, second = (a_draft(here, bep, posted_key="een") for _ in range(2))
    assert first == second and Round.objects.count() == 1


def test_a_round_opens_with_two_keys_and_stands_in_the_calendar(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = a_draft(here, bep)
    decision = proposed(round, bep)
    assert Telling.objects.filter(about=f"round:{round.pk}").count() == 1
    round.refresh_from_db()
    assert round.announced_at is None
    actions.second(decision=decision, by=ilse, **WHEN)
    round.refresh_from_db()
    assert round.residents_key == bep.seat and round.independent_key == ilse.seat
    assert queries.phase(round, NOW) == "announced"
    asked = {entry.what.partition(": ")[2]: entry for entry in Entry.objects.all()}
    assert set(asked) == {"ideeën", "stemmen", "tellen in het openbaar"}
    assert asked["tellen in het openbaar"].begins == "19:00" and asked["ideeën"].venue is not None
    assert {entry.path for entry in asked.values()} == {round.get_absolute_url()}


def test_the_other_way_round_is_as_good(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    round = a_round(here, ilse, bep)
    assert round.residents_key == bep.seat and round.independent_key == ilse.seat


def test_nobody_turns_both_keys(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    decision = proposed(a_draft(here, bep), bep)
    neighbour = a_standing(here)
    for by in (bep, neighbour, a_standing(here, "municipality"), a_standing(here, seat=False, posts=("host",))):
        with pytest.raises(NotAllowed):
            actions.second(decision=decision, by=by, **WHEN)
    elsewhere = a_standing(a_neighbourhood(), "independent")
    with pytest.raises(NotAllowed):
        actions.second(decision=decision, by=elsewhere, **WHEN)
    assert Round.objects.get().announced_at is None


def test_the_database_opens_no_round_without_two_keys(here: Neighbourhood, bep: Standing) -> None:
    round = a_draft(here, bep)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(announced_at=NOW)


@pytest.mark.parametrize(("wrong", "code"), [({"counters": [("Bep", None)]}, "counters"), ({"venues": []}, "venue")])
def test_no_round_opens_without_five_counters_and_a_place(
    here: Neighbourhood, bep: Standing, ilse: Standing, wrong: dict[str, Any], code: str
) -> None:
    assert ilse.seat
    round = actions.write(neighbourhood=here, by=bep, at=NOW, **said(a_place(here, bep)) | wrong)
    assert refused(actions.propose_announcing, round=round, by=bep, **WHEN) == code


def test_the_municipality_never_has_three_of_five(here: Neighbourhood, bep: Standing) -> None:
    town = an_organisation("municipality")
    counters = [("Anouk", town), ("Karin", town), ("Joost", town), ("Bep", None), ("Ola", None)]
    assert refused(actions.write, neighbourhood=here, by=bep, at=NOW, **said(counters=counters)) == "municipality"
    assert (
        refused(actions.write, neighbourhood=here, by=bep, at=NOW, **said(counters=[("Bep", None)] * 2)) == "counters"
    )


def test_what_is_wrong_in_a_round_is_named(here: Neighbourhood, bep: Standing) -> None:
    there = a_neighbourhood()
    others = a_place(there, a_standing(there))
    for wrong, code in (
        ({"title": " "}, "incomplete"), ({"rule": "wie het hardst roept"}, "choice"), ({"most": None}, "most"),
        ({"parts": [("Noord", 5), ("noord", 5)]}, "parts"), ({"reserve_per_thousand": 21}, "number"),
        ({"venues": [others]}, "venue"), ({"carried_cents": 5}, "carried"), ({"why": "x" * 4001}, "too-long"),
        ({"voting_until": NOW}, "short"),
    ):  # fmt: skip
        assert refused(actions.write, neighbourhood=here, by=bep, at=NOW, **said() | wrong) == code, wrong


def test_a_draft_that_waits_for_a_key_is_not_changed_behind_its_back(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = a_draft(here, bep)
    decision = proposed(round, bep)
    assert refused(actions.change_draft, round=round, by=ilse, at=NOW, **later(round, title="Iets anders")) == "waits"
    actions.withdraw_proposal(decision=decision, by=bep, **WHEN)
    actions.change_draft(round=round, by=ilse, at=NOW, **later(round, title="Iets anders", parts=[("Alles", 500)]))
    round.refresh_from_db()
    assert round.title == "Iets anders" and [part.cents for part in round.parts.all()] == [500]
    assert refused(actions.second, decision=decision, by=ilse, **WHEN) == "withdrawn"


def test_before_voting_two_keys_change_it_and_the_old_text_stays(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = a_round(here, bep, ilse)
    moved = later(round, count_where="De school", parts=[("Noord", 7_000_000), ("Zuid", 3_000_000)])
    change = actions.propose_change(round=round, why_change="De zaal is bezet.", by=bep, **WHEN, **moved)
    assert {each.name for each in queries.changed(change)} == {"count_where", "parts"}
    round.refresh_from_db()
    assert round.count_where != "De school"
    actions.second(decision=change, by=ilse, **WHEN)
    round.refresh_from_db()
    assert round.count_where == "De school" and round.cents == 10_000_000
    page = Client().get(change.get_absolute_url()).content.decode()
    assert "Buurthuis De Eik, grote zaal" in page and "De school" in page and "De zaal is bezet." in page
    assert Entry.objects.get(what__endswith="openbaar").place == "De school"


def test_a_change_needs_a_reason_and_something_that_changes(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    round = a_round(here, bep, ilse)
    asked: dict[str, Any] = {"round": round, "by": bep, **WHEN}
    assert refused(actions.propose_change, why_change=" ", **asked, **later(round, title="Anders")) == "no-why"
    assert refused(actions.propose_change, why_change="Zomaar.", **asked, **later(round)) == "nothing-new"
    fewer = later(round, parts=[("Noord", 10_000_000)])
    assert refused(actions.propose_change, why_change="Minder.", **asked, **fewer) == "parts"
    assert refused(actions.change_draft, round=round, by=bep, at=NOW, **later(round, title="Stil")) == "not-draft"


def test_a_counter_who_follows_another_has_yet_to_show_the_sheet(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = a_round(here, bep, ilse)
    Counter.objects.filter(round=round).update(sheet_hash="ab" * 32, confirmed_at=NOW)
    who = [(counter.called, counter.party) for counter in round.counters.all()]
    change = actions.propose_change(
        round=round, why_change="Ola is verhuisd.", by=bep, **WHEN, **later(round, counters=[*who[:4], ("Rob", None)])
    )
    actions.second(decision=change, by=ilse, **WHEN)
    assert [bool(counter.confirmed_at) for counter in round.counters.all()] == [True] * 4 + [False]
    assert round.counters.get(order=5).sheet_hash == ""


def test_once_voting_has_begun_nothing_changes_not_even_with_two_keys(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = a_vote(here, bep, ilse, many=4).round
    waits = actions.propose_change(
        round=round, why_change="De zaal is bezet.", by=bep, **WHEN, **later(round, count_where="De school")
    )
    begun: dict[str, Any] = {"at": round.voting_from, "today": round.voting_from.date()}
    Decision.objects.filter(pk=waits.pk).update(expires_on=begun["today"])
    assert refused(actions.second, decision=waits, by=ilse, **begun) == "voting"
    actions.withdraw_proposal(decision=waits, by=bep, **begun)
    moved = later(round, count_where="De school")
    assert refused(actions.propose_change, round=round, why_change="Nu.", by=bep, **begun, **moved) == "voting"


def test_nobody_keeps_all_else_waiting_with_a_proposal_to_which_the_other_key_says_no(
    here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing, client: Client
) -> None:
    round = a_round(here, bep, ilse)
    stop: dict[str, Any] = {"round": round, "why": "Zomaar.", **WHEN}
    waits = actions.propose_stop(by=ilse, **stop)
    assert refused(actions.propose_stop, by=bep, **stop) == "waits"
    with pytest.raises(NotAllowed):
        actions.withdraw_proposal(decision=waits, by=anouk, **WHEN)
    assert bep.person
    with time_machine.travel(NOW, tick=False):
        sign_in(client, bep.person)
        assert "Geen akkoord: dit gaat niet door" in client.get(waits.get_absolute_url()).content.decode()
    actions.withdraw_proposal(decision=waits, by=bep, **WHEN)
    assert refused(actions.second, decision=waits, by=bep, **WHEN) == "withdrawn"
    assert actions.propose_stop(by=bep, **stop).proposed_by == bep.seat


def test_a_round_is_stopped_with_two_keys_and_a_reason_and_leaves_the_calendar(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = a_round(here, bep, ilse)
    assert refused(actions.propose_stop, round=round, why="", by=bep, **WHEN) == "no-why"
    stop = actions.propose_stop(round=round, why="De gemeente trok het geld in.", by=bep, **WHEN)
    actions.second(decision=stop, by=ilse, **WHEN)
    round.refresh_from_db()
    assert queries.phase(round, NOW) == "stopped"
    assert Entry.objects.filter(withdrawn_at__isnull=True).count() == 0
    assert "De gemeente trok het geld in." in Client().get(round.get_absolute_url()).content.decode()
    assert refused(actions.propose_change, round=round, why_change="x", by=bep, **WHEN, **later(round)) == "stopped"


def test_a_draft_is_put_aside_by_one_key_and_stays_readable(here: Neighbourhood, bep: Standing) -> None:
    round = a_draft(here, bep)
    actions.put_aside(round=round, why="Volgend jaar.", by=bep, at=NOW)
    assert refused(actions.propose_announcing, round=round, by=bep, **WHEN) == "not-draft"
    assert "Volgend jaar." in Client().get(round.get_absolute_url()).content.decode()


def test_two_second_keys_at_once_open_it_once(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    decision = proposed(a_draft(here, bep), bep)
    actions.second(decision=decision, by=ilse, **WHEN)
    assert refused(actions.second, decision=decision, by=ilse, **WHEN) == "already-done"
    assert Logged.objects.filter(act="budgeting.announce").count() == 1


def test_a_key_that_lapsed_opens_nothing_and_does_not_stand_in_the_way(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = a_draft(here, bep)
    old = proposed(round, bep)
    late = TODAY + timedelta(days=15)
    assert refused(actions.second, decision=old, by=ilse, at=NOW, today=late) == "lapsed"
    new = proposed(round, bep, today=late)
    assert new != old and queries.decision_standing(new, late) == "waiting"


def test_what_is_left_of_an_earlier_round_is_carried_over_once(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    earlier = a_round(here, bep, ilse)
    carried: dict[str, Any] = {"carried_over": earlier, "carried_cents": 1_500_000}
    assert refused(actions.write, neighbourhood=here, by=bep, at=NOW, **said() | carried) == "carried"
    stop = actions.propose_stop(round=earlier, why="Geen zaal.", by=bep, **WHEN)
    actions.second(decision=stop, by=ilse, **WHEN)
    earlier.refresh_from_db()
    first = actions.write(neighbourhood=here, by=bep, at=NOW, **said() | carried)
    assert first.carried_over == earlier
    assert "€\xa015.000 over van een eerdere ronde" in Client().get(first.get_absolute_url()).content.decode()
    again = carried | {"carried_cents": 9_000_000}
    assert refused(actions.write, neighbourhood=here, by=bep, at=NOW, **said() | again) == "carried"


def test_the_days_to_repair_fit_between_the_checking_and_the_ballot(
    here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    usual: dict[str, Any] = {"neighbourhood": here, "by": bep, "at": NOW}
    assert refused(actions.write, **usual, **said() | {"repair_days": 6}) == "repair"
    assert actions.write(**usual, **said() | {"repair_days": 5}).repair_days == 5
    round = a_round(here, bep, ilse)
    more = {"round": round, "why_change": "Meer tijd.", "by": bep, **WHEN}
    assert refused(actions.propose_change, **more, **later(round, repair_days=6)) == "repair"
    # Nobody shortens the days that an author was told.
    idea = an_idea(round, bep)
    looked(idea, anouk, "no")
    day = timezone.localdate(idea.written_at) + timedelta(days=3)
    then = more | {"at": moment(day, 12), "today": day}
    assert refused(actions.propose_change, **then, **later(round, repair_days=4)) == "repairing"


def test_a_place_that_closed_meanwhile_stops_a_change(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    round = a_round(here, bep, ilse)
    change = actions.propose_change(
        round=round, why_change="De zaal is bezet.", by=bep, **WHEN, **later(round, count_where="De school")
    )
    venue_acts.shut(venue=a_place(here, bep), why="Het dak lekt.", by=bep, **WHEN)
    assert refused(actions.second, decision=change, by=ilse, **WHEN) == "gone"


def test_nobody_sets_by_a_form_what_the_form_does_not_ask(here: Neighbourhood, bep: Standing) -> None:
    client = Client()
    assert bep.person
    sign_in(client, bep.person)
    sneaked = {"announced_at": NOW.isoformat(), "number": "7", "residents_key": "1", "cents": "1", "tie_order": "[1]"}
    with time_machine.travel(NOW, tick=False):
        answer = client.post(
            f"{here.get_absolute_url()}samen-geld-verdelen/nieuw/", typed(a_place(here, bep)) | sneaked
        )
    assert answer.status_code == 302
    round = Round.objects.get()
    assert (round.announced_at, round.number, round.tie_order, round.cents) == (None, 1, [], 10_000_000)


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(here: Neighbourhood, bep: Standing) -> None:
    client = Client()
    assert bep.person
    sign_in(client, bep.person)
    wrong = typed(a_place(here, bep), utility="", part_1_cents="veel")
    answer = client.post(f"{here.get_absolute_url()}samen-geld-verdelen/nieuw/", wrong)
    told = answer.content.decode()
    assert answer.status_code == 422 and "Dit is geen bedrag" in told and "Ronde 100.000" in told


def test_the_page_tells_what_the_rule_does_and_prints_the_sum(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    page = Client().get(a_round(here, bep, ilse).get_absolute_url()).content.decode()
    assert "€\xa0100.000" in page and "Gelijke delen: iedere stemmer heeft evenveel geld" in page
    assert "45 mensen hebben niets" in page and "Alle 100 mensen" in page


def test_the_first_page_of_the_wijk_leads_to_what_runs(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    draft = a_draft(here, bep)
    assert draft.get_absolute_url() not in Client().get(here.get_absolute_url()).content.decode()
    round = a_round(here, bep, ilse)
    with time_machine.travel(NOW, tick=False):
        assert round.get_absolute_url() in Client().get(here.get_absolute_url()).content.decode()

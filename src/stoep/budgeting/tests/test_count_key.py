"""The count key: nobody makes and confirms one alone, and once a sheet was shown a new one asks two and a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions, queries
from stoep.budgeting.actions.plain import tidy_of
from stoep.budgeting.models import Box, Counter, Decision, Round
from stoep.budgeting.tests.ground import refused
from stoep.network.standing import Standing
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed
from tests.builders import NOW, TODAY, a_person, a_standing, sign_in
from tests.rooms.count_keys import anew, shown
from tests.rooms.rounds import a_draft, a_place, a_round, said
from tests.rooms.voting import VOTING, Vote, a_vote, counters, letters, with_ballot

pytestmark = pytest.mark.django_db
MINUTES = timedelta(minutes=5)


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    return a_vote(here, bep, ilse, many=4)


def make(round: Round, by: Standing, at: Any = NOW, **more: Any) -> Any:
    return actions.make_count_key(round=round, by=by, at=at, **more)


def propose(
    round: Round, by: Standing, at: Any = NOW, why: str = "Een blad viel in het water.", **more: Any
) -> Decision:
    return actions.propose_count_key(round=round, why=why, by=by, at=at, today=at.date(), **more)


def public(vote: Vote) -> str:
    return vote.box.public


def test_one_person_does_not_make_a_new_key_and_confirm_it_minutes_before_voting(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    before = public(vote)
    for at in (NOW, vote.round.voting_from - MINUTES):
        assert refused(make, round=vote.round, by=ilse, at=at) == "two-keys"
    assert public(vote) == before and queries.lacking(vote.round) == []


def test_who_made_the_key_confirms_no_sheet_and_who_does_is_named(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    counter = Counter.objects.filter(round=round).order_by("order")[0]
    sheets = make(round, bep)
    given: dict[str, Any] = {"counter": counter, "words": sheets[0], "at": NOW}
    assert refused(actions.confirm_sheet, by=bep, **given) == "same-person"
    with pytest.raises(NotAllowed):
        actions.confirm_sheet(by=a_standing(here, "visitor"), **given)
    assert actions.confirm_sheet(by=ilse, **given).confirmed_by == ilse.person
    assert Entry.objects.filter(act="budgeting.confirm_sheet").count() == 1
    page = Client().get(reverse("budgeting:ready", args=[here.slug, round.number])).content.decode()
    assert ilse.person and f"<bdi>{ilse.person.name}</bdi> keek mee op 1 september 2026" in page


def test_nobody_of_the_organisation_of_who_made_the_key_looks_on_and_no_counter_at_the_own_sheet(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    colleague = a_standing(here, "independent", seat=False, posts=("host",))
    noor = a_standing(here, person=a_person("Noor"), seat=False, posts=("host",))
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    first, second = Counter.objects.filter(round=round).order_by("order")[:2]
    sheets = make(round, ilse)
    given: dict[str, Any] = {"counter": first, "words": sheets[0], "at": NOW}
    assert refused(actions.confirm_sheet, by=colleague, **given) == "same-party"
    assert first.person == noor.person and refused(actions.confirm_sheet, by=noor, **given) == "own-sheet"
    Counter.objects.filter(pk=first.pk).update(person=None)
    assert refused(actions.confirm_sheet, by=noor, **given) == "own-sheet"
    assert actions.confirm_sheet(counter=second, words=sheets[1], by=noor, at=NOW).confirmed_by == noor.person
    # Residents are many: another one than who made the key looks on.
    sheets = anew(round, bep, ilse)
    assert actions.confirm_sheet(counter=second, words=sheets[1], by=noor, at=NOW).confirmed_by == noor.person


def test_before_a_sheet_was_shown_the_key_is_made_anew_by_one(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    first = make(round, bep)
    assert refused(propose, round=round, by=bep) == "no-key"
    assert make(round, bep) != first and Box.objects.get(round=round).key_decision is None


def test_a_form_that_is_sent_twice_or_reloaded_makes_no_other_key(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    make(round, bep, instead_of="")
    first = Box.objects.get(round=round).public
    assert refused(make, round=round, by=bep, instead_of="") == "made"
    make(round, bep, instead_of=first)
    for old in ("", first):
        assert refused(make, round=round, by=bep, instead_of=old) == "made"
    assert Entry.objects.filter(act="budgeting.make_count_key", subject=f"round:{round.pk}").count() == 2


def test_a_new_key_takes_a_reason_and_two_keys_is_used_once_and_stands_on_the_page(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    before = public(vote)
    assert refused(propose, round=vote.round, by=bep, why=" ") == "no-why"
    assert refused(propose, round=vote.round, by=bep, lost=9) == "counter"
    with pytest.raises(NotAllowed):
        propose(vote.round, anouk)
    decision = propose(vote.round, bep, lost=2)
    with pytest.raises(NotAllowed):
        actions.second(decision=decision, by=bep, at=NOW, today=TODAY)
    assert refused(make, round=vote.round, by=bep) == "two-keys"
    actions.second(decision=decision, by=ilse, at=NOW, today=TODAY)
    assert public(vote) == before and queries.lacking(vote.round) == []
    sheets = make(vote.round, bep)
    assert public(vote) != before and vote.box.key_decision == decision
    assert queries.lacking(vote.round) == ["sheets"]
    for counter, words in zip(vote.round.counters.order_by("order"), sheets, strict=True):
        actions.confirm_sheet(counter=counter, words=words, by=ilse, at=NOW)
    assert refused(make, round=vote.round, by=bep) == "two-keys"
    logged = Entry.objects.filter(act="budgeting.make_count_key").latest("pk").sealed()["facts"]
    assert (logged["anew"], logged["decision"]) == (True, decision.pk)
    for path in (vote.round.get_absolute_url(), reverse("budgeting:ready", args=[here.slug, vote.round.number])):
        page = Client().get(path).content.decode()
        assert "De sleutel voor het tellen is opnieuw gemaakt, op 1 september 2026, 12:00." in page
        assert "Een blad viel in het water." in page
    assert "Het blad van <bdi>Fatma</bdi> is weg." in Client().get(decision.get_absolute_url()).content.decode()


def test_on_the_last_day_a_new_key_comes_only_for_a_lost_sheet_and_never_while_people_vote(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    begins = vote.round.voting_from
    propose(vote.round, bep, at=begins - timedelta(hours=24, seconds=1)).delete()
    late = begins - timedelta(hours=24)
    assert refused(propose, round=vote.round, by=bep, at=late) == "late"
    assert len(anew(vote.round, bep, ilse, at=late, lost=1)) == 5
    for each in (begins, VOTING):
        Counter.objects.filter(round=vote.round).update(confirmed_at=NOW)
        assert refused(propose, round=vote.round, by=bep, at=each, lost=1) == "voting"
        assert refused(make, round=vote.round, by=bep, at=each) == "voting"


def test_what_two_keys_allowed_in_time_is_not_done_too_late(vote: Vote, bep: Standing, ilse: Standing) -> None:
    early = vote.round.voting_from - timedelta(days=2)
    decision = propose(vote.round, bep, at=early)
    actions.second(decision=decision, by=ilse, at=early, today=early.date())
    assert refused(make, round=vote.round, by=bep, at=early + timedelta(days=1)) == "two-keys"


def test_an_old_decision_makes_no_key_as_voting_comes_near(vote: Vote, bep: Standing, ilse: Standing) -> None:
    begins, before = vote.round.voting_from, public(vote)
    early = begins - timedelta(days=10)
    decision = propose(vote.round, bep, at=early, lost=1)
    actions.second(decision=decision, by=ilse, at=early, today=early.date())
    week = early + timedelta(days=7)
    for at in (week + timedelta(seconds=1), begins - timedelta(minutes=1)):
        assert refused(make, round=vote.round, by=bep, at=at) == "two-keys"
    near = begins - timedelta(hours=30)
    decision = propose(vote.round, bep, at=near, lost=1)
    actions.second(decision=decision, by=ilse, at=near, today=near.date())
    assert refused(make, round=vote.round, by=bep, at=begins - timedelta(minutes=1)) == "two-keys"
    assert public(vote) == before
    assert len(make(vote.round, bep, at=begins - timedelta(hours=25))) == 5


def test_a_decision_lets_a_key_be_made_for_seven_days(vote: Vote, bep: Standing, ilse: Standing) -> None:
    early = vote.round.voting_from - timedelta(days=10)
    decision = propose(vote.round, bep, at=early, lost=1)
    actions.second(decision=decision, by=ilse, at=early, today=early.date())
    assert len(make(vote.round, bep, at=early + timedelta(days=7))) == 5


def test_a_sheet_that_got_lost_before_people_could_vote_does_not_stop_the_round(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    Counter.objects.filter(round=vote.round, order=1).update(confirmed_at=None)
    assert queries.voting(vote.round, VOTING) == "waiting"
    assert refused(propose, round=vote.round, by=bep, at=VOTING, lost=1) == "late"
    names = ("voting_from", "voting_until", "count_at", "objections_until")
    given = tidy_of(vote.round) | {name: getattr(vote.round, name) + timedelta(days=30) for name in names}
    when: dict[str, Any] = {"at": VOTING, "today": VOTING.date()}
    decision = actions.propose_change(round=vote.round, why_change="Een blad is weg.", by=bep, **when, **given)
    actions.second(decision=decision, by=ilse, **when)
    assert len(anew(vote.round, bep, ilse, at=VOTING, lost=1)) == 5


def test_another_counter_by_two_keys_lets_the_key_be_made_anew(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    others = [*counters()[:4], ("Gijs", None)]
    given = said(a_place(here, bep), counters=others)
    decision = actions.propose_change(
        round=vote.round, why_change="Ola verhuist.", by=bep, at=NOW, today=TODAY, **given
    )
    actions.second(decision=decision, by=ilse, at=NOW, today=TODAY)
    assert len(make(vote.round, bep)) == 5 and vote.box.key_decision == decision


def test_counters_with_an_account_hear_of_a_new_key(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    noor = a_standing(here, person=a_person("Noor"), seat=False, posts=("host",))
    for _twin in range(2):
        a_standing(here, person=a_person("Karim"), seat=False, posts=("host",))
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    letters(round, ilse, 4)
    known = Counter.objects.filter(round=round, person__isnull=False)
    assert [(each.order, each.person) for each in known] == [(1, noor.person)]
    sheets = make(round, bep)
    before = Telling.objects.filter(subject__startswith="Een nieuwe sleutel voor het tellen").count()
    actions.confirm_sheet(counter=known[0], words=sheets[0], by=ilse, at=NOW)
    anew(round, bep, ilse)
    assert before == 0 and Telling.objects.filter(subject__startswith="Een nieuwe sleutel voor het tellen").count() == 1


def test_the_pages_of_a_new_key(vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, client: Client) -> None:
    args = [here.slug, vote.round.number]
    makes, asks = reverse("budgeting:count_key", args=args), reverse("budgeting:new_key", args=args)
    assert bep.person and ilse.person
    with time_machine.travel(NOW, tick=False):
        sign_in(client, bep.person)
        page = client.get(makes).content.decode()
        assert asks in page and "Maak de vijf bladen" not in page
        assert client.post(makes, {"instead_of": public(vote)}).status_code == 302
        assert client.post(asks, {"why": ""}).status_code == 422
        assert client.post(asks, {"why": "Er is een blad weg.", "lost": "3"}).status_code == 302
        decision = Decision.objects.get(kind="key")
        assert decision.content == {"lost": 3}
        sign_in(client, ilse.person)
        assert client.post(reverse("budgeting:second", args=[*args, decision.pk])).status_code == 302
        page = client.get(makes).content.decode()
        assert "Maak de vijf bladen" in page and f'value="{public(vote)}"' in page
        paper = client.post(makes, {"instead_of": public(vote)})
        assert paper["Content-Type"] == "application/pdf"
        english = client.get(vote.round.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
        assert "The key for counting was made anew" in english


def test_a_counter_is_the_person_who_was_linked_and_nobody_else_of_that_name(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    noor, twin = (a_standing(here, person=a_person("Noor"), seat=False, posts=("host",)) for _ in range(2))
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    first = Counter.objects.get(round=round, order=1)
    Counter.objects.filter(pk=first.pk).update(person=noor.person)
    given: dict[str, Any] = {"counter": first, "words": make(round, ilse)[0], "at": NOW}
    assert noor.person and refused(actions.confirm_sheet, by=noor, **given) == "own-sheet"
    noor.person.name = "Noor Jansen"
    noor.person.save()
    assert refused(actions.confirm_sheet, by=noor, **given) == "own-sheet"
    assert actions.confirm_sheet(by=twin, **given).confirmed_by == twin.person


def test_after_the_first_vote_no_key_comes_whatever_is_lacking_then(vote: Vote, bep: Standing, ilse: Standing) -> None:
    decision = propose(vote.round, bep, at=vote.round.voting_from - timedelta(hours=30), lost=5)
    vote.cast(vote.codes[1][0], 1)
    Counter.objects.filter(round=vote.round, order=5).update(confirmed_at=None)
    assert not queries.has_begun(vote.round, VOTING)
    assert refused(propose, round=vote.round, by=bep, at=VOTING, lost=5) == "voting"
    assert refused(actions.second, decision=decision, by=ilse, at=VOTING, today=VOTING.date()) == "voting"
    assert refused(make, round=vote.round, by=bep, at=VOTING) == "voting"


def test_a_key_is_made_for_a_round_that_is_open_and_has_five_counters(
    here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    assert refused(make, round=a_draft(here, bep), by=bep) == "not-open"
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    for by in (anouk, a_standing(here, "visitor")):
        with pytest.raises(NotAllowed):
            make(round, by)
    counter = Counter.objects.get(round=round, order=1)
    assert refused(actions.confirm_sheet, counter=counter, words="", by=ilse, at=NOW) == "no-key"
    Counter.objects.filter(round=round, order=5).delete()
    assert refused(make, round=round, by=bep) == "counters"
    decision = actions.propose_stop(round=round, why="Te duur.", by=bep, at=NOW, today=TODAY)
    actions.second(decision=decision, by=ilse, at=NOW, today=TODAY)
    assert refused(make, round=round, by=bep) == "not-open" and not Box.objects.exclude(public="").exists()


def test_what_two_keys_decided_before_the_key_was_there_or_in_another_round_lets_no_new_one_come(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    given = said(a_place(here, bep), counters=[*counters()[:4], ("Gijs", None)])
    change = actions.propose_change(round=round, why_change="Ola verhuist.", by=bep, at=NOW, today=TODAY, **given)
    actions.second(decision=change, by=ilse, at=NOW, today=TODAY)
    later = NOW + timedelta(hours=1)
    shown(round, make(round, bep, later), ilse, later)
    assert refused(make, round=round, by=bep, at=later) == "two-keys"
    other = a_vote(here, bep, ilse, many=4, title="Een andere ronde")
    decision = propose(other.round, bep, at=later, lost=1)
    actions.second(decision=decision, by=ilse, at=later, today=TODAY)
    assert refused(make, round=round, by=bep, at=later) == "two-keys"
    assert len(make(other.round, bep, later)) == 5


def test_somebody_of_another_party_with_the_name_of_a_counter_looks_on(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    first = Counter.objects.get(round=round, order=1)
    namesake = a_standing(here, "care", person=a_person("Noor", "care"), seat=False, posts=("host",))
    given: dict[str, Any] = {"counter": first, "words": make(round, ilse)[0], "at": NOW}
    assert first.party is None and actions.confirm_sheet(by=namesake, **given).confirmed_by == namesake.person


def test_a_sheet_that_is_shown_again_stays_beside_who_looked_on_first(
    here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    counter = Counter.objects.get(round=round, order=2)
    given: dict[str, Any] = {"counter": counter, "words": make(round, bep)[1]}
    for by, hours in ((ilse, 0), (noor, 1)):
        shown = actions.confirm_sheet(by=by, at=NOW + timedelta(hours=hours), **given)
        assert (shown.confirmed_by, shown.confirmed_at) == (ilse.person, NOW)
    assert Entry.objects.filter(act="budgeting.confirm_sheet").count() == 1


def test_two_keys_that_turn_on_the_last_day_let_no_key_come_of_which_no_sheet_is_lost(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    begins = vote.round.voting_from
    decision = propose(vote.round, bep, at=begins - timedelta(hours=25))
    late: dict[str, Any] = {"at": begins - timedelta(hours=24)}
    assert refused(actions.second, decision=decision, by=ilse, today=late["at"].date(), **late) == "late"
    assert refused(make, round=vote.round, by=bep, **late) == "two-keys"


def test_days_that_two_keys_make_earlier_leave_no_time_for_a_key_of_which_no_sheet_is_lost(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    at = vote.round.voting_from - timedelta(hours=30)
    now: dict[str, Any] = {"at": at, "today": at.date()}
    actions.second(decision=propose(vote.round, bep, at=at), by=ilse, **now)
    earlier = tidy_of(vote.round) | {"voting_from": vote.round.voting_from - timedelta(hours=24)}
    change = actions.propose_change(round=vote.round, why_change="Het kan eerder.", by=bep, **now, **earlier)
    actions.second(decision=change, by=ilse, **now)
    assert refused(make, round=vote.round, by=bep, at=at + timedelta(hours=1)) == "late"


def test_when_who_made_the_key_is_known_no_more_others_still_look_on(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = with_ballot(a_round(here, bep, ilse, counters=counters()))
    sheets = make(round, bep)
    Box.objects.filter(round=round).update(key_made_by=None)
    for by, order in ((ilse, 1), (bep, 2)):
        counter = Counter.objects.get(round=round, order=order)
        shown = actions.confirm_sheet(counter=counter, words=sheets[order - 1], by=by, at=NOW)
        assert shown.confirmed_by == by.person

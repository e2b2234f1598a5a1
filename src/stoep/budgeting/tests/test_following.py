"""An observer stops or leaves while people vote: somebody of the same party comes, with two keys; nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stoep.budgeting import actions, queries, rules
from stoep.budgeting.models import Decision, Finding, Observer
from stoep.budgeting.tests.ground import refused
from stoep.budgeting.tests.observing import DAY, open_places, person, propose, stop, watching
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed
from tests.builders import NOW, a_neighbourhood, a_person, a_post, a_standing, sign_in
from tests.rooms.rounds import a_round
from tests.rooms.voting import VOTING, Vote, a_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    """People vote; Bep (residents) and Ilse (the independent organisation) observe."""
    return a_vote(here, bep, ilse, many=4)


def leave(by: Standing) -> None:
    assert by.seat
    by.seat.until_on = VOTING.date() - timedelta(days=1)
    by.seat.save()


@pytest.mark.parametrize(
    ("phase", "late", "fixed"),
    [
        ("draft", False, "not-begun"),
        ("talking", False, "not-begun"),
        ("voting", False, ""),
        ("closed", False, ""),
        ("counted", False, ""),
        ("counted", True, "over"),
        ("done", True, "over"),
        ("stopped", False, "over"),
    ],
)
def test_observers_change_apart_from_the_round_while_there_is_something_to_see(
    phase: str, late: bool, fixed: str
) -> None:
    last = VOTING.date()
    assert rules.observers_fixed(phase, today=last + timedelta(days=late), last=last) == fixed


def test_an_observer_stops_with_a_reason_and_what_they_found_stays_theirs(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    found = actions.write_finding(round=vote.round, words="Tot nu toe klopt alles.", by=bep, at=VOTING)
    assert refused(stop, vote=vote, by=bep, why="  ") == "no-why"
    left = stop(vote, bep)
    assert (left.until_at, left.until_why) == (VOTING, "Ik ga verhuizen.")
    assert stop(vote, bep, at=VOTING + timedelta(hours=1), why="Nog eens.") == left
    left.refresh_from_db()
    assert (left.until_at, left.until_why) == (VOTING, "Ik ga verhuizen.")
    logged = Entry.objects.filter(act="budgeting.stop_watching")
    assert logged.count() == 1 and "verhuizen" not in repr(list(logged.values_list("leaf", flat=True)))
    with pytest.raises(NotAllowed):
        actions.see_hints(round=vote.round, by=bep, today=VOTING.date())
    with pytest.raises(NotAllowed):
        actions.write_finding(round=vote.round, words="Nog iets.", by=bep, at=VOTING)
    actions.see_hints(round=vote.round, by=ilse, today=VOTING.date())
    assert Finding.objects.get().observer == found.observer == left
    with time_machine.travel(VOTING, tick=False):
        page = Client().get(vote.round.get_absolute_url()).content.decode()
    assert "Ik ga verhuizen." in page and "Er kwam nog niemand in deze plaats." in page


def test_nobody_else_stops_and_not_before_voting_or_after_the_term(
    vote: Vote, here: Neighbourhood, bep: Standing, anouk: Standing, noor: Standing
) -> None:
    for by in (anouk, noor, a_standing(here, "visitor"), a_standing(a_neighbourhood(), person=person(bep))):
        with pytest.raises(NotAllowed):
            stop(vote, by)
    assert refused(stop, vote=vote, by=bep, at=NOW) == "not-begun"
    late = timezone.make_aware(datetime.combine(vote.round.objections_until, datetime.min.time())) + timedelta(days=1)
    assert not queries.observers_may_change(vote.round, late), "nobody counted yet"
    actions.open_box(round=vote.round, sheets=vote.sheets[:3], by=bep, at=vote.round.count_at)
    assert refused(stop, vote=vote, by=bep, at=late) == "over"
    assert not Observer.objects.exclude(until_at=None).exists()


def test_somebody_of_the_same_party_comes_with_two_keys(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    stop(vote, bep)
    before = Telling.objects.count()
    decision = propose(vote, noor, bep)
    assert Telling.objects.count() == before + 1
    assert watching(vote.round) == [person(ilse).name] and not queries.observer_of(vote.round, noor)
    page = Client().get(decision.get_absolute_url()).content.decode()
    assert "Noor van Dam (bewoners)" in page and "Bep gaat verhuizen." in page
    with pytest.raises(NotAllowed):
        actions.second(decision=decision, by=bep, **DAY)
    later = VOTING + timedelta(hours=1)
    actions.second(decision=decision, by=ilse, at=later, today=later.date())
    comes, left = (vote.round.observers.get(person=each.person) for each in (noor, bep))
    assert comes.in_place_of == left and left.until_at == VOTING
    assert (comes.order, comes.called, comes.party, comes.since_at) == (3, "Noor van Dam", None, later)
    assert open_places(vote.round) == [] and watching(vote.round) == [person(ilse).name, "Noor van Dam"]
    actions.see_hints(round=vote.round, by=noor, today=VOTING.date())
    actions.write_finding(round=vote.round, words="Ik nam het over.", by=noor, at=VOTING)
    assert Entry.objects.filter(act="budgeting.observer").count() == 1
    with time_machine.travel(VOTING, tick=False):
        page = Client().get(vote.round.get_absolute_url()).content.decode()
    assert f"in de plaats van <bdi>{person(bep).name}</bdi>" in page and "Ik ga verhuizen." in page
    assert "Er kwam nog niemand" not in page


def test_the_municipality_chooses_nobody_and_each_key_asks_for_the_other(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing, noor: Standing
) -> None:
    alderman = a_standing(here, "municipality")
    stop(vote, bep)
    for by in (anouk, alderman, noor, a_standing(here, "visitor")):
        with pytest.raises(NotAllowed):
            propose(vote, noor, by)
    decision = propose(vote, noor, ilse)
    for by in (anouk, alderman, noor, ilse):
        with pytest.raises(NotAllowed):
            actions.second(decision=decision, by=by, **DAY)
    actions.second(decision=decision, by=bep, **DAY)
    assert "Noor van Dam" in watching(vote.round)


def test_another_party_a_counter_a_stranger_or_who_observed_before_cannot_come(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing, noor: Standing
) -> None:
    stop(vote, bep)
    counts = a_standing(here, person=a_person("karim"))
    elsewhere, unnamed = a_standing(a_neighbourhood()), a_standing(here, seat=False)
    no_account = a_person("Iemand zonder account")
    no_account.account = None
    no_account.save()
    a_post(here, "host", person=no_account)
    for who in (anouk, ilse, bep, counts, elsewhere, unnamed):
        assert refused(propose, vote=vote, who=who, by=bep) == "observer"
    assert queries.followers(vote.round.observers.get(order=1), VOTING.date()) == [person(noor)]
    assert refused(propose, vote=vote, who=noor, by=bep, order=9) == "observer"
    assert refused(propose, vote=vote, who=noor, by=bep, why=" ") == "no-why"
    assert not Decision.objects.filter(kind="observer").exists()


def test_nobody_comes_for_an_observer_who_is_there_or_before_voting(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    assert refused(propose, vote=vote, who=noor, by=bep) == "still-there"
    assert refused(propose, vote=vote, who=noor, by=bep, at=NOW, today=NOW.date()) == "not-begun"
    stop(vote, bep)
    actions.second(decision=propose(vote, noor, bep), by=ilse, **DAY)
    other = a_standing(here)
    assert refused(propose, vote=vote, who=other, by=bep) == "followed"
    assert refused(propose, vote=vote, who=other, by=bep, order=3) == "still-there"


def test_who_has_no_seat_any_more_is_followed_and_counts_as_gone_from_that_day(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    chair = a_standing(here)
    assert open_places(vote.round) == []
    leave(bep)
    assert open_places(vote.round) == [1]
    with time_machine.travel(VOTING, tick=False):
        page = Client().get(vote.round.get_absolute_url()).content.decode()
    assert "heeft hier geen zetel of taak meer" in page
    actions.second(decision=propose(vote, noor, chair), by=ilse, **DAY)
    left = vote.round.observers.get(person=bep.person)
    assert (left.until_at, left.until_why) == (VOTING, "") and watching(vote.round)[-1] == "Noor van Dam"
    parties = ["" if each.party is None else str(each.party.pk) for each in vote.round.observers.filter(until_at=None)]
    assert rules.observers_mistake(parties) == ""


def test_who_comes_back_before_the_second_key_stays(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    chair = a_standing(here)
    leave(bep)
    decision = propose(vote, noor, chair)
    a_post(here, "host", person=person(bep))
    assert refused(actions.second, decision=decision, by=ilse, **DAY) == "still-there"
    decision.refresh_from_db()
    assert decision.seconded_at is None and person(bep).name in watching(vote.round)


def test_an_account_that_ended_leaves_an_open_place_though_the_seat_stays(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    chair, account = a_standing(here), person(bep).account
    assert account
    people.end_account(account=account, at=VOTING)
    assert open_places(vote.round) == [1]
    actions.second(decision=propose(vote, noor, chair), by=ilse, **DAY)
    assert open_places(vote.round) == [] and vote.round.observers.count() == 3


def test_who_was_proposed_and_left_does_not_come(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    neighbour = a_standing(here)
    stop(vote, bep)
    decision = propose(vote, neighbour, bep)
    assert neighbour.seat
    neighbour.seat.delete()
    assert refused(actions.second, decision=decision, by=ilse, **DAY) == "gone"
    assert vote.round.observers.count() == 2


def test_the_same_proposal_twice_is_one(vote: Vote, bep: Standing, noor: Standing) -> None:
    stop(vote, bep)
    assert propose(vote, noor, bep) == propose(vote, noor, bep)
    assert Decision.objects.filter(round=vote.round, kind="observer").count() == 1


def test_both_places_are_filled_one_after_the_other(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    colleague = a_standing(here, "independent", person=a_person("Joost", "independent"))
    stop(vote, bep)
    stop(vote, ilse)
    assert open_places(vote.round) == [1, 2]
    actions.second(decision=propose(vote, noor, bep), by=ilse, **DAY)
    actions.second(decision=propose(vote, colleague, bep, order=2), by=ilse, **DAY)
    assert open_places(vote.round) == [] and watching(vote.round) == ["Noor van Dam", "Joost"]


def test_the_database_keeps_who_follows_whom_whole(vote: Vote) -> None:
    first = vote.round.observers.get(order=1)
    for wrong in ({"since_at": VOTING}, {"in_place_of": first}, {"until_why": "Zomaar."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Observer.objects.create(round=vote.round, order=7, called="Iemand", **wrong)


def test_the_pages_of_stopping_and_following(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing, client: Client
) -> None:
    where = [here.slug, vote.round.number]
    stops, follows = (
        reverse("budgeting:stop_watching", args=where),
        reverse("budgeting:replace_observer", args=[*where, 1]),
    )
    with time_machine.travel(VOTING, tick=False):
        sign_in(client, person(noor))
        assert client.get(stops).status_code == client.get(follows).status_code == 403
        sign_in(client, person(bep))
        assert stops in client.get(vote.round.get_absolute_url()).content.decode()
        assert client.post(stops, {"why": ""}).status_code == 422
        for _again in range(2):
            assert client.post(stops, {"why": "Ik ga verhuizen."}).status_code == 302
        assert Observer.objects.exclude(until_at=None).count() == 1
        page = client.get(vote.round.get_absolute_url()).content.decode()
        assert stops not in page and follows in page
        assert f'<span class="visually-hidden">: {person(bep).name}</span>' in page
        wrong = client.post(follows, {"person": str(person(ilse).pk), "why": "Bep gaat verhuizen."})
        assert wrong.status_code == 422 and "Bep gaat verhuizen." in wrong.content.decode()
        typed = {"person": str(person(noor).pk), "why": "Bep gaat verhuizen."}
        for _again in range(2):
            assert client.post(follows, typed).status_code == 302
        decision = Decision.objects.get(kind="observer")
        sign_in(client, person(ilse))
        assert client.post(reverse("budgeting:second", args=[*where, decision.pk])).status_code == 302
        assert watching(vote.round)[-1] == "Noor van Dam"
        assert follows not in client.get(vote.round.get_absolute_url()).content.decode()
        assert client.get(reverse("budgeting:replace_observer", args=[*where, 9])).status_code == 404
        english = Client(headers={"accept-language": "en"}).get(vote.round.get_absolute_url()).content.decode()
        assert f"in the place of <bdi>{person(bep).name}</bdi>" in english and "until " in english


def test_when_nobody_of_that_party_is_left_the_page_says_what_to_do(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, client: Client
) -> None:
    stop(vote, ilse)
    sign_in(client, person(bep))
    address = reverse("budgeting:replace_observer", args=[here.slug, vote.round.number, 2])
    with time_machine.travel(VOTING, tick=False):
        page = client.get(address).content.decode()
    assert "Geef eerst iemand een taak of een zetel." in page


def test_a_round_that_has_not_begun_shows_no_open_place(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    round = a_round(here, bep, ilse)
    assert bep.seat
    bep.seat.until_on = NOW.date()
    bep.seat.save()
    assert [each.is_open for each in queries.observers(round, NOW.date())] == [True, False]
    with time_machine.travel(NOW, tick=False):
        page = Client().get(round.get_absolute_url()).content.decode()
    assert "Er kwam nog niemand" not in page and "geen zetel of taak meer" not in page

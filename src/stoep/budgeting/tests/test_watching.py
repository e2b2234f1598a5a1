"""Who observes a round: at least two, of different parties; they alone see what stands out, and say what they found."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions, queries, rules
from stoep.budgeting.models import Envelope, Finding, Observer, Round
from stoep.budgeting.tests.ground import refused
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing, sign_in
from tests.rooms.rounds import a_draft, a_place, a_round, observers, proposed, said
from tests.rooms.voting import VOTING, Vote, a_vote, brought_forward, counters

pytestmark = pytest.mark.django_db
DAY: dict[str, Any] = {"at": NOW, "today": TODAY}


def person(by: Standing) -> Person:
    assert by.person
    return by.person


@pytest.mark.parametrize(
    ("parties", "wrong"),
    [
        ([""], "few"),
        ([], "few"),
        (["", ""], "one-party"),
        (["7", "8"], "no-resident"),
        (["7", "7"], "one-party"),
        (["", "7"], ""),
        (["7", "", "7"], ""),
    ],
)
def test_observers_are_two_of_different_parties_with_a_resident(parties: list[str], wrong: str) -> None:
    assert rules.observers_mistake(parties) == wrong


def test_a_round_opens_only_with_two_observers_of_different_parties(
    here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    neighbour = a_standing(here)
    for people in ([], [bep], [bep, neighbour], [ilse, anouk]):
        draft = a_draft(here, bep, observers=[person(each) for each in people])
        assert refused(actions.propose_announcing, round=draft, by=bep, **DAY) == "observers"
    draft = a_draft(here, bep, observers=[person(anouk), person(neighbour)])
    actions.second(decision=proposed(draft, bep), by=ilse, **DAY)
    assert [(each.called, each.party) for each in draft.observers.all()] == [
        (person(anouk).name, person(anouk).organisation), (person(neighbour).name, None),
    ]  # fmt: skip


def test_a_stranger_a_counter_or_a_fifth_is_no_observer(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    given: dict[str, Any] = {"neighbourhood": here, "by": bep, "at": NOW}
    known = [person(bep), person(ilse)]
    elsewhere = person(a_standing(a_neighbourhood()))
    counts = person(a_standing(here, person=a_person("fatma")))
    more = [person(a_standing(here)) for _ in range(3)]
    for people in ([*known, a_person()], [*known, elsewhere], [*known, counts], [*known, *more]):
        assert refused(actions.write, **given, **said(a_place(here, bep), observers=people)) == "observers"
    assert not Observer.objects.exists()
    made = actions.write(**given, **said(a_place(here, bep), observers=[*known, known[0], more[0]]))
    assert queries.observing(made) == [*known, more[0]]


def test_another_observer_takes_two_keys_and_after_the_first_vote_nobody_changes_them(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round, neighbour = a_vote(here, bep, ilse, many=4).round, a_standing(here)
    before = {each.person_id: each.pk for each in round.observers.all()}
    other = said(a_place(here, bep), counters=counters(), observers=[person(ilse), person(neighbour)])
    decision = actions.propose_change(round=round, why_change="Bep stopt.", by=bep, **DAY, **other)
    assert queries.observing(round) == [person(bep), person(ilse)]
    assert [each.name for each in queries.changed(decision)] == ["observers"]
    page = Client().get(decision.get_absolute_url()).content.decode()
    assert f"{person(neighbour).name} (bewoners)" in page and f"{person(bep).name} (bewoners)" in page
    actions.second(decision=decision, by=ilse, **DAY)
    assert queries.observing(round) == [person(ilse), person(neighbour)]
    assert round.observers.get(person=ilse.person).pk == before[person(ilse).pk]
    back = said(a_place(here, bep), counters=counters(), observers=observers(here))
    alone = said(a_place(here, bep), counters=counters(), observers=[person(bep)])
    assert refused(actions.propose_change, round=round, why_change="Een.", by=bep, **DAY, **alone) == "observers"
    late: dict[str, Any] = {"at": round.voting_from, "today": round.voting_from.date()}
    assert refused(actions.propose_change, round=round, why_change="Toch.", by=bep, **late, **back) == "voting"


def test_who_left_in_between_cannot_be_made_an_observer_by_the_second_key(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round, neighbour = a_round(here, bep, ilse), a_standing(here)
    other = said(a_place(here, bep), observers=[person(ilse), person(neighbour)])
    decision = actions.propose_change(round=round, why_change="Bep stopt.", by=bep, **DAY, **other)
    assert neighbour.seat
    neighbour.seat.until_on = TODAY - timedelta(days=1)
    neighbour.seat.save()
    assert refused(actions.second, decision=decision, by=ilse, **DAY) == "gone"
    assert queries.observing(round) == [person(bep), person(ilse)]


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    return a_vote(here, bep, ilse, many=4)


def sees(round: Round, by: Standing, day: date) -> bool:
    try:
        actions.see_hints(round=round, by=by, today=day)
    except NotAllowed:
        return False
    return True


def test_observers_alone_see_what_stands_out_until_the_term_is_over(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    stranger, other_chair = a_standing(here, "visitor"), a_standing(here)
    unlocked = a_standing(here, person=person(bep), seat=False, second_factor=False)
    last = vote.round.objections_until
    for day in (TODAY, VOTING.date(), last):
        assert sees(vote.round, bep, day) and sees(vote.round, ilse, day)
        assert not any(sees(vote.round, by, day) for by in (stranger, other_chair, anouk, unlocked))
    assert not sees(vote.round, stranger, last + timedelta(days=1)), "nobody counted yet"
    actions.open_box(round=vote.round, sheets=vote.sheets[:3], by=bep, at=vote.round.count_at)
    assert sees(vote.round, stranger, last + timedelta(days=1))
    elsewhere = a_standing(a_neighbourhood(), person=person(bep))
    assert not sees(vote.round, elsewhere, last)


def test_an_observer_of_another_round_sees_nothing_of_this_one(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    neighbour = a_standing(here)
    other = a_round(here, bep, ilse, title="Ronde Es", observers=[person(ilse), person(neighbour)])
    assert sees(other, neighbour, TODAY) and not sees(vote.round, neighbour, TODAY)
    assert not sees(other, bep, TODAY)


def find(vote: Vote, by: Standing, at: datetime = VOTING, **more: Any) -> Finding:
    usual: dict[str, Any] = {"words": "Ik zag niets vreemds.", "round": vote.round}
    return actions.write_finding(by=by, at=at, **usual | more)


def test_what_an_observer_found_is_read_by_everybody_and_deletes_nothing(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    vote.cast(vote.codes[1][0], 1)
    assert refused(find, vote=vote, by=bep, at=NOW) == "not-begun"
    assert refused(find, vote=vote, by=bep, words="  ") == "no-words"
    for by in (anouk, a_standing(here), a_standing(here, "visitor")):
        with pytest.raises(NotAllowed):
            find(vote, by)
    made = find(vote, bep, posted_key="een")
    assert find(vote, bep, posted_key="een") == made and Finding.objects.count() == 1
    find(vote, ilse, words="In één uur kwamen er veel. Dat was het buurthuis.")
    assert Envelope.objects.count() == 1
    leaf = repr(list(Entry.objects.filter(act="budgeting.write_finding").values_list("leaf", flat=True)))
    assert Entry.objects.filter(act="budgeting.write_finding").count() == 2 and "buurthuis" not in leaf
    actions.close_box(round=vote.round, at=vote.round.voting_until)
    page = Client().get(reverse("budgeting:result", args=[here.slug, vote.round.number])).content.decode()
    assert "Dat was het buurthuis." in page and "Ik zag niets vreemds." in page


def test_the_pages_of_an_observer(vote: Vote, bep: Standing, client: Client) -> None:
    round = brought_forward(vote).round
    hints, write = (
        reverse(f"budgeting:{name}", args=[round.neighbourhood.slug, round.number])
        for name in ("hints", "write_finding")
    )
    assert client.get(hints).status_code == client.get(write).status_code == client.post(write).status_code == 403
    sign_in(client, person(bep))
    assert write in client.get(hints).content.decode()
    assert hints in client.get(round.get_absolute_url()).content.decode()
    assert client.post(write, {"words": ""}).status_code == 422

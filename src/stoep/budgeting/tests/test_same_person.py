"""An observer of another party has left, and whoever was named comes: never just somebody of that name."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from stoep.budgeting import actions, queries
from stoep.budgeting.models import Observer
from stoep.budgeting.tests.ground import refused
from stoep.budgeting.tests.observing import DAY, open_places, person, propose, stop, watching
from stoep.network.models import Post
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import NotAllowed
from tests.builders import NOW, a_neighbourhood, a_person, a_post, a_standing, an_organisation
from tests.rooms.rounds import a_place, a_round, said
from tests.rooms.voting import VOTING, Vote, a_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    """People vote; Bep (residents) and Ilse (the independent organisation) observe."""
    return a_vote(here, bep, ilse, many=4)


def of(by: Standing, kind: str | None) -> None:
    who = person(by)
    who.organisation = an_organisation(kind) if kind else None
    who.save()


def test_who_is_of_another_party_now_has_left_and_looks_no_more(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    chair = a_standing(here)
    of(bep, "municipality")
    assert open_places(vote.round) == [1] and queries.observer_of(vote.round, bep) is None
    with pytest.raises(NotAllowed):
        actions.see_hints(round=vote.round, by=bep, today=VOTING.date())
    with pytest.raises(NotAllowed):
        actions.write_finding(round=vote.round, words="Alles klopt.", by=bep, at=VOTING)
    with time_machine.travel(VOTING, tick=False):
        page = Client().get(vote.round.get_absolute_url()).content.decode()
    assert "is nu van een andere partij" in page and "Er kwam nog niemand in deze plaats." in page
    actions.second(decision=propose(vote, noor, chair), by=ilse, **DAY)
    assert open_places(vote.round) == [] and watching(vote.round) == [person(ilse).name, "Noor van Dam"]
    actions.see_hints(round=vote.round, by=noor, today=VOTING.date())


def test_a_resident_who_joins_an_organisation_of_residents_is_of_the_same_party(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    of(bep, "resident")
    assert open_places(vote.round) == [] and queries.observer_of(vote.round, bep)
    of(ilse, None)
    assert open_places(vote.round) == [2]


def test_of_two_with_one_name_the_one_who_was_proposed_comes(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    other = a_standing(here, person=a_person("Noor van Dam"), seat=False, posts=("host",))
    stop(vote, bep)
    decision = propose(vote, other, bep)
    assert list(decision.named.all()) == [person(other)] and propose(vote, other, bep) == decision
    assert refused(propose, vote=vote, who=noor, by=bep) == "waits"
    actions.second(decision=decision, by=ilse, **DAY)
    assert vote.round.observers.get(order=3).person == person(other)


def test_a_proposal_that_keeps_no_person_never_takes_just_one_of_that_name(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    stop(vote, bep)
    decision = propose(vote, noor, bep)
    decision.named.clear()
    twin = a_standing(here, person=a_person("Noor van Dam"), seat=False, posts=("host",))
    assert refused(actions.second, decision=decision, by=ilse, **DAY) == "gone"
    Post.objects.filter(person=twin.person).delete()
    actions.second(decision=decision, by=ilse, **DAY)
    assert vote.round.observers.get(order=3).person == person(noor)


def test_a_change_of_the_round_keeps_the_very_people_whom_it_names(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    twins = [a_standing(here, person=a_person("Noor van Dam")) for _ in range(2)]
    round = a_round(here, bep, ilse)
    now: dict[str, Any] = {"at": NOW, "today": NOW.date()}
    for who in (twins[1], twins[0]):
        others = said(a_place(here, bep), observers=[person(ilse), person(who)], title=f"Ronde {person(who).pk}")
        back = said(a_place(here, bep), observers=[person(bep), person(ilse)], title="Ronde terug")
        for given in (others, back):
            decision = actions.propose_change(round=round, why_change="Iemand stopt.", by=bep, **now, **given)
            actions.second(decision=decision, by=ilse, **now)
            assert queries.observing(round) == list(given["observers"])


def test_a_proposal_keeps_who_observes_before_and_after_and_nobody_who_was_followed(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    joost = a_standing(here, "independent", person=a_person("Joost", "independent"))
    party = an_organisation("independent").name
    stop(vote, bep)
    first = propose(vote, noor, bep)
    (told,) = queries.changed(first)
    before = [[person(bep).name, ""], [person(ilse).name, party]]
    assert (told.before, told.after) == (before, [["Noor van Dam", ""], before[1]])
    actions.second(decision=first, by=ilse, **DAY)
    stop(vote, ilse)
    (told,) = queries.changed(propose(vote, joost, bep, order=2))
    assert (told.before, told.after) == ([before[1], ["Noor van Dam", ""]], [["Joost", party], ["Noor van Dam", ""]])


def test_a_visitor_is_never_the_observer_whom_nobody_knows_any_more(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    Observer.objects.filter(round=vote.round, person=bep.person).update(person=None)
    visitor = a_standing(here, "visitor")
    assert queries.observer_of(vote.round, visitor, still=False) is None
    for act in (actions.may_find, actions.may_stop_watching):
        with pytest.raises(NotAllowed):
            act(round=vote.round, by=visitor)
    assert queries.observing(vote.round) == [person(ilse)] and open_places(vote.round) == [1]
    # Somebody still comes in that place.
    assert person(noor) in queries.followers(vote.round.observers.get(order=1), VOTING.date())


def test_who_stopped_observes_no_more_and_who_observes_another_round_can_come(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    a_round(here, bep, ilse, title="Een andere ronde", observers=[person(noor), person(ilse)])
    stop(vote, bep)
    assert queries.observing(vote.round) == [person(ilse)]
    assert queries.followers(vote.round.observers.get(order=1), VOTING.date()) == [person(noor)]


def test_a_seat_or_a_task_in_another_wijk_or_of_somebody_else_keeps_nobody_observing_here(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, noor: Standing
) -> None:
    assert bep.seat and open_places(vote.round) == []
    bep.seat.until_on = NOW.date()
    bep.seat.save()
    elsewhere = a_neighbourhood()
    a_standing(elsewhere, person=person(bep), posts=("host",))
    assert open_places(vote.round) == [1], "Ilse and Noor have a seat and a task here, and Bep elsewhere"
    a_post(here, "host", person=person(bep))
    assert open_places(vote.round) == []

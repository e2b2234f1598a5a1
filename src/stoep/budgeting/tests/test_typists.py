"""Who types paper: hosts, and who counts or observes this very round; and never two of the municipality together."""

from __future__ import annotations

import pytest

from stoep.budgeting import actions as budgeting
from stoep.budgeting import queries
from stoep.budgeting.models import Observer
from stoep.network.standing import Standing
from stoep.people.models import Account
from stoep.places.models import Neighbourhood
from tests.builders import a_person, a_standing, an_organisation
from tests.rooms.piles import changed
from tests.rooms.voting import Vote, a_vote

pytestmark = pytest.mark.django_db


def an_official(here: Neighbourhood, name: str) -> Standing:
    person = a_person(name, "municipality")
    return a_standing(here, "municipality", person=person, posts=("official",), seat=False)


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    """Ola counts for the municipality."""
    return a_vote(here, bep, ilse, many=6)


@pytest.fixture
def host(here: Neighbourhood) -> Standing:
    return a_standing(here, posts=("host",), seat=False)


def test_who_hosts_or_leads_types_and_a_counter_only_with_a_task_here_and_a_second_factor(
    vote: Vote, here: Neighbourhood, host: Standing, bep: Standing
) -> None:
    assert queries.may_type(vote.round, host) and queries.may_type(vote.round, bep)
    assert not queries.may_type(vote.round, a_standing(here, "visitor"))
    ola = a_person("Ola", "municipality")
    assert not queries.may_type(vote.round, a_standing(here, "municipality", person=ola, seat=False))
    for factor in (False, True):
        official = a_standing(here, "municipality", person=ola, seat=False, posts=("official",), second_factor=factor)
        assert queries.may_type(vote.round, official) is factor


def test_paper_of_another_round_is_neither_missed_nor_told_here(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, host: Standing
) -> None:
    other = a_vote(here, bep, ilse, many=6, title="Een andere ronde")
    at = other.round.voting_until
    taken = budgeting.begin_pile(round=other.round, place="De Eik", many=3, by=host, at=at)
    waits = budgeting.begin_pile(round=other.round, place="De Eik", many=2, by=host, at=at)
    changed(taken, bep, host, None, at=at)
    budgeting.propose_pile_change(pile=waits, many=1, why="Verkeerd geteld.", by=host, at=at)
    assert (queries.papers_left(other.round), queries.papers_left(vote.round)) == (3, 0)
    assert [each.pile.number for each in queries.pile_changes(other.round)] == [1]
    assert queries.pile_changes(vote.round) == [] == list(queries.piles(vote.round))


def test_two_of_the_municipality_are_not_enough_though_both_count_or_observe(
    vote: Vote, here: Neighbourhood, host: Standing, bep: Standing, ilse: Standing
) -> None:
    day = vote.round.voting_until.date()
    ola, piet, anja = (an_official(here, name) for name in ("Ola", "Piet", "Anja"))
    party = ola.person.organisation if ola.person else None
    observer = Observer.objects.create(round=vote.round, order=9, person=piet.person, called="Piet", party=party)
    known = {each.name for each in queries.typists(vote.round, day)}
    assert known >= {each.person.name for each in (host, bep, ilse, ola, piet) if each.person} and "Anja" not in known
    observer.until_at = vote.round.voting_from
    observer.save()
    assert "Piet" not in {each.name for each in queries.typists(vote.round, day)}
    Observer.objects.filter(pk=observer.pk).update(until_at=None)
    assert anja.person and queries.enough_type(vote.round, day)
    Account.objects.filter(person__in=[each.person for each in (host, bep, ilse)]).delete()
    assert {each.name for each in queries.typists(vote.round, day)} == {"Ola", "Piet"}
    assert not queries.enough_type(vote.round, day)


def test_a_counter_who_is_of_another_party_now_counts_for_nobody_and_types_no_more(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    ola = an_official(here, "Ola")
    vote = a_vote(here, bep, ilse, many=6)
    assert ola.person and vote.round.counters.get(called="Ola").person == ola.person
    day = vote.round.voting_until.date()
    assert queries.may_type(vote.round, ola) and ola.person in queries.typists(vote.round, day)
    ola.person.organisation = an_organisation("care")
    ola.person.save()
    assert not queries.may_type(vote.round, ola) and ola.person not in queries.typists(vote.round, day)

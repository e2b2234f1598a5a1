"""The municipality has at most two of the five sheets: by what people are, not by what is written beside a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from stoep.budgeting import actions, queries
from stoep.budgeting.actions.plain import tidy_of
from stoep.budgeting.models import Counter
from stoep.budgeting.tests.ground import refused
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from tests.builders import NOW, TODAY, a_person, a_standing, an_organisation
from tests.rooms.rounds import a_draft, a_round
from tests.rooms.voting import VOTING, Vote, a_vote, letters, with_ballot

pytestmark = pytest.mark.django_db
TOO_MANY = "Te veel tellers van de gemeente"


def named(*first: tuple[str, Any]) -> dict[str, Any]:
    rest = [("Fatma", an_organisation("municipality")), ("Karim", None), ("Yusuf", None), ("Ola", None), ("Gijs", None)]
    return {"counters": [*first, *rest][:5]}


def test_an_official_is_entered_for_the_municipality_or_under_another_spelling(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    a_standing(here, "municipality", person=a_person("Anouk Smit", "municipality"), seat=False, posts=("official",))
    for party in (None, an_organisation("care")):
        for called in ("Anouk Smit", " anouk  smit "):
            given: dict[str, Any] = {"here": here, "by": bep, **named((called, party))}
            assert refused(a_draft, **given) == "official"
    a_draft(here, bep, **named(("Anouk Smit", an_organisation("municipality"))))
    a_draft(here, bep, **named(("Anouk Maria Smit", None)))


def test_who_was_only_put_there_for_the_municipality_is_known_too(here: Neighbourhood, bep: Standing) -> None:
    person = a_person("Piet")
    a_standing(here, "municipality", person=person)
    assert refused(a_draft, here=here, by=bep, **named(("Piet", None))) == "official"


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    """Fatma is of the municipality, and so is Noor; Karim hosts here as a resident."""
    a_standing(here, person=a_person("Karim"), seat=False, posts=("host",))
    return a_vote(here, bep, ilse, many=4, **named(("Noor", an_organisation("municipality"))))


def moves(vote: Vote, called: str = "Karim") -> None:
    counter = vote.round.counters.get(called=called)
    assert counter.person
    counter.person.organisation = an_organisation("municipality")
    counter.person.save()


def test_when_a_counter_goes_to_the_municipality_everybody_reads_it_and_who_leads_hears_it_once(
    vote: Vote, here: Neighbourhood
) -> None:
    when: dict[str, Any] = {"today": VOTING.date(), "at": VOTING}
    assert actions.tell_of_counters(**when) == 0
    moves(vote)
    with time_machine.travel(VOTING, tick=False):
        page = Client().get(vote.round.get_absolute_url()).content.decode()
    assert "zijn er nu 3 van de gemeente" in page
    assert actions.tell_of_counters(**when) == 2 and actions.tell_of_counters(**when) == 0
    assert Telling.objects.filter(subject__startswith=TOO_MANY).count() == 2
    assert Entry.objects.filter(act="budgeting.counter_moved").count() == 1
    assert vote.round.counters.get(called="Karim").moved_on == VOTING.date()
    assert queries.voting(vote.round, VOTING) == "open"


def test_three_sheets_of_the_municipality_do_not_open_the_box(vote: Vote, bep: Standing) -> None:
    vote.cast(vote.codes[1][0], 1)
    moves(vote)
    open_it: dict[str, Any] = {"round": vote.round, "by": bep, "at": vote.round.count_at}
    assert refused(actions.open_box, sheets=vote.sheets[:3], **open_it) == "municipality"
    assert actions.open_box(sheets=vote.sheets[1:4], **open_it).voters == 1


def test_nothing_is_told_while_the_municipality_has_two(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    a_standing(here, person=a_person("Karim"), seat=False, posts=("host",))
    vote = a_vote(here, bep, ilse, many=4, **named(("Noor", None)))
    moves(vote)
    assert actions.tell_of_counters(today=VOTING.date(), at=VOTING) == 0
    page = Client().get(vote.round.get_absolute_url()).content.decode()
    assert "van de gemeente. Hoogstens twee" not in page
    assert not Telling.objects.filter(subject__startswith=TOO_MANY).exists()


def test_the_municipality_looks_on_at_its_own_two_sheets_only(
    here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    """Whose device the words are typed on could keep them; three of them open the box."""
    round = with_ballot(a_round(here, bep, ilse, **named(("Noor", None))))
    letters(round, ilse, 4)
    sheets = actions.make_count_key(round=round, by=ilse, at=NOW)
    for counter, words in zip(round.counters.order_by("order"), sheets, strict=True):
        given: dict[str, Any] = {"counter": counter, "words": words, "at": NOW}
        if counter.called == "Fatma":
            assert actions.confirm_sheet(by=anouk, **given).confirmed_by == anouk.person
        else:
            assert refused(actions.confirm_sheet, by=anouk, **given) == "municipality"


def test_another_name_hides_no_counter_who_is_of_the_municipality_now(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    moves(vote)
    karim = vote.round.counters.get(called="Karim").person
    assert karim and karim.account
    people.name_myself(account=karim.account, name="K. de Boer")
    day: dict[str, Any] = {"at": NOW, "today": TODAY}
    given = tidy_of(vote.round) | {"why": "Het komt uit een andere pot."}
    change = actions.propose_change(round=vote.round, why_change="Er is meer geld.", by=bep, **day, **given)
    actions.second(decision=change, by=ilse, **day)
    assert vote.round.counters.get(called="Karim").person == karim
    open_it: dict[str, Any] = {"round": vote.round, "by": bep, "at": vote.round.count_at}
    assert refused(actions.open_box, sheets=vote.sheets[:3], **open_it) == "municipality"


def test_a_counter_is_one_person_and_not_whoever_takes_that_name(vote: Vote, here: Neighbourhood) -> None:
    karim = vote.round.counters.get(called="Karim").person
    other = a_standing(here, seat=False, posts=("official",))
    assert karim and karim.account and other.person and other.person.account
    taken = people.name_myself(account=other.person.account, name="Karim")
    assert not queries.may_type(vote.round, replace(other, person=taken))
    renamed = people.name_myself(account=karim.account, name="K. de Boer")
    assert queries.may_type(vote.round, replace(other, person=renamed))
    left = vote.round.observers.get(party=None)
    left.round = vote.round
    assert renamed not in queries.followers(left, VOTING.date())


def test_of_each_counter_who_goes_there_the_day_is_kept_and_of_who_was_named_for_it_none(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    care = an_organisation("care")
    a_standing(here, person=a_person("Karim"), seat=False, posts=("host",))
    a_standing(here, "care", person=a_person("Yusuf", "care"), seat=False, posts=("host",))
    a_standing(here, "municipality", person=a_person("Fatma", "municipality"), seat=False, posts=("official",))
    more = named(("Noor", an_organisation("municipality")))
    more["counters"][3] = ("Yusuf", care)
    vote = a_vote(here, bep, ilse, many=4, **more)
    day = timedelta(days=1)
    for called, days in (("Karim", 0), ("Yusuf", 1)):
        moves(vote, called)
        assert actions.tell_of_counters(today=VOTING.date() + days * day, at=VOTING + days * day) == 2
    moved_on = dict(vote.round.counters.order_by("order").values_list("called", "moved_on"))
    assert moved_on == {"Noor": None, "Fatma": None, "Karim": VOTING.date(), "Yusuf": VOTING.date() + day, "Ola": None}
    entries = Entry.objects.filter(act="budgeting.counter_moved").order_by("pk")
    assert [each.sealed()["facts"]["of_the_municipality"] for each in entries] == [3, 4]


def test_of_a_round_that_is_a_draft_or_over_nothing_is_told(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    noor = named(("Noor", an_organisation("municipality")))
    a_draft(here, bep, title="Nog niet open", **noor)
    stops = a_round(here, bep, ilse, title="Toch niet", **noor)
    vote.cast(vote.codes[1][0], 1)
    actions.open_box(round=vote.round, sheets=vote.sheets[1:4], by=bep, at=vote.round.count_at)
    decision = actions.propose_stop(round=stops, why="Te duur.", by=bep, at=NOW, today=TODAY)
    actions.second(decision=decision, by=ilse, at=NOW, today=TODAY)
    moves(vote)
    assert actions.tell_of_counters(today=vote.round.count_at.date(), at=vote.round.count_at) == 0
    assert not Counter.objects.exclude(moved_on=None).exists()

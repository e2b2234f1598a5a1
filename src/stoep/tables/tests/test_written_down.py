"""What was said in a meeting and written down, what a seat says of that, the pages, and two at the same moment."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from stoep.tables import actions as tables
from stoep.tables import queries
from stoep.tables.models import Ballot, Resolution
from stoep.tables.tests.ground import at_once, close, lay, say, seat_of, when
from tests.builders import a_neighbourhood, a_standing, sign_in

pytestmark = pytest.mark.django_db


def test_who_leads_writes_down_what_was_said_and_it_says_so(seats: list[Standing]) -> None:
    found = lay(seats[0])
    say(found, seats[0])
    spoken = [tables.Spoken(seat_of(one), "agree") for one in seats[1:4]]
    tables.write_down(resolution=found, spoken=spoken, by=seats[0], **when())
    assert {ballot.written_by for ballot in found.ballots.exclude(seat=seats[0].seat)} == {seats[0].seat}
    page = Client().get(found.get_absolute_url()).content.decode()
    assert page.count("opgeschreven door") == 3
    with pytest.raises(Refused) as refused:
        tables.write_down(resolution=found, spoken=spoken[:1], by=seats[1], **when())
    assert refused.value.code == "spoke-already"
    with pytest.raises(NotAllowed):
        tables.write_down(resolution=found, spoken=spoken, by=seats[4], **when())
    without_meeting = lay(seats[0], title="Zonder", held_on=None)
    with pytest.raises(Refused) as refused:
        tables.write_down(resolution=without_meeting, spoken=spoken, by=seats[0], **when())
    assert refused.value.code == "no-meeting"


def test_a_seat_says_that_it_was_written_down_wrongly_and_while_open_its_own_word_counts(
    seats: list[Standing],
) -> None:
    found = lay(seats[0], method="both")
    spoken = [tables.Spoken(seat_of(one), "agree") for one in seats[:3]]
    tables.write_down(resolution=found, spoken=spoken, by=seats[0], **when())
    for wrong in (seats[1], seats[2]):
        tables.deny(ballot=found.ballots.get(seat=wrong.seat), said="against", why="Nee.", by=wrong, **when(3))
    assert close(found, seats[0], days=3).outcome == "rejected"


def test_after_the_closing_a_denied_vote_shows_that_the_decision_hangs_on_it(seats: list[Standing]) -> None:
    found = lay(seats[0], method="both")
    tables.write_down(
        resolution=found, spoken=[tables.Spoken(seat_of(one), "agree") for one in seats[:3]], by=seats[0], **when()
    )
    close(found, seats[0])
    first, second = (found.ballots.get(seat=one.seat) for one in seats[1:3])
    with pytest.raises(NotAllowed):
        tables.deny(ballot=first, said="against", by=seats[2], **when())
    with pytest.raises(Refused) as refused:
        tables.deny(ballot=found.ballots.get(seat=seats[0].seat), said="against", by=seats[0], **when())
    assert refused.value.code == "nothing-to-deny"
    tables.deny(ballot=first, said="against", by=seats[1], **when(14))
    assert not queries.resolution(found.neighbourhood.slug, found.number).hangs_on_denied
    with pytest.raises(Refused) as refused:
        tables.deny(ballot=second, said="against", by=seats[2], **when(15))
    assert refused.value.code == "too-late"
    tables.deny(ballot=second, said="against", by=seats[2], **when(14))
    taken = queries.resolution(found.neighbourhood.slug, found.number)
    assert (taken.hangs_on_denied, taken.standing) == (True, "carried")
    assert "Dit besluit is betwist." in Client().get(found.get_absolute_url()).content.decode()


def test_a_seat_of_another_table_cannot_be_written_down_here(seats: list[Standing]) -> None:
    found = lay(seats[0])
    there = a_standing(a_neighbourhood())
    with pytest.raises(Refused) as refused:
        tables.write_down(resolution=found, spoken=[tables.Spoken(seat_of(there), "agree")], by=seats[0], **when())
    assert refused.value.code == "no-such-seat"


def test_the_pages_lead_through_a_decision_without_script(
    seats: list[Standing], place: Neighbourhood, on_the_day: None
) -> None:
    clients = []
    for one in seats:
        client = Client()
        assert one.person
        sign_in(client, one.person)
        clients.append(client)
    chair = clients[0]
    new = reverse("tables:open_resolution", args=[place.slug])
    typed = {"title": "Buurtkamer", "words": "Open.", "method": "both", "held_on": "2026-09-01", "key": "k"}
    assert chair.post(new, typed | {"words": ""}).status_code == 422
    for _ in range(2):
        assert chair.post(new, typed).status_code == 302
    found = Resolution.objects.get()
    on = [place.slug, found.number]
    assert clients[1].post(reverse("tables:cast", args=on), {"said": "agree"}).status_code == 302
    assert clients[1].post(reverse("tables:cast", args=on), {"said": "agree"}).status_code == 422
    rows = {f"said-{seat_of(one).pk}": "agree" for one in (seats[0], seats[2])}
    rows |= {f"said-{seat_of(seats[4]).pk}": "against", f"why-{seat_of(seats[4]).pk}": "Te duur."}
    assert chair.post(reverse("tables:write_down", args=on), rows).status_code == 302
    deny = reverse("tables:deny", args=on)
    assert "Opgeschreven is: tegen." in clients[4].get(deny).content.decode()
    assert clients[4].post(deny, {"said": "abstain"}).status_code == 302
    assert clients[3].get(deny).status_code == 404
    kept = chair.post(reverse("tables:close", args=on), {"missed": " niets. "})
    assert kept.status_code == 422 and "omdat" in kept.content.decode() and "niets." in kept.content.decode()
    assert chair.post(reverse("tables:close", args=on), {"missed": "De winkels."}).status_code == 302
    assert chair.post(reverse("tables:close", args=on), {"missed": "De winkels."}).status_code == 422
    page = Client().get(found.get_absolute_url()).content.decode()
    assert "besloten op 1 september 2026" in page and "klopt niet, zegt deze zetel" in page
    minority = reverse("tables:minority", args=on)
    assert clients[4].post(minority, {"words": "Te duur.", "key": "m"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_once_and_a_vote_at_that_moment_counts_or_is_refused() -> None:
    place = a_neighbourhood()
    seats = [a_standing(place) for _ in range(4)]
    found = lay(seats[0], method="both")
    for one in seats[:3]:
        say(found, one)
    given = at_once(
        lambda: close(found, seats[0]), lambda: close(found, seats[1]), lambda: say(found, seats[3], "against")
    )
    assert sum(isinstance(one, Resolution) for one in given) == 1
    assert Entry.objects.filter(act="tables.close").count() == 1
    found.refresh_from_db()
    said = {one["seat"]: one["said"] for one in found.roll["seats"]}
    assert said[seat_of(seats[3]).pk] == ("against" if isinstance(given[2], Ballot) else "")


@pytest.mark.django_db(transaction=True)
def test_one_seat_that_speaks_many_times_at_once_speaks_once() -> None:
    place = a_neighbourhood()
    resident = a_standing(place)
    found = lay(resident)
    given = at_once(*[lambda: say(found, resident)] * 5)
    assert sum(isinstance(one, Ballot) for one in given) == 1
    assert Ballot.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_decisions_that_are_opened_at_once_get_a_number_each() -> None:
    place = a_neighbourhood()
    by = [a_standing(place) for _ in range(3)]
    at_once(*[lambda one=one: lay(one) for one in by])
    assert sorted(Resolution.objects.values_list("number", flat=True)) == [1, 2, 3]

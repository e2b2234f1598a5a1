"""Decisions of the partnership: each seat once a round, closed once, with the votes of that moment, for ever."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from stoep.network.models import Interest, Seat
from stoep.network.standing import Standing
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from stoep.tables import actions as tables
from stoep.tables import queries, rules
from stoep.tables.models import Ballot, Resolution
from stoep.tables.tests.ground import close, lay, say, seat_of, when
from tests.builders import TODAY, a_neighbourhood, a_seat, a_standing, an_item

pytestmark = pytest.mark.django_db


def test_consent_goes_through_unless_a_reasoned_objection_stands(seats: list[Standing]) -> None:
    found = lay(seats[0])
    for one in seats[:3]:
        say(found, one)
    with pytest.raises(Refused) as refused:
        say(found, seats[4], "object", why=" ")
    assert refused.value.code == "no-reason"
    say(found, seats[4], "object", why="Er is geen vergunning.")
    assert close(found, seats[0]).outcome == "objected"
    second = lay(seats[0], title="Nog een keer")
    for one in seats[:3]:
        say(second, one)
    say(second, seats[4], "object", why="Er is geen vergunning.")
    tables.withdraw_objection(resolution=second, by=seats[4], at=when(1)["at"])
    assert close(second, seats[0]).outcome == "carried"
    page = Client().get(second.get_absolute_url()).content.decode()
    assert "bezwaar ingetrokken op 2 september 2026" in page and "Er is geen vergunning." in page


def test_with_an_objection_the_text_is_written_anew_and_everybody_speaks_again(seats: list[Standing]) -> None:
    found = lay(seats[0])
    say(found, seats[0])
    say(found, seats[3], "object", why="Geen beheerder.")
    with pytest.raises(Refused):
        tables.amend(resolution=found, words="De buurtkamer gaat open.", by=seats[0], **when())
    tables.amend(resolution=found, words="Zij gaat open met een beheerder.", by=seats[0], held_on=TODAY, **when())
    for one in (seats[0], seats[1], seats[3]):
        say(found, one, days=1)
    assert close(found, seats[0], days=1).outcome == "carried"
    page = Client().get(found.get_absolute_url()).content.decode()
    assert "Zij gaat open met een beheerder." in page and "Geen beheerder." in page and "Tekst 1" in page


def test_under_both_institutions_and_foundation_do_not_overrule_residents(seats: list[Standing]) -> None:
    found = lay(seats[0], method="both")
    say(found, seats[0])
    say(found, seats[1], "against")
    for one in seats[3:]:
        say(found, one)
    assert close(found, seats[0]).outcome == "rejected"
    assert not queries.decided(found.neighbourhood)


def test_a_table_decides_only_in_the_way_of_its_charter_or_with_both_majorities(seats: list[Standing]) -> None:
    assert lay(seats[0]).method == "consent"
    with pytest.raises(Refused) as refused:
        lay(seats[0], method="majority")
    assert refused.value.code == "no-way"


def test_too_few_seats_decide_nothing_and_it_stays_open(seats: list[Standing]) -> None:
    found = lay(seats[0])
    say(found, seats[0])
    with pytest.raises(Refused) as refused:
        close(found, seats[0])
    assert refused.value.code == "no-quorum"
    found.refresh_from_db()
    assert found.is_open


def test_without_a_meeting_everybody_gets_a_week_to_speak(seats: list[Standing]) -> None:
    found = lay(seats[0], held_on=None)
    for one in seats[:3]:
        say(found, one)
    with pytest.raises(Refused) as refused:
        close(found, seats[0], days=6)
    assert refused.value.code == "too-early"
    assert close(found, seats[0], days=7).outcome == "carried"


def test_a_seat_speaks_once_a_round_and_the_database_holds_it(seats: list[Standing]) -> None:
    found = lay(seats[0])
    say(found, seats[0])
    with pytest.raises(Refused) as refused:
        say(found, seats[0], "abstain")
    assert refused.value.code == "spoke-already"
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(resolution=found, round=1, seat=seat_of(seats[0]), said="abstain", cast_at=when()["at"])


def test_after_the_closing_nobody_speaks_and_nothing_changes(seats: list[Standing]) -> None:
    found = lay(seats[0])
    for one in seats[:3]:
        say(found, one)
    close(found, seats[0])
    refusals: list[Any] = [
        lambda: say(found, seats[4]),
        lambda: close(found, seats[1]),
        lambda: tables.amend(resolution=found, words="Anders.", by=seats[0], **when()),
        lambda: tables.withdraw_resolution(resolution=found, why="Toch niet.", by=seats[0], at=when()["at"]),
        lambda: tables.withdraw_objection(resolution=found, by=seats[0], at=when()["at"]),
        lambda: tables.write_down(
            resolution=found, spoken=[tables.Spoken(seat_of(seats[4]), "agree")], by=seats[0], **when()
        ),
    ]
    for act in refusals:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "closed"


def test_a_seat_that_ended_meanwhile_does_not_count(seats: list[Standing]) -> None:
    found = lay(seats[0], method="both")
    say(found, seats[0], "against")
    say(found, seats[1])
    say(found, seats[2])
    Seat.objects.filter(pk=seat_of(seats[2]).pk).update(until_on=TODAY)
    extra = a_standing(found.neighbourhood)
    say(found, extra, "against")
    assert close(found, seats[0]).outcome == "rejected"
    assert seat_of(seats[2]).pk not in [one["seat"] for one in found.roll.get("seats", [])]
    with pytest.raises(Refused) as refused:
        say(lay(seats[0], title="Later"), seats[2])
    assert refused.value.code == "no-such-seat"


def test_the_votes_of_the_moment_of_closing_are_kept(seats: list[Standing]) -> None:
    found = lay(seats[0], method="both")
    say(found, seats[0])
    say(found, seats[1], "against")
    Seat.objects.filter(pk=seat_of(seats[0]).pk).update(weight=2)
    say(found, seats[2], "abstain")
    closed = close(found, seats[0])
    assert closed.outcome == "carried"
    Seat.objects.filter(pk=seat_of(seats[0]).pk).update(weight=1)
    Seat.objects.filter(pk=seat_of(seats[1]).pk).update(weight=9)
    closed.refresh_from_db()
    votes = rules.votes_of(closed.roll)
    assert rules.outcome(closed.method, votes, rules.quorum_of(closed.roll)) == "carried"
    assert {vote.seat: vote.weight for vote in votes}[seat_of(seats[0]).pk] == 2
    assert Entry.objects.get(act="tables.close").sealed()["facts"]["roll"] == closed.roll


def test_a_table_on_which_residents_hold_too_little_decides_nothing(seats: list[Standing]) -> None:
    found = lay(seats[0])
    for one in seats[:3]:
        say(found, one)
    for _ in range(2):
        a_seat(found.neighbourhood, "housing")
    with pytest.raises(Refused) as refused:
        close(found, seats[0])
    assert refused.value.code == "residents-share"


def test_what_a_minority_thinks_is_printed_with_the_decision(
    seats: list[Standing], place: Neighbourhood, on_the_day: None
) -> None:
    found = lay(seats[0], method="both")
    for one in seats[:2]:
        say(found, one)
    say(found, seats[4], "against")
    close(found, seats[0])
    with pytest.raises(Refused) as refused:
        tables.add_minority(resolution=found, words="Ik ook.", by=seats[0], at=when()["at"])
    assert refused.value.code == "agreed"
    same = [
        tables.add_minority(resolution=found, words="Wij betalen het dak niet.", by=seats[4], at=when(2)["at"])
        for _ in range(2)
    ]
    assert same[0] == same[1]
    for path in (found.get_absolute_url(), reverse("tables:resolutions", args=[place.slug])):
        page = Client().get(path).content.decode()
        assert "Wij betalen het dak niet." in page and "3 september 2026" in page
    paper = Client().get(reverse("tables:listing", args=[place.slug]))
    assert paper.content.startswith(b"%PDF")


def test_a_later_decision_takes_the_place_of_an_earlier_one_once_it_is_carried(
    seats: list[Standing], place: Neighbourhood
) -> None:
    def carried(**given: Any) -> Resolution:
        found = lay(seats[0], **given)
        for one in seats[:3]:
            say(found, one)
        return close(found, seats[0])

    first = carried()
    waiting = lay(seats[0], title="Anders", replaces=first)
    assert list(queries.decided(place)) == [first]
    tables.withdraw_resolution(resolution=waiting, why="Nog niet rijp.", by=seats[1], at=when()["at"])
    second = carried(title="Nieuw", replaces=first)
    assert list(queries.decided(place)) == [second]
    with pytest.raises(Refused) as refused:
        lay(seats[0], replaces=first)
    assert refused.value.code == "not-in-force"
    with pytest.raises(Refused):
        lay(seats[0], replaces=waiting)
    page = Client().get(first.get_absolute_url()).content.decode()
    assert f"Nu geldt besluit {second.number}." in page
    assert queries.resolution(place.slug, first.number).standing == "replaced"


def test_a_decision_touches_items_of_its_own_neighbourhood_only(seats: list[Standing], place: Neighbourhood) -> None:
    item = an_item(place, by=seats[0])
    found = lay(seats[0], items=[item])
    assert list(found.items.all()) == [item]
    with pytest.raises(Refused):
        lay(seats[0], items=[an_item(a_neighbourhood())])
    for one in seats[:3]:
        say(found, one)
    close(found, seats[0])
    assert list(queries.decided_on(item.pk)) == [found]


def test_an_institution_opens_and_closes_nothing_and_speaks_with_its_seat(
    seats: list[Standing], official: Standing
) -> None:
    for by in (seats[4], official):
        with pytest.raises(NotAllowed):
            lay(by)
    found = lay(seats[0])
    with pytest.raises(NotAllowed):
        close(found, seats[4])
    assert say(found, seats[4], "abstain").written_by is None
    with pytest.raises(NotAllowed) as refused:
        say(found, official)
    assert refused.value.code == "no-seat"
    with pytest.raises(NotAllowed):
        say(found, a_standing(a_neighbourhood()))
    with pytest.raises(NotAllowed):
        tables.withdraw_resolution(resolution=found, why="Weg.", by=seats[3], at=when()["at"])


def test_every_seat_hears_that_a_decision_lies_open_and_what_came_of_it(seats: list[Standing]) -> None:
    found = lay(seats[0])
    assert Telling.objects.filter(about=f"resolution:{found.pk}").count() == 4
    for one in seats[:3]:
        say(found, one)
    close(found, seats[0])
    assert Telling.objects.filter(about=f"resolution:{found.pk}").count() == 9


def test_words_and_names_stand_in_the_log_as_commitments_only(seats: list[Standing]) -> None:
    found = lay(seats[0], words="Geheimwoord gaat open.")
    say(found, seats[3], "object", why="Geheimreden.")
    tables.add_minority(resolution=found, words="Geheimvinding.", by=seats[3], at=when()["at"])
    leaves = "".join(Entry.objects.filter(log__neighbourhood=found.neighbourhood).values_list("leaf", flat=True))
    assert "Geheim" not in leaves


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_decisions_asks_as_much_whatever_its_size(
    seats: list[Standing], place: Neighbourhood, count: int, django_assert_max_num_queries: Any
) -> None:
    item = an_item(place, by=seats[0])
    for number in range(count):
        found = lay(seats[0], title=f"Besluit {number}", items=[item])
        for one in seats[:3]:
            say(found, one)
        close(found, seats[0])
        tables.add_minority(resolution=found, words="Anders.", by=seats[4], at=when()["at"])
    for path in (reverse("tables:resolutions", args=[place.slug]), found.get_absolute_url()):
        Client().get(path)
        with django_assert_max_num_queries(8):
            assert Client().get(path).status_code == 200


def test_whose_interest_stands_in_the_register_steps_aside_or_says_that_it_is_not_about_that(
    seats: list[Standing],
) -> None:
    seat = seat_of(seats[1])
    Interest.objects.create(
        seat=seat, words="Verhuurt het pand ernaast.", since_on=TODAY, is_own_word=True, written_at=when()["at"]
    )
    found = lay(seats[0])
    with pytest.raises(Refused) as refused:
        say(found, seats[1])
    assert refused.value.code == "has-interest"
    tables.cast(resolution=found, said="agree", is_apart=True, by=seats[1], **when())
    page = Client().get(found.get_absolute_url()).content.decode()
    assert "Heeft een belang in het register" in page
    second = lay(seats[0], title="Anders")
    assert not say(second, seats[1], "aside").is_apart
    assert not say(second, seats[2]).is_apart
    say(second, seats[0], "abstain")
    closed = close(second, seats[0])
    assert (closed.outcome, rules.tally(rules.votes_of(closed.roll)).agree) == ("carried", 1)

"""Who stands where: the side, the seat, the second factor, and what follows from them."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from stoep.network import actions, rules
from stoep.network.access import has_second_factor
from stoep.network.standing import Right
from stoep.people.models import Person
from stoep.shared.refusal import NotAllowed
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_post, a_standing, an_organisation, sign_in

RIGHTS: tuple[Right, ...] = ("lead", "host", "contacts", "take-part", "residents-key", "independent-key")


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("side", "seat", "posts", "second_factor", "gives"),
    [
        ("visitor", False, (), False, set()),
        ("resident", False, (), True, set()),
        ("resident", True, (), True, {"lead", "host", "take-part", "residents-key"}),
        ("resident", True, (), False, set()),
        ("resident", False, ("host",), True, {"host", "contacts", "take-part"}),
        ("resident", False, ("host",), False, set()),
        ("independent", True, (), True, {"lead", "host", "take-part", "independent-key"}),
        ("independent", False, ("worker",), True, {"host", "contacts", "take-part"}),
        ("municipality", True, (), True, {"take-part"}),
        ("municipality", False, ("official",), True, {"take-part"}),
        ("municipality", True, ("host",), True, {"take-part"}),
        ("housing", True, (), True, {"take-part"}),
        ("care", False, ("worker",), True, {"host", "contacts", "take-part"}),
        ("care", False, ("official",), True, {"take-part"}),
        ("police", True, ("host", "worker"), True, {"take-part"}),
        ("resident", True, ("host",), True, {"lead", "host", "contacts", "take-part", "residents-key"}),
        ("resident", True, ("official",), True, {"lead", "host", "take-part", "residents-key"}),
        ("police", False, (), True, set()),
    ],
)
def test_a_standing_gives_these_rights_and_no_more(side, seat, posts, second_factor, gives) -> None:  # type: ignore[no-untyped-def]
    standing = a_standing(a_neighbourhood(), side, seat=seat, posts=posts, second_factor=second_factor)
    assert {right for right in RIGHTS if standing.has(right)} == gives
    for right in RIGHTS:
        if right in gives:
            actions.require(standing, right=right, act="network.test")
        else:
            with pytest.raises(NotAllowed) as refused:
                actions.require(standing, right=right, act="network.test", subject="seat:1")
            assert (refused.value.act, refused.value.subject) == ("network.test", "seat:1")
            assert refused.value.neighbourhood == standing.neighbourhood
            assert "%(" not in str(refused.value)


@pytest.mark.django_db
def test_a_seat_elsewhere_gives_nothing_here() -> None:
    person = a_person()
    a_standing(a_neighbourhood(), person=person)
    here = a_standing(a_neighbourhood(), person=person, seat=False)
    assert not here.in_network


@pytest.mark.django_db
def test_an_official_who_lives_in_the_wijk_counts_as_an_official() -> None:
    person = a_person(side="resident")
    neighbourhood = a_neighbourhood()
    municipality = an_organisation("municipality")
    a_post(a_neighbourhood(), "official", person=person, organisation=municipality)
    actions.work_for(person=person, organisation=municipality, at=NOW, today=TODAY)
    standing = a_standing(neighbourhood, person=Person.objects.get(pk=person.pk))
    assert (standing.side, standing.leads) == ("municipality", False)
    with pytest.raises(NotAllowed, match="U werkt voor Gemeente Waterstad"):
        actions.require(standing, right="lead", act="agenda.order")


@pytest.mark.django_db
def test_a_seat_that_ended_yesterday_gives_nothing_today() -> None:
    standing = a_standing(a_neighbourhood())
    assert standing.seat
    standing.seat.until_on = TODAY
    standing.seat.save()
    again = a_standing(standing.neighbourhood, person=standing.person, seat=False)
    assert again.seat is None


@pytest.mark.django_db
def test_without_a_second_factor_the_sentence_leads_to_setting_it_up() -> None:
    standing = a_standing(a_neighbourhood(), second_factor=False)
    with pytest.raises(NotAllowed, match="Mijn pagina") as refused:
        actions.require(standing, right="lead", act="agenda.order")
    assert refused.value.code == "second-factor"


@pytest.mark.django_db
def test_the_second_factor_is_read_from_the_session_of_this_very_account(client: Client) -> None:
    one, other = a_person(), a_person()
    assert one.account
    assert other.account
    sign_in(client, one)
    request = RequestFactory().get("/")
    request.session, request.user = client.session, one.account
    assert has_second_factor(request)
    request.user = other.account
    assert not has_second_factor(request)


def test_the_side_that_leads_least_wins() -> None:
    assert rules.side_of("resident", []) == "resident"
    assert rules.side_of("resident", ["independent"]) == "independent"
    assert rules.side_of("independent", ["care"]) == "care"
    assert rules.side_of("care", ["municipality"]) == "municipality"


def test_now_and_today_of_the_builders_agree() -> None:
    assert NOW.date() == TODAY

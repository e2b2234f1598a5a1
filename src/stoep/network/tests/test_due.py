"""What the table has to see to: told on the wijk's page and on "Wie beslist hier?", in one question."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stoep.network import actions, queries
from stoep.network.due import Warned
from stoep.network.models import Charter, Partnership, Seat
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import LONG_AGO, NOW, TODAY, a_neighbourhood, a_person, a_post, a_seat, a_standing, sign_in

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


@pytest.fixture
def here() -> Neighbourhood:
    return a_neighbourhood()


@pytest.fixture
def chair(here: Neighbourhood) -> Standing:
    found = a_standing(here)
    for _number in range(2):
        a_seat(here)
    return found


@pytest.fixture
def independent(here: Neighbourhood, chair: Standing) -> Standing:
    return a_standing(here, "independent")


def codes(here: Neighbourhood, today: date = TODAY) -> list[str]:
    return [warned.code for warned in queries.warnings(here, today)]


def review(by: Standing, other: Standing, held_on: date = TODAY) -> Any:
    made = actions.hold_review(by=by, held_on=held_on, went_well="Veel.", must_change="Iets.", renews=True, **WHEN)
    return actions.say_at_review(by=other, review=made, renews=True, **WHEN)


def test_without_a_table_there_is_nothing_to_see_to(here: Neighbourhood) -> None:
    assert queries.warnings(here, TODAY) == []


def test_a_table_that_is_well_is_told_nothing(here: Neighbourhood, chair: Standing, independent: Standing) -> None:
    review(chair, independent)
    assert codes(here) == []


def test_a_year_and_a_month_without_looking_back_is_told(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    assert codes(here) == ["review-missing"]
    review(chair, independent)
    assert codes(here, date(2027, 9, 30)) == ["term-over"] * 0
    assert codes(here, date(2027, 10, 1)) == ["review-missing"]


def test_a_review_counts_only_when_the_other_key_said_its_word(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    made = actions.hold_review(by=chair, held_on=TODAY, went_well="Veel.", must_change="Iets.", renews=True, **WHEN)
    assert "review-missing" in codes(here)
    with pytest.raises(Refused, match="vorige terugblik wacht nog"):
        actions.hold_review(by=chair, held_on=TODAY, went_well="a", must_change="b", renews=True, **WHEN)
    with pytest.raises(Refused, match="Uw kant heeft dit al gezegd"):
        actions.say_at_review(by=chair, review=made, renews=True, **WHEN)
    with pytest.raises(Refused, match="waarom u niet verder gaat"):
        actions.say_at_review(by=independent, review=made, renews=False, **WHEN)
    with pytest.raises(Refused, match="1001 tekens"):
        actions.say_at_review(by=independent, review=made, renews=False, why="x" * 1001, **WHEN)
    actions.say_at_review(by=independent, review=made, renews=False, why="Geen geld.", **WHEN)
    assert codes(here) == []
    officer = a_standing(here, "municipality")
    actions.say_at_review(by=officer, review=made, renews=True, **WHEN)
    found = queries.last_review(Partnership.objects.get(neighbourhood=here))
    assert found
    assert {word.side: word.renews for word in found.said.all()} == {
        "resident": True,
        "independent": False,
        "municipality": True,
    }
    assert found.composition == [
        {"side": "independent", "seats": 1, "votes": 1},
        {"side": "resident", "seats": 3, "votes": 3},
    ]


@pytest.mark.parametrize("side", ["municipality", "housing", "visitor"])
def test_no_other_side_writes_the_review(here: Neighbourhood, chair: Standing, side: str) -> None:
    with pytest.raises(NotAllowed):
        actions.hold_review(
            by=a_standing(here, side), held_on=TODAY, went_well="a", must_change="b", renews=True, **WHEN
        )


def test_no_independent_organisation_is_told_until_it_said_yes(here: Neighbourhood, chair: Standing) -> None:
    assert "no-independent" in codes(here)
    a_seat(here, "independent", person=a_person(side="independent"))
    assert "no-independent" not in codes(here)


def test_a_second_key_that_nobody_holds_is_told(here: Neighbourhood, chair: Standing, independent: Standing) -> None:
    actions.propose(by=chair, kind="share", share=55, **WHEN)
    people.end_account(account=independent.person.account, at=NOW)  # type: ignore[union-attr,arg-type]
    found = {warned.code: warned for warned in queries.warnings(here, TODAY)}
    assert {"second-key-lost", "holder-gone"} <= found.keys()
    assert "Twee bewoners" in found["second-key-lost"].todo


def test_a_seat_that_is_empty_for_three_months_is_told(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    review(chair, independent)
    seat = Seat.objects.filter(partnership__neighbourhood=here, side="resident").order_by("pk")[1]
    Seat.objects.filter(pk=seat.pk).update(until_on=date(2026, 6, 2))
    assert codes(here) == []
    Seat.objects.filter(pk=seat.pk).update(until_on=date(2026, 6, 1))
    found = queries.warnings(here, TODAY)
    assert [warned.code for warned in found] == ["seat-empty"]
    assert "1 van de 3 zetels voor bewonersnetwerk" in found[0].sentence


def test_a_seat_that_new_rules_foresee_is_empty_from_that_day(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    review(chair, independent)
    table = Partnership.objects.get(neighbourhood=here)
    values = {**queries.charter_of(table, TODAY).values(), "seats": {"resident": 5, "independent": 1, "housing": 1}}
    change = actions.propose(by=chair, kind="charter", values=values, **WHEN)
    actions.confirm(change=change, by=independent, **WHEN)
    assert codes(here, date(2026, 11, 30)) == []
    assert codes(here, date(2026, 12, 1)) == ["seat-empty", "seat-empty"]
    assert Charter.objects.filter(partnership=table).count() == 1


def test_a_term_that_is_over_and_a_proposal_that_lapses_soon_are_told(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    review(chair, independent)
    Seat.objects.filter(pk=chair.seat.pk).update(term_until_on=TODAY)  # type: ignore[union-attr]
    actions.propose(by=independent, kind="share", share=55, **WHEN)
    assert codes(here) == ["term-over"]
    assert codes(here, TODAY + timedelta(days=10)) == ["lapses-soon", "term-over"]
    assert codes(here, TODAY + timedelta(days=15)) == ["term-over"]


def test_a_table_below_its_share_is_told(here: Neighbourhood, chair: Standing, independent: Standing) -> None:
    for side in ("housing", "municipality"):
        a_seat(here, side)
    assert "residents-short" in codes(here)
    # An official who lives in the wijk counts as an official, also by a task here.
    one = a_neighbourhood()
    a_seat(one, since_on=LONG_AGO)
    officer = a_seat(one).person
    assert "residents-short" not in codes(one)
    from tests.builders import an_organisation

    a_post(one, "official", person=officer, organisation=an_organisation("municipality"))
    assert "residents-short" in codes(one)


def test_a_log_that_too_few_witnesses_saw_is_told_with_the_rest(here: Neighbourhood, chair: Standing) -> None:
    from stoep.record import actions as record
    from stoep.record.models import Checkpoint, WitnessPolicy

    actions.open_door(by=chair, place="De Eik", address="Eikstraat 1", hours="dinsdag", contact="me", at=NOW)
    checkpoint = record.checkpoint(neighbourhood=here, at=NOW)
    assert "log-unseen" not in codes(here, TODAY + timedelta(days=30))
    WitnessPolicy.objects.create(neighbourhood=here, needed=1, since_on=TODAY)
    assert "log-unseen" not in codes(here, TODAY + timedelta(days=13))
    assert "log-unseen" in codes(here, TODAY + timedelta(days=14))
    assert Checkpoint.objects.get() == checkpoint


def test_it_takes_one_question_and_gives_the_same_door(
    here: Neighbourhood, chair: Standing, django_assert_num_queries: Any
) -> None:
    actions.open_door(by=chair, place="De Eik", address="Eikstraat 1", hours="dinsdag", contact="me", at=NOW)
    queries.front(here, TODAY)
    with django_assert_num_queries(1):
        found = queries.front(here, TODAY)
    assert found.door == queries.door(here, TODAY)
    assert found.door.contact
    Seat.objects.filter(pk=chair.seat.pk).update(until_on=TODAY)  # type: ignore[union-attr]
    assert queries.front(here, TODAY).door == queries.door(here, TODAY)
    assert not queries.front(here, TODAY).door.contact


def test_both_pages_tell_it_with_what_to_do(client: Client, here: Neighbourhood, chair: Standing) -> None:
    for name in ("thread:neighbourhood", "network:partnership"):
        page = client.get(reverse(name, args=[here.slug])).content.decode()
        assert "Wat de tafel nog moet doen" in page
        assert "Geef haar een zetel" in page
    assert isinstance(queries.warnings(here, timezone.localdate())[0], Warned)


def test_somebody_says_their_own_interest_and_the_table_anybodys(
    client: Client, here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    officer = a_standing(here, "municipality")
    assert officer.seat
    assert chair.seat
    assert officer.person
    own = actions.declare_interest(by=officer, seat=officer.seat, words="Woont naast  het veld.", **WHEN)
    told = actions.declare_interest(by=chair, seat=officer.seat, words="Heeft een winkel.", **WHEN)
    assert (own.words, own.is_own_word, told.is_own_word) == ("Woont naast het veld.", True, False)
    assert [one.pk for one in queries.interests_of(officer.seat, TODAY)] == [own.pk, told.pk]
    with pytest.raises(NotAllowed):
        actions.declare_interest(by=officer, seat=chair.seat, words="Verzonnen.", **WHEN)
    with pytest.raises(NotAllowed):
        actions.end_interest(by=officer, interest=told, **WHEN)
    actions.end_interest(by=officer, interest=own, **WHEN)
    assert [one.pk for one in queries.interests_of(officer.seat, TODAY)] == [told.pk]
    with pytest.raises(Refused, match="al voorbij"):
        actions.end_interest(by=chair, interest=own, **WHEN)
    for words, sentence in (("  ", "een paar woorden"), ("x" * 301, "300")):
        with pytest.raises(Refused, match=sentence):
            actions.declare_interest(by=chair, seat=chair.seat, words=words, **WHEN)
    with pytest.raises(Refused, match="dag komt nog"):
        actions.declare_interest(by=chair, seat=chair.seat, words="x", since_on=TODAY + timedelta(days=1), **WHEN)
    page = client.get(reverse("network:interests", args=[here.slug])).content.decode()
    assert "Heeft een winkel." in page
    assert "opgeschreven door de tafel" in page
    assert "Een belang erbij" not in page
    sign_in(client, officer.person)
    assert "Een belang erbij" in client.get(reverse("network:interests", args=[here.slug])).content.decode()


def test_pages_cost_the_same_however_long_the_table_lives(
    client: Client, here: Neighbourhood, chair: Standing, independent: Standing, django_assert_max_num_queries: Any
) -> None:
    for _number in range(20):
        a_seat(here)
        actions.declare_interest(by=chair, seat=chair.seat, words="Een winkel.", **WHEN)  # type: ignore[arg-type]
        change = actions.propose(by=chair, kind="add-post", post_kind="host", person=a_person(), **WHEN)
        actions.confirm(change=change, by=independent, **WHEN)
    values = {**queries.charter_of(Partnership.objects.get(neighbourhood=here), TODAY).values(), "term_years": 2}
    actions.propose(by=chair, kind="charter", values=values, at=timezone.now(), today=timezone.localdate())
    for name in ("partnership", "charter", "changes", "interests", "reviews"):
        address = reverse(f"network:{name}", args=[here.slug])
        client.get(address)
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200

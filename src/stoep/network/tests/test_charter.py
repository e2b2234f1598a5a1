"""The rules of a table: in versions, by two keys, with residents' share of seats and of votes in each of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from stoep.network import actions, charter_words, queries, rules
from stoep.network.models import Change, Charter, Partnership, Seat
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused
from tests.builders import LONG_AGO, NOW, TODAY, a_neighbourhood, a_partnership, a_person, a_seat, a_standing, sign_in

WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
Kind = Change.Kind
SIDES = Organisation.Kind.values
COUNTS = st.dictionaries(st.sampled_from(SIDES), st.integers(0, 30), max_size=8)


@pytest.fixture
def keys(db: None) -> tuple[Neighbourhood, Standing, Standing]:
    here = a_neighbourhood()
    chair = a_standing(here)
    Seat.objects.filter(pk=chair.seat.pk).update(is_chair=True)  # type: ignore[union-attr]
    for _number in range(2):
        a_seat(here)
    return here, chair, a_standing(here, "independent")


def agree(keys: tuple[Neighbourhood, Standing, Standing], **changed: Any) -> rules.CharterFacts:
    here, chair, independent = keys
    table = Partnership.objects.get(neighbourhood=here)
    values = {**queries.charter_of(table, TODAY).values(), **changed}
    change = actions.propose(by=chair, kind=Kind.CHARTER, values=values, **WHEN)
    actions.confirm(change=change, by=independent, **WHEN)
    return queries.charter_of(table, TODAY)


@pytest.mark.django_db
def test_a_table_of_before_has_the_first_rules_with_its_own_share() -> None:
    table = a_partnership(a_neighbourhood())
    Partnership.objects.update(residents_share=60)
    table.refresh_from_db()
    found = queries.charter_of(table, TODAY)
    assert (found.number, found.residents_share, found.since_on, found.key_days) == (0, 60, LONG_AGO, 14)
    assert not Charter.objects.exists()
    assert rules.charter_faults(found, SIDES) == []


@pytest.mark.parametrize("share", range(51, 100))
def test_the_first_rules_keep_any_share(share: int) -> None:
    table = Partnership(founded_on=date(2026, 9, 1), residents_share=share)
    assert rules.charter_faults(queries.first_charter(table), SIDES) == []


def test_other_rules_are_a_new_version_and_the_old_one_stays(keys: tuple[Neighbourhood, Standing, Standing]) -> None:
    here, _chair, _independent = keys
    first = agree(keys, term_years=3)
    second = agree(keys, drawn=1, way="both")
    assert (first.number, second.number) == (1, 2)
    table = Partnership.objects.get(neighbourhood=here)
    assert [(one.number, one.until_on) for one in queries.charters(table)] == [(2, None), (1, TODAY)]
    assert second.differences(first) == ["way", "drawn"]


def test_weights_reach_every_seat_and_count_in_the_share(keys: tuple[Neighbourhood, Standing, Standing]) -> None:
    here, chair, _independent = keys
    agree(keys, weights={"resident": 2, "municipality": 5}, seats={"resident": 3, "independent": 1})
    table = Partnership.objects.get(neighbourhood=here)
    assert sorted(weight for _seat, _side, weight in queries.votes_at(table, TODAY)) == [1, 2, 2, 2]
    # 6 of 7 votes are residents'. With five for the municipality it would be 6 of 12.
    with pytest.raises(Refused, match="6 van de 12 stemmen"):
        actions.propose(by=chair, kind=Kind.ADD_SEAT, person=a_person(side="municipality"), **WHEN)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"residents_share": 50}, "tussen 51 en 100"),
        ({"seats": {"resident": 1, "independent": 1}}, "te weinig zetels"),
        ({"seats": {"resident": 3}}, "elk minstens één zetel"),
        ({"seats": {"resident": 3, "independent": 1, "koning": 1}}, "Kijk de zetels na"),
        ({"weights": {"municipality": 9}, "seats": {"resident": 3, "independent": 1, "municipality": 1}}, "stemmen"),
        ({"weights": {"resident": 0}}, "minstens één stem"),
        ({"key_days": 15}, "3 tot 14 dagen"),
        ({"drawn": 4}, "meer zetels geloot"),
        ({"way": "dice"}, "hoe de tafel meestal beslist"),
        ({}, "Verander eerst iets"),
        ({"nonsense": 1}, "niet compleet"),
    ],
)
def test_rules_that_take_residents_out_of_the_lead_are_refused_at_once(
    keys: tuple[Neighbourhood, Standing, Standing], changed: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        agree(keys, **changed)


def test_rules_that_the_table_does_not_meet_yet_are_refused(keys: tuple[Neighbourhood, Standing, Standing]) -> None:
    with pytest.raises(Refused, match="3 van de 4 zetels"):
        agree(keys, residents_share=80, seats={"resident": 8, "independent": 1})


@given(seats=COUNTS, weights=COUNTS, share=st.integers(0, 120), drawn=st.integers(0, 9))
def test_whatever_passes_keeps_residents_in_the_lead(
    seats: dict[str, int], weights: dict[str, int], share: int, drawn: int
) -> None:
    charter = rules.CharterFacts(seats=seats, weights=weights, residents_share=share, drawn=drawn)
    if rules.charter_faults(charter, SIDES):
        return
    votes = {side: count * weights.get(side, 1) for side, count in seats.items()}
    assert 51 <= share <= 100
    assert 100 * seats["resident"] >= share * sum(seats.values())
    assert 100 * votes["resident"] >= share * sum(votes.values())
    assert seats["independent"] >= 1


@given(
    present=st.lists(st.sampled_from(SIDES), max_size=12), absent=st.lists(st.sampled_from(SIDES), max_size=12),
    quorum=st.integers(1, 100), of_residents=st.integers(1, 100),
)  # fmt: skip
def test_a_quorum_is_of_all_and_of_residents(
    present: list[str], absent: list[str], quorum: int, of_residents: int
) -> None:
    everybody = [*present, *absent]
    met = rules.quorum_met(present=present, seats=everybody, quorum=quorum, of_residents=of_residents)
    theirs = everybody.count("resident")
    wanted = theirs and len(present) / len(everybody) >= quorum / 100
    assert met == bool(wanted and present.count("resident") / theirs >= of_residents / 100)


@given(day=st.dates(date(2000, 1, 1), date(2090, 1, 1)), months=st.integers(-600, 600))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    then = rules.months_later(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


def test_nobody_sits_longer_than_the_rules_let_them() -> None:
    today = date(2026, 9, 1)
    four: dict[str, int] = {"years": 4, "most": 2}
    assert rules.term_until([], today, **four) == date(2030, 9, 1)
    assert rules.term_until([(date(2022, 9, 1), today)], today, **four) == date(2030, 9, 1)
    assert rules.term_until([(date(2020, 9, 1), today)], today, **four) == date(2028, 9, 1)
    assert rules.term_until([(date(2018, 9, 1), today)], today, **four) is None
    # Handing to and fro does not help; a whole term away does.
    to_and_fro = [(date(2018, 9, 1), date(2022, 9, 1)), (date(2022, 9, 2), today)]
    assert rules.term_until(to_and_fro, today, **four) in {None, today + timedelta(days=1)}
    assert rules.term_until([(date(2010, 9, 1), date(2022, 8, 31))], today, **four) == date(2030, 9, 1)


def test_a_hand_over_keeps_the_term_and_a_renewal_begins_one(keys: tuple[Neighbourhood, Standing, Standing]) -> None:
    here, chair, independent = keys
    seat = Seat.objects.filter(partnership__neighbourhood=here, side="resident", is_chair=False)[0]
    Seat.objects.filter(pk=seat.pk).update(term_until_on=date(2027, 1, 1))
    given_on = actions.propose(by=chair, kind=Kind.HAND_OVER, seat=seat, person=a_person("Tom"), **WHEN)
    actions.confirm(change=given_on, by=independent, **WHEN)
    tom = Seat.objects.get(person__name="Tom")
    assert (tom.term_until_on, tom.appointed) == (date(2027, 1, 1), "chosen")
    renewed = actions.propose(by=independent, kind=Kind.RENEW, seat=tom, appointed="drawn", **WHEN)
    actions.confirm(change=renewed, by=chair, **WHEN)
    tom.refresh_from_db()
    assert (tom.term_until_on, tom.appointed) == (date(2030, 9, 1), "drawn")
    with pytest.raises(Refused, match="Langer dan nu"):
        actions.propose(by=independent, kind=Kind.RENEW, seat=tom, **WHEN)


def test_who_sat_as_long_as_the_rules_let_them_makes_room(keys: tuple[Neighbourhood, Standing, Standing]) -> None:
    here, chair, _independent = keys
    old = a_person()
    a_seat(here, person=old, since_on=date(2016, 1, 1), until_on=date(2026, 1, 1))
    with pytest.raises(Refused, match="zat hier al 8 jaar"):
        actions.propose(by=chair, kind=Kind.ADD_SEAT, person=old, **WHEN)


def test_every_rule_is_explained_beside_it() -> None:
    lines = charter_words.lines(rules.CharterFacts())
    assert {line.name for line in lines} == set(rules.CharterFacts().values())
    assert all(line.says and line.why for line in lines)


def test_the_rules_can_be_read_compared_and_printed(keys: tuple[Neighbourhood, Standing, Standing]) -> None:
    here, _chair, _independent = keys
    agree(keys, term_years=3)
    agree(keys, drawn=1)
    client = Client()
    page = client.get(reverse("network:charter", args=[here.slug])).content.decode()
    assert "Versie 2" in page
    assert "1 van de 3 zetels van bewoners" in page
    assert "0 van de 3 zetels van bewoners" in page  # what this version says otherwise
    old = client.get(reverse("network:charter-version", args=[here.slug, 1])).content.decode()
    assert "geldt niet meer" in old
    assert client.get(reverse("network:charter-version", args=[here.slug, 9])).status_code == 404
    made = client.get(reverse("network:charter-paper", args=[here.slug]))
    assert made["Content-Type"] == "application/pdf"
    from io import BytesIO

    text = "".join(each.extract_text() for each in PdfReader(BytesIO(made.content)).pages)
    assert "3 jaar" in text
    assert "Getekend" in text


def test_what_a_waiting_charter_changes_is_in_sight(keys: tuple[Neighbourhood, Standing, Standing]) -> None:
    here, chair, independent = keys
    table = Partnership.objects.get(neighbourhood=here)
    values = {**queries.charter_of(table, TODAY).values(), "term_years": 2}
    actions.propose(by=chair, kind=Kind.CHARTER, values=values, why="Korter.", at=NOW, today=date.today())  # noqa: DTZ011
    client = Client()
    page = client.get(reverse("network:partnership", args=[here.slug])).content.decode()
    assert "<del>4 jaar</del>" in page
    assert "<ins>2 jaar</ins>" in page
    assert "wacht tot en met" in page
    assert "Korter." not in page  # why is for those who decide
    assert independent.person
    sign_in(client, independent.person)
    assert "Bevestigen" in client.get(reverse("network:partnership", args=[here.slug])).content.decode()

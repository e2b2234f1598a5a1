"""An override is dated, motivated, listed and can be put before the council; cards are written by their own party."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from stoep.agenda import queries as agenda
from stoep.council import actions as council
from stoep.council import queries
from stoep.council.models import Appeal, Card, Override
from stoep.council.tests.ground import WHEN, Wijk, a_period, a_wijk, an_advice, an_override
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


def refused(code: str, act: Any) -> None:
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.code == code


def test_an_override_is_listed_and_changes_no_item(wijk: Wijk) -> None:
    before = agenda.whole_hash(wijk.item)
    made = an_override(wijk)
    (line,) = queries.overrides(wijk.place, TODAY)
    assert (line.override, line.holds) == (made, True)
    assert not queries.OverrideLine(made, made.until_on + timedelta(days=1)).holds
    assert agenda.whole_hash(agenda.item_by_code(wijk.item.code)) == before


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("empty", {"ground": " "}),
        ("empty", {"loses": ""}),
        ("empty", {"title": ""}),
        ("no-choice", {"competent": "fund"}),
        ("decided-later", {"period": a_period(TODAY + timedelta(days=1))}),
        ("ends-before", {"period": a_period(days=-1)}),
        ("too-long", {"period": a_period(days=1500)}),
        ("passed", {"period": a_period(TODAY - timedelta(days=90), days=10)}),
        ("about-nothing", {"item": None}),
        ("not-public", {"rests_on": [council.Given("Memo", officials_from_on=TODAY)]}),
        ("no-link", {"link": "https://user@evil.example/"}),
    ],
)
def test_an_override_without_its_reasons_or_with_impossible_days_is_not_saved(
    wijk: Wijk, code: str, fields: dict[str, Any]
) -> None:
    refused(code, lambda: an_override(wijk, **fields))
    assert not Override.objects.exists()


def test_the_database_refuses_an_override_without_ground(wijk: Wijk) -> None:
    made = an_override(wijk)
    for field in ("ground", "loses"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Override.objects.filter(pk=made.pk).update(**{field: ""})


def test_only_the_municipality_overrules_and_for_the_council_only_its_clerk(wijk: Wijk) -> None:
    others = (
        wijk.resident,
        wijk.independent,
        wijk.housing,
        a_standing(wijk.place, "police"),
        a_standing(wijk.place, "visitor"),
        a_standing(a_neighbourhood(), "municipality"),
        wijk.clerk,
    )
    for by in others:
        with pytest.raises(NotAllowed):
            an_override(wijk, by=by)
    with pytest.raises(NotAllowed):
        an_override(wijk, competent="council")
    an_override(wijk, competent="council", by=wijk.clerk)
    assert Override.objects.count() == 1


def test_what_belongs_to_another_wijk_is_not_overruled_from_here(wijk: Wijk) -> None:
    there = a_wijk()
    refused("other-item", lambda: an_override(wijk, item=there.item))
    refused("other-advice", lambda: an_override(wijk, item=None, advice=an_advice(there)))


def test_residents_appeal_the_clerk_answers_and_the_override_ends(wijk: Wijk) -> None:
    made = an_override(wijk)
    for by in (wijk.official, wijk.clerk, wijk.housing):
        with pytest.raises(NotAllowed):
            council.appeal(override=made, words="Nee.", by=by, **WHEN)
    one = council.appeal(override=made, words="Stut het dak.", by=wijk.resident, **WHEN)
    assert council.appeal(override=made, words="Nog eens.", by=wijk.independent, **WHEN) == one
    assert (one.answer_due_on - TODAY).days == 42
    late = queries.override_here(wijk.place, made.pk, one.answer_due_on + timedelta(days=9))
    assert late.appeal_late_by == 9
    assert [each.kind for each in queries.late_here(wijk.place, one.answer_due_on + timedelta(days=9))] == ["appeal"]
    given: dict[str, Any] = {"appeal": one, "outcome": "ends", "words": "De raad laat het dak stutten.", **WHEN}
    elsewhere = a_standing(a_neighbourhood(), "municipality", seat=False, posts=("clerk",))
    for by in (wijk.official, wijk.resident, elsewhere):
        with pytest.raises(NotAllowed):
            council.answer_appeal(missed="De winkels.", by=by, **given)
    refused("empty", lambda: council.answer_appeal(missed="De winkels.", by=wijk.clerk, **given | {"words": ""}))
    refused(
        "no-choice", lambda: council.answer_appeal(missed="De winkels.", by=wijk.clerk, **given | {"outcome": "gone"})
    )
    council.answer_appeal(missed="De winkels.", by=wijk.clerk, **given)
    refused("answered", lambda: council.answer_appeal(missed="De winkels.", by=wijk.clerk, **given))
    line = queries.override_here(wijk.place, made.pk, TODAY)
    assert line.was_ended
    assert not line.holds
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=one.pk).update(answer="")


def test_a_form_that_is_sent_twice_overrules_once(wijk: Wijk) -> None:
    assert an_override(wijk, posted_key="sleutel") == an_override(wijk, posted_key="sleutel")
    assert Override.objects.count() == 1


def test_each_party_writes_its_own_card_and_versions_stay(wijk: Wijk) -> None:
    def write(by: Any, organisation: Any, brings: str = "Kennis van de straat.") -> Card:
        return council.write_card(
            neighbourhood=wijk.place, organisation=organisation, brings=brings, asks="Antwoord op tijd.", by=by, at=NOW
        )

    housing, municipality = an_organisation("housing"), an_organisation("municipality")
    for by, organisation in (
        (wijk.official, None), (wijk.independent, None), (wijk.resident, housing), (wijk.official, housing),
        (wijk.housing, municipality), (a_standing(a_neighbourhood(), "housing"), housing),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            write(by, organisation)
    assert not Card.objects.exists()
    first = write(wijk.resident, None)
    assert write(wijk.resident, None) == first
    second = write(wijk.resident, None, "Ook een plek.")
    assert queries.versions_of(wijk.place, None) == [second, first]
    write(wijk.housing, housing)
    found = {party.key: party.card for party in queries.parties(wijk.place, TODAY)}
    assert found[0] == second
    assert found[housing.pk] is not None
    assert found[municipality.pk] is None
    refused("empty", lambda: write(wijk.resident, None, " "))

"""What stands on paper, and which open conflicts stand beside a plan and a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.conflicts.models import Conflict
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared import printing
from stoep.tables import actions as tables
from stoep.tables.tests.ground import a_plan, a_position, an_alliance, close, establish, lay, say, when
from tests.builders import a_standing, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, Any]]:
    """What each sheet was made of; it is made all the same."""
    made: list[Mapping[str, Any]] = []
    plain = printing.pdf

    def pdf(template: str, data: Mapping[str, Any]) -> bytes:
        made.append(data)
        return plain(template, data)

    monkeypatch.setattr(printing, "pdf", pdf)
    return made


def test_a_reservation_and_the_reason_against_a_no_stand_on_the_sheet_of_the_plan(
    place: Neighbourhood, resident: Standing, official: Standing, sheets: list[Any]
) -> None:
    table = an_alliance(place, official)
    silent, reserved, against = (a_plan(table, official, title=title) for title in ("Een", "Twee", "Drie"))
    a_position(reserved, resident, "reservation", words="Eerst een huis terug.")
    establish(reserved, official)
    a_position(against, resident, "against", words="Geen sloop.")
    establish(against, official, why="Het geld vervalt.")
    for plan in (silent, reserved, against):
        sheet = Client().get(reverse("tables:plan_sheet", args=[place.slug, plan.pk]))
        assert sheet.content.startswith(b"%PDF") and b"/MarkInfo" in sheet.content
    assert sheets[0]["heading"] == "Bewoners hebben nog niets gezegd" and sheets[0]["established"] == ""
    assert (sheets[1]["heading"], sheets[1]["words"]) == ("Bewoners maken een voorbehoud", "Eerst een huis terug.")
    assert (sheets[2]["words"], sheets[2]["why"]) == ("Geen sloop.", "Het geld vervalt.")


def test_presence_outcome_and_minority_stand_on_the_list_of_decisions(
    place: Neighbourhood, resident: Standing, sheets: list[Any]
) -> None:
    officer = a_standing(place, "municipality")
    other = a_standing(place)
    found = lay(resident, method="both")
    for one in (resident, other):
        say(found, one)
    say(found, officer, "against", why="Te duur.")
    close(found, resident)
    tables.add_minority(resolution=found, words="Wij betalen niet.", by=officer, at=when()["at"])
    path = reverse("tables:listing", args=[place.slug])
    assert Client().get(path).content.startswith(b"%PDF")
    Client().get(f"{path}?jaar=2025")
    (decision,) = sheets[0]["decisions"]
    assert decision["outcome"] == "besloten op 1 september 2026"
    assert decision["counted"].startswith("Er spraken 3 van de 3 zetels.")
    assert [said["words"] for said in decision["statements"]] == ["Wij betalen niet."]
    assert any(ballot["why"] == "Te duur." for ballot in decision["ballots"])
    assert sheets[1]["decisions"] == []


def test_open_conflicts_on_its_items_stand_beside_a_plan_and_a_decision(
    place: Neighbourhood, resident: Standing
) -> None:
    item = an_item(place, by=resident)
    kept: dict[str, Any] = {"neighbourhood": place, "opened_side": "resident", "opened_at": when()["at"]}
    clash = Conflict.objects.create(title="Bomen of parkeren", issue="Plek.", read_at=when()["at"], **kept)
    unread = Conflict.objects.create(title="Nog niet gelezen", issue="Plek.", **kept)
    for conflict in (clash, unread):
        conflict.items.add(item)
    plan = a_plan(an_alliance(place, resident), resident, items=[item])
    found = lay(resident, items=[item], conflicts=[clash])
    for path in (plan.get_absolute_url(), found.get_absolute_url()):
        page = Client().get(path).content.decode()
        assert page.count("Bomen of parkeren") == 1 and "Nog niet gelezen" not in page

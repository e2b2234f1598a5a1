"""Lists of this room go by twenty: what stands where, and the way to what comes before and after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.council import actions as council
from stoep.council.models import Link, Override, Policy
from stoep.council.tests.ground import WHEN, Wijk, a_wijk, an_advice, an_override
from tests.builders import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield a_wijk()


def read(name: str, wijk: Wijk, query: str = "", language: str = "nl") -> str:
    answer = Client(headers={"accept-language": language}).get(reverse(name, args=[wijk.place.slug]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_waits_goes_by_twenty_too(wijk: Wijk) -> None:
    for number in range(21):
        an_advice(wijk, title=f"Vraag {number}", answer_due_on=TODAY + timedelta(days=30 + number))
    page = read("council:advices", wijk, language="en")
    assert "Vraag 0<" in page
    assert "Vraag 20<" not in page
    assert 'aria-label="More pages of what waits"' in page
    further = read("council:advices", wijk, "?wacht=2", language="en")
    assert "Vraag 20<" in further
    assert "Vraag 19<" not in further
    assert 'rel="prev" href="?wacht=1">Previous' in further
    assert "There is nothing further on." in read("council:advices", wijk, "?wacht=9", language="en")


def test_clashes_that_hold_come_first_and_go_by_twenty(wijk: Wijk) -> None:
    made: dict[str, Any] = {
        "item": wijk.item,
        "kind": "clashes",
        "made_at": NOW,
        "made_side": "resident",
        "residents_words": "Nee.",
    }
    made |= {"residents_agree": True, "reply_due_on": TODAY}
    policies = [Policy(neighbourhood=wijk.place, kind="goal", title=f"Doel {n}", entered_at=NOW) for n in range(22)]
    links = Link.objects.bulk_create(Link(policy=one, **made) for one in Policy.objects.bulk_create(policies))
    Link.objects.filter(pk=links[21].pk).update(municipality_words="Ja.", municipality_agrees=True, held_at=NOW)
    page, further = read("council:clashes", wijk), read("council:clashes", wijk, "?blad=2")
    assert page.index("Doel 21<") < page.index("Doel 0<")
    assert [f"Doel {n}<" in page for n in range(22)] == [True] * 19 + [False, False, True]
    assert [f"Doel {n}<" in further for n in range(22)] == [False] * 19 + [True, True, False]
    assert 'rel="next" href="?blad=2">Volgende' in page
    assert 'rel="prev" href="?blad=1">Vorige' in further


def test_decisions_against_residents_go_by_twenty_and_say_how_each_stands(wijk: Wijk) -> None:
    one = an_override(wijk, title="Besluit 0")
    council.appeal(override=one, words="Dit kan anders.", by=wijk.resident, **WHEN)
    own = [field.attname for field in Override._meta.concrete_fields if field.name not in ("id", "posted_key")]
    kept = {name: getattr(one, name) for name in own}
    Override.objects.bulk_create(Override(**kept | {"title": f"Besluit {number}"}) for number in range(1, 21))
    page, further = read("council:overrides", wijk), read("council:overrides", wijk, "?blad=2")
    assert [f"Besluit {n}<" in page for n in range(21)] == [False] + [True] * 20
    assert [f"Besluit {n}<" in further for n in range(21)] == [True] + [False] * 20
    assert "ligt bij de raad" in further
    assert "ligt bij de raad" not in page

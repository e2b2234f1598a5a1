"""The card of a partner: what runs both ways, twenty promises and twenty answers at a time."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.council.models import Advice
from stoep.council.tests.ground import a_wijk, an_advice
from stoep.promises.models import Promise
from tests.builders import NOW, TODAY, a_promise

pytestmark = pytest.mark.django_db


def _copies(row: Any, number: int, **fields: Any) -> list[Any]:
    left = ("id", "posted_key", "secret_hash", "code")
    own = [field.attname for field in row._meta.concrete_fields if field.name not in left]
    kept = {name: getattr(row, name) for name in own} | fields
    return [type(row)(**kept | {"title" if isinstance(row, Advice) else "code": f"R{each}"}) for each in range(number)]


def test_a_long_card_goes_by_twenty_and_never_says_that_there_is_nothing_while_there_is() -> None:
    wijk = a_wijk()
    asked, promise = an_advice(wijk, title="De eerste vraag"), a_promise(wijk.place).promise
    Advice.objects.bulk_create(_copies(asked, 20, answer_due_on=TODAY))
    address = reverse("thread:partner", args=[wijk.place.slug, asked.organisation_id])
    reader = Client(headers={"accept-language": "nl"})
    with time_machine.travel(NOW, tick=False):
        page, further = (reader.get(address, {"blad": number}).content.decode() for number in (1, 2))
        assert [f">R{number}<" in page for number in range(20)] == [True] * 20
        assert promise.words in page
        assert ("De eerste vraag" in page, "De eerste vraag" in further) == (False, True)
        assert 'rel="next" href="?blad=2"' in page
        assert 'rel="prev" href="?blad=1"' in further
        assert "Op deze bladzijde staat er geen." in further
        assert "Er loopt geen belofte" not in page + further
        assert "Verder staat hier niets" not in further
        Promise.objects.bulk_create(_copies(promise, 20, counts_on=TODAY))
        page, further = (reader.get(address, {"blad": number}).content.decode() for number in (1, 2))
        assert (promise.get_absolute_url() in page, promise.get_absolute_url() in further) == (False, True)

"""Pages of the council that did not change are not sent again."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.council.tests.ground import a_wijk, an_advice
from tests.builders import NOW

pytestmark = pytest.mark.django_db


@time_machine.travel(NOW, tick=False)
def test_an_unchanged_page_answers_304() -> None:
    wijk = a_wijk()
    an_advice(wijk)
    for name in ("council:advices", "council:overrides", "thread:council_view", "thread:partners"):
        reader = Client(headers={"accept-language": "nl"})
        address = reverse(name, args=[wijk.place.slug])
        tag = reader.get(address).headers["ETag"]
        assert reader.get(address, headers={"if-none-match": tag}).status_code == 304

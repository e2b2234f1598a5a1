"""How the tests of pages look at them: as whom, at which address, and what it says."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from stoep.handover.models import Power
from stoep.promises.models import Promise
from tests.builders import sign_in


def as_(who: Any) -> Client:
    """The browser of somebody who signed in with both locks."""
    client = Client()
    sign_in(client, who.person)
    return client


def of(name: str, power: Power, *more: int) -> str:
    return reverse(f"handover:{name}", args=[power.neighbourhood.slug, power.pk, *more])


def line_of(power: Power, promise: Promise) -> Any:
    return power.lines.get(promise=promise)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))

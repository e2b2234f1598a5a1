"""The page of a contribution says at which gathering it was said, to whom may read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.gatherings import actions as gatherings
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice
from tests.rooms.gatherings import published

pytestmark = pytest.mark.django_db


def page_of(number: str) -> str:
    return Client(headers={"accept-language": "nl"}).get(reverse("thread:voice", args=[number])).content.decode()


def test_what_was_said_at_a_gathering_leads_to_it_and_what_is_not_for_everybody_does_not() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    said: dict[str, Any] = {
        "kind": "idea",
        "words": "Een hek om het veldje.",
        "channel": "card",
        "at": NOW,
        "today": TODAY,
        "by": by,
    }
    shown = gatherings.take_down(activity=activity, audience="everyone", **said).voice
    hidden = gatherings.take_down(activity=activity, audience="network", **said).voice
    assert activity.title in page_of(shown.number) and activity.get_absolute_url() in page_of(shown.number)
    assert activity.title not in page_of(hidden.number)
    assert "Gezegd bij" not in page_of(a_voice(here).voice.number)

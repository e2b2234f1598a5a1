"""Filling the demonstration: everything through the acts of real life, and the log holds."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stoep.agenda.models import Decision, Item, Version
from stoep.places.models import Neighbourhood
from stoep.promises import queries as promises
from stoep.promises.models import Promise
from stoep.record.models import Entry
from stoep.voices import queries as voices
from stoep.voices.models import Joining, Voice

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_without_demo_mode_nothing_is_filled(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="Only for the demonstration"):
        call_command("demonstrate")
    assert not Neighbourhood.objects.exists()


def test_three_years_of_life_are_filled_and_hold(settings: Any, client: Client) -> None:
    settings.DEMO = True
    call_command("demonstrate")
    assert set(Neighbourhood.objects.values_list("slug", flat=True)) == {"de-meerpaal", "lutkeveen"}
    assert Voice.objects.count() == 434
    assert Item.objects.count() == 49  # one of them came loose from another
    assert Promise.objects.count() == 107
    assert Joining.objects.filter(split_at__isnull=False).exists()
    assert Item.objects.filter(merged_into__isnull=False).exists()
    assert Version.objects.count() >= 5
    assert Decision.objects.filter(seconded_at__isnull=True).count() == 1
    assert Entry.objects.filter(act="network.refused").exists()
    here = Neighbourhood.objects.get(slug="de-meerpaal")
    today = timezone.localdate()
    states = {line.standing for line in promises.register(here, today, which="all", limit=200)}
    assert states == {"open", "late", "kept", "kept-late", "broken"}
    assert 3 <= voices.unanswered(here, today).count() <= 8  # a few wait too long, as in life
    # What is late was told the day after, as the clock of a real house does.
    for told_late in Entry.objects.filter(act="promises.late"):
        due_on = date.fromisoformat(told_late.sealed()["facts"]["was_due_on"])
        assert timezone.localdate(told_late.sealed_at) == due_on + timedelta(days=1)
    told = StringIO()
    call_command("verify_log", stdout=told)
    for address in ("/", "/wijk/de-meerpaal/", "/wijk/lutkeveen/agenda/", "/postvak/", "/zoek/?q=1234"):
        assert client.get(address).status_code == 200, address
    with pytest.raises(CommandError, match="neighbourhoods here already"):
        call_command("demonstrate")
    samira = client.post(reverse("web:look-through"), {"wie": "samira"}, follow=True)
    page = samira.content.decode()
    assert "Dit is uw inbreng." in page
    assert "/oordeel/" in page
    assert "/antwoord/" not in page

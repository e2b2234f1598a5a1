"""The pages of places: what everybody reads, what stays in the form, and the sheet for the wall."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.urls import reverse

from stoep.venues.models import Booking
from tests.builders import NOW, a_neighbourhood, a_standing, sign_in
from tests.rooms.venues import a_booking, a_room, a_venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def test_everybody_reads_who_is_there_and_nobody_who_is_behind_a_closed_door(
    client: Any, django_assert_max_num_queries: Any
) -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    venue = a_venue(here, leader)
    room = a_room(venue, leader)
    a_booking(room, leader)
    a_booking(room, leader, title="Geheim overleg", begins=time(9), ends=time(10), is_public=False)
    with django_assert_max_num_queries(8):
        listed = client.get(reverse("venues:list", args=[here.slug])).content.decode()
    assert "Buurthuis De Eik" in listed and "dinsdag" in listed and "ook op papier" in listed
    with django_assert_max_num_queries(8):
        text = client.get(venue.get_absolute_url()).content.decode()
    assert "Een kaart invullen." in text and "Naaiavond" in text and "19:30" in text
    assert "Geheim" not in text and "gereserveerd" in text
    sheet = client.get(reverse("venues:week", args=[here.slug, venue.pk]) + "?dag=2026-09-03")
    assert sheet.content.startswith(b"%PDF")
    assert client.get(reverse("venues:week", args=[here.slug, venue.pk]) + "?dag=nooit").status_code == 200
    assert client.get(reverse("venues:venue", args=[a_neighbourhood().slug, venue.pk])).status_code == 404


def test_a_day_that_cannot_be_read_is_told_there_and_nothing_is_lost(client: Any) -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    assert leader.person
    sign_in(client, leader.person)
    typed = {
        "name": "De Haven", "address": "Kade 2", "on_paper": "Een kaart.", "step_free": "no", "toilet": "no",
        "hours_1": "van tien tot twaalf",
    }  # fmt: skip
    answer = client.post(reverse("venues:register", args=[here.slug]), typed)
    text = answer.content.decode()
    assert answer.status_code == 422 and "van tien tot twaalf" in text and "10 tot 12, 14 tot 17" in text
    sent = client.post(reverse("venues:register", args=[here.slug]), typed | {"hours_1": "10 tot 12"}, follow=True)
    assert "10:00 – 12:00" in sent.content.decode()
    front = client.get(reverse("network:door", args=[here.slug])).content.decode()
    assert "De Haven" in front and "disabled" in front
    kept = client.post(reverse("network:door", args=[here.slug]), {"contact": "me", "place": "Elders"}, follow=True)
    assert leader.person.name in kept.content.decode()
    page = client.get(reverse("thread:neighbourhood", args=[here.slug])).content.decode()
    assert "De Haven" in page and "dinsdag 10:00-12:00" in page


def test_a_host_keeps_a_room_every_week_and_gives_the_rest_back_on_one_page(client: Any) -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    assert leader.person
    sign_in(client, leader.person)
    room = a_room(a_venue(here, leader), leader)
    address = reverse("venues:book", args=[here.slug, room.venue_id])
    typed = {
        "room": room.pk, "day": "2026-09-07", "begins": "19:30", "ends": "21:00", "title": "Naaiavond",
        "booked_for": "de naaiclub", "is_public": "ja", "repeat": "weekly",
    }  # fmt: skip
    refused = client.post(address, typed)
    assert refused.status_code in (409, 422) and "tot en met welke dag" in refused.content.decode()
    assert "Naaiavond" in refused.content.decode()
    page = client.post(address, typed | {"until": "2026-09-28"}, follow=True).content.decode()
    assert page.count("Naaiavond</strong>") == 4
    second = Booking.objects.order_by("day")[1]
    back = reverse("venues:cancel", args=[here.slug, second.pk])
    assert "Ook alle keren die nog komen" in client.get(back).content.decode()
    page = client.post(back, {"why": "Vakantie.", "and_later": "on"}, follow=True).content.decode()
    assert page.count("Naaiavond</strong>") == 1
    last = Booking.objects.get(cancelled_at__isnull=True)
    assert "alle keren" not in client.get(reverse("venues:cancel", args=[here.slug, last.pk])).content.decode()

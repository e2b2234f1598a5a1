"""Take in what another party's calendar says: new is added, the same again is changed, what is gone is off."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from stoep.calendar import reading
from stoep.calendar.actions import doors
from stoep.calendar.models import Entry, Feed
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.record import actions as record
from stoep.shared import fetching
from stoep.shared.actor import CLOCK, Actor
from stoep.shared.refusal import Refused

logger = logging.getLogger(__name__)
LONGEST, LONGEST_FOR_A_PAGE = 30.0, 10.0
NOT_AGAIN_WITHIN = timedelta(minutes=5)
_FAULTS = {**fetching.WHY, **reading.WHY}
_GONE = {
    True: "Staat niet meer in de agenda van %s.",
    False: "Gaat niet door, volgens de agenda van %s.",
}
_FAILS = gettext_noop("De agenda van %(name)s kan niet gelezen worden")
_FAILS_SAYS = gettext_noop(
    "U laat de agenda van %(name)s lezen in de kalender van %(place)s. Dat lukt nu niet:\n%(why)s\n\n"
    "Wat er al stond, blijft staan. Morgen wordt het weer geprobeerd. Kijk het adres na: %(page)s"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many lines were added, changed and called off, and how many things in the file could not be read."""

    added: int = 0
    changed: int = 0
    off: int = 0
    left: int = 0


def send_file(*, feed: Feed, data: bytes, by: Standing, at: datetime, today: date) -> Taken:
    """What somebody sends for a calendar without an address is taken in; by whoever takes part in the network here.

    What is not in this file stays: somebody may send one evening. Refused with what is wrong with the file.
    """
    act, subject = "calendar.take_in", f"feed:{feed.pk}"
    network.require_here(by, feed.neighbourhood_id, right="take-part", act=act, subject=subject)
    if feed.address or feed.ended_at is not None:
        raise Refused("no-file", _("Voor deze agenda kan geen bestand gestuurd worden."))
    try:
        told = reading.read(data, today=today, zone=timezone.get_default_timezone())
    except reading.Unreadable as unread:
        raise Refused(unread.code, reading.WHY[unread.code]) from None
    return _take_in(feed, told, by.actor(), at, today)


def look_now(*, feed: Feed, by: Standing, at: datetime, today: date) -> Taken:
    """As `refresh`, at once, for who takes part in the network here. Refused: it fails, or was looked at just now."""
    act, subject = "calendar.take_in", f"feed:{feed.pk}"
    network.require_here(by, feed.neighbourhood_id, right="take-part", act=act, subject=subject)
    feed = Feed.objects.select_related("neighbourhood", "added_by__account").get(pk=feed.pk)
    if feed.looked_at and at - feed.looked_at < NOT_AGAIN_WITHIN:
        raise Refused("just-now", _("Deze agenda is net gelezen. Probeer het over vijf minuten nog eens."))
    taken = refresh(feed=feed, at=at, today=today, longest=LONGEST_FOR_A_PAGE)
    fault = Feed.objects.values_list("fault", flat=True).get(pk=feed.pk)
    if fault:
        raise Refused(fault, _FAULTS[fault])
    return taken


def refresh(*, feed: Feed, at: datetime, today: date, longest: float = LONGEST) -> Taken:
    """Look at the address of this calendar and take in what it says; nothing is locked while it is fetched.

    What goes wrong is kept as `Feed.fault`, and told once to whoever lets it be read. Nothing is taken in then.
    """
    if not feed.address or feed.ended_at is not None:
        return Taken()
    try:
        got = fetching.get(feed.address, largest=reading.LARGEST, longest=longest, accept="text/calendar")
        told = reading.read(got.body, today=today, zone=timezone.get_default_timezone())
    except (fetching.NotFetched, reading.Unreadable) as failed:
        _failed(feed, failed.code, at)
        return Taken()
    taken = _take_in(feed, told, CLOCK, at, today)
    Feed.objects.filter(pk=feed.pk).update(looked_at=at, fault="")
    return taken


def read_daily(*, at: datetime, today: date) -> int:
    """Every address is looked at; gives how many could not be read. One that fails keeps no other waiting for long."""
    failed = 0
    for feed in Feed.objects.filter(ended_at__isnull=True).exclude(address="").order_by("pk"):
        refresh(feed=feed, at=at, today=today)
        failed += Feed.objects.filter(pk=feed.pk).exclude(fault="").exists()
    return failed


def why(fault: str) -> str:
    """What is wrong with a calendar, in words; "" when nothing is."""
    return str(_FAULTS.get(fault, ""))


def _failed(feed: Feed, code: str, at: datetime) -> None:
    logger.info("calendar %s cannot be read: %s", feed.pk, code)
    is_new = not Feed.objects.filter(pk=feed.pk).exclude(fault="").exists()
    Feed.objects.filter(pk=feed.pk).update(looked_at=at, fault=code)
    account = feed.added_by.account if feed.added_by else None
    if not is_new or account is None or not account.is_active:
        return
    with translation.override(account.language):
        page = reverse("calendar:feeds", args=[feed.neighbourhood.slug])
        known = {"name": feed.name, "place": feed.neighbourhood.name, "why": why(code), "page": page}
        people.tell(
            contact=people.contact_for(account=account, at=at), neighbourhood=feed.neighbourhood,
            about=f"feed:{feed.pk}", subject=say(_FAILS) % known, body=say(_FAILS_SAYS) % known, at=at,
        )  # fmt: skip


@transaction.atomic
def _take_in(feed: Feed, told: reading.Read, by: Actor, at: datetime, today: date) -> Taken:
    doors.lock(feed.neighbourhood_id)
    feed = Feed.objects.select_related("neighbourhood").get(pk=feed.pk)
    known = {entry.uid: entry for entry in Entry.objects.filter(feed=feed, last_on__gte=today)}
    keys = [thing.key for thing in told.things if thing.key not in known]
    known |= {entry.uid: entry for entry in Entry.objects.filter(feed=feed, uid__in=keys)}
    added, changed, off = [], [], []
    for thing in told.things:
        entry = known.pop(thing.key, None)
        if entry is None and not thing.is_off:
            added.append(_new(feed, thing, at))
        elif entry is not None and thing.is_off:
            off += _called_off([entry], feed, at, is_gone=False)
        elif entry is not None and _differs(entry, feed, thing):
            entry.save()
            changed.append(entry)
    gone = [entry for entry in known.values() if feed.address or entry.uid[:32] in told.families]
    off += _called_off((entry for entry in gone if today <= entry.first_on <= told.until), feed, at, is_gone=True)
    if rows := [*added, *changed, *off]:
        facts = {
            "told": "Uit de agenda van een andere partij kwam iets in de kalender, of veranderde er iets.",
            "party": feed.party, "added": len(added), "changed": len(changed), "off": len(off),
        }  # fmt: skip
        record.seal(
            neighbourhood=feed.neighbourhood, act="calendar.take_in", subject=f"feed:{feed.pk}", by=by, at=at,
            facts=facts, personal={"name": feed.name}, rows=rows,
        )  # fmt: skip
    return Taken(len(added), len(changed), len(off), told.left)


def _said(feed: Feed, thing: reading.Thing) -> dict[str, Any]:
    """What a line says: what the thing tells, and what its calendar as a whole is about."""
    is_session = thing.first_on == thing.last_on
    return {
        "what": thing.what, "about": thing.about, "place": thing.place, "link": thing.link,
        "first_on": thing.first_on, "last_on": thing.last_on, "begins": thing.begins, "ends": thing.ends,
        "days": [thing.first_on.isoformat()] if is_session else [], "minutes": thing.minutes,
        "party": feed.party, "asked_by": feed.name, "groups": feed.groups, "streets": feed.streets,
        "asked_people": feed.asked_people,
    }  # fmt: skip


def _new(feed: Feed, thing: reading.Thing, at: datetime) -> Entry:
    return Entry.objects.create(
        neighbourhood=feed.neighbourhood, feed=feed, uid=thing.key, entered_by=None, entered_from=feed.added_from,
        entered_at=at, **_said(feed, thing),
    )  # fmt: skip


def _differs(entry: Entry, feed: Feed, thing: reading.Thing) -> bool:
    """Whether the line said something else until now; it says this from here on."""
    said = _said(feed, thing) | {"withdrawn_at": None, "withdrawn_why": ""}
    before = {name: getattr(entry, name) for name in said}
    for name, value in said.items():
        setattr(entry, name, value)
    return before != said


def _called_off(entries: Iterable[Entry], feed: Feed, at: datetime, *, is_gone: bool) -> list[Entry]:
    found = [entry for entry in entries if entry.withdrawn_at is None]
    for entry in found:
        entry.withdrawn_at, entry.withdrawn_why = at, _GONE[is_gone] % feed.name
        entry.save(update_fields=["withdrawn_at", "withdrawn_why"])
    return found

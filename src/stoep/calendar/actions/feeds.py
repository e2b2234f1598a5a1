"""Let the calendar of another party be read: an address that is looked at each day, or files that are sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.calendar import rules
from stoep.calendar.actions import doors
from stoep.calendar.models import Feed, Group, Party
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.links import link_host
from stoep.shared.refusal import NotAllowed, Refused

MOST_FEEDS = 50


@transaction.atomic
def follow(
    *,
    neighbourhood: Neighbourhood,
    name: str,
    party: str,
    by: Standing,
    at: datetime,
    address: str = "",
    groups: Sequence[str] = (rules.EVERYBODY,),
    streets: Sequence[str] = (),
    asked_people: int | None = None,
    posted_key: str | None = None,
) -> Feed:
    """The calendar reads this address from now on, or ("") the files that are sent for it; by who takes part here.

    `groups`, `streets` and `asked_people` count for each thing in it, since such a file does not tell them. The same
    address, or the same name without one, gives the same calendar again. Refused: no name, no address that can be
    read, no party, no group, or there are fifty already.
    """
    network.require_here(by, neighbourhood.pk, right="take-part", act="calendar.follow")
    doors.lock(neighbourhood.pk)
    said = doors.asked("incomplete", _("Schrijf op van wie deze agenda is."), name=name) | doors.texts(link=address)
    address = _tidy(said.pop("link"))
    running = Feed.objects.filter(neighbourhood=neighbourhood, ended_at__isnull=True)
    same = running.filter(address=address) if address else running.filter(address="", name__iexact=said["name"])
    if known := same.first() or (running.filter(posted_key=posted_key).first() if posted_key else None):
        return known
    chosen = [code for code in Group.values if code in groups]
    if not chosen or party not in Party.values:
        raise Refused("no-group", _("Kies wie het vraagt, en aan wie."))
    if asked_people is not None and not 0 < asked_people <= rules.MOST_PEOPLE:
        raise Refused("no-number", _("Schrijf een getal tussen 1 en %(most)s."), most=rules.MOST_PEOPLE)
    if running.count() >= MOST_FEEDS:
        raise Refused("too-many", _("Er worden hier al veel agenda's gelezen. Haal er eerst een weg."))
    tidy = doors.streets(neighbourhood, streets)
    feed = Feed.objects.create(
        neighbourhood=neighbourhood, party=party, address=address, groups=chosen, streets=tidy, added_by=by.person,
        added_from=by.person.organisation if by.person else None, added_at=at, asked_people=asked_people,
        posted_key=posted_key, **said,
    )  # fmt: skip
    _seal("calendar.follow", "De kalender leest voortaan ook de agenda van een andere partij.", feed, by, at)
    return feed


def _tidy(address: str) -> str:
    """The address as it is asked for; webcal:// is how a calendar program writes https://."""
    address = "https://" + address[9:] if address.lower().startswith("webcal://") else address
    if address and not (address.startswith("https://") and link_host(address)):
        raise Refused("no-link", _("Dit adres kan niet. Het begint met https://, en er staan geen spaties in."))
    return address


def may_end(feed: Feed, by: Standing) -> bool:
    """Whether they may stop the reading of this calendar: who asked for it, their organisation, or a host."""
    works = by.person.organisation_id if by.person else None
    own = by.person is not None and feed.added_by_id == by.person.pk
    return by.hosts or (by.in_network and (own or (works is not None and works == feed.added_from_id)))


@transaction.atomic
def unfollow(*, feed: Feed, by: Standing, at: datetime) -> Feed:
    """It is not read any more. What came out of it stays, and can be withdrawn line by line. Twice is once."""
    act, subject = "calendar.unfollow", f"feed:{feed.pk}"
    network.require_here(by, feed.neighbourhood_id, right="take-part", act=act, subject=subject)
    doors.lock(feed.neighbourhood_id)
    feed = Feed.objects.select_related("neighbourhood").get(pk=feed.pk)
    if not may_end(feed, by):
        raise NotAllowed(
            "not-yours", _("Alleen wie deze agenda laat lezen, of een gastheer of gastvrouw, stopt ermee."),
            neighbourhood=by.neighbourhood, actor=by.actor(), act=act, subject=subject,
        )  # fmt: skip
    if feed.ended_at is None:
        feed.ended_at = at
        feed.save(update_fields=["ended_at"])
        _seal(act, "De kalender leest de agenda van een andere partij niet meer.", feed, by, at)
    return feed


def _seal(act: str, told: str, feed: Feed, by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=feed.neighbourhood, act=act, subject=f"feed:{feed.pk}", by=by.actor(), at=at,
        facts={"told": told, "party": feed.party}, personal={"name": feed.name, "address": feed.address}, rows=[feed],
    )  # fmt: skip

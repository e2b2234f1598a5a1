"""A host says: at this place I am there, and you can ask for me. Only they themselves put their name on that page."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.venues import queries
from stoep.venues.actions import doors
from stoep.venues.models import Venue, Welcome


@transaction.atomic
def welcome(*, venue: Venue, by: Standing, at: datetime, today: date) -> Welcome:
    """Their name stands at the place from now on. Twice is once. Refused("no-task"): who leads without being a host."""
    venue = doors.open_venue(venue, by, right="host", act="venues.welcome")
    post = queries.own_post(by, today)
    if post is None:
        raise Refused("no-task", _("Alleen een gastheer, gastvrouw of opbouwwerker van de wijk kan hier staan."))
    known = Welcome.objects.filter(venue=venue, post=post, until_on__isnull=True).first()
    if known:
        return known
    made = Welcome.objects.create(venue=venue, post=post, since_on=today)
    _seal("venues.welcome", "Een gastheer of gastvrouw zegt: op deze plek ben ik er.", venue, made, by, at)
    return made


@transaction.atomic
def leave(*, venue: Venue, by: Standing, at: datetime, today: date) -> None:
    """Their name goes from the place. Whoever is not there may say so too: nothing happens."""
    network.require_here(by, venue.neighbourhood_id, right="host", act="venues.leave", subject=doors.subject_of(venue))
    doors.lock(venue.neighbourhood_id)
    for one in Welcome.objects.filter(venue=venue, post__person=by.person, until_on__isnull=True):
        one.until_on = today
        one.save(update_fields=["until_on"])
        _seal("venues.leave", "Een gastheer of gastvrouw is niet meer op deze plek.", venue, one, by, at)


def _seal(act: str, told: str, venue: Venue, row: Welcome, by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=venue.neighbourhood, act=act, subject=doors.subject_of(venue), by=by.actor(), at=at,
        facts={"told": told}, rows=[row],
    )  # fmt: skip

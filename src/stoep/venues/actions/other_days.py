"""Days on which a place has other hours than every week: a holiday, a party, a host who is ill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.venues.actions import doors
from stoep.venues.models import OtherDay, Venue


@transaction.atomic
def set_other_day(
    *, venue: Venue, day: date, hours: Sequence[Sequence[str]], why: str, by: Standing, at: datetime, today: date
) -> OtherDay:
    """That day has these hours; closed without any. A second time puts the new ones in their place."""
    venue = doors.open_venue(venue, by, right="host", act="venues.set_other_day")
    if day < today:
        raise Refused("past", _("Deze dag is voorbij. Kies vandaag of een latere dag."))
    said = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)
    kept = {"hours": doors.spans(hours), **said}
    other, _made = OtherDay.objects.update_or_create(venue=venue, day=day, defaults=kept)
    _seal("venues.set_other_day", "Een plek is op een dag anders open dan anders.", other, by, at)
    return other


@transaction.atomic
def drop_other_day(*, venue: Venue, day: date, by: Standing, at: datetime) -> None:
    """That day is as every week again. Twice is once."""
    venue = doors.open_venue(venue, by, right="host", act="venues.drop_other_day")
    other = OtherDay.objects.select_related("venue__neighbourhood").filter(venue=venue, day=day).first()
    if other is None:
        return
    key = other.pk
    other.delete()
    other.pk = key
    _seal("venues.drop_other_day", "Een plek is op een dag toch gewoon open.", other, by, at)


def _seal(act: str, told: str, other: OtherDay, by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=other.venue.neighbourhood, act=act, subject=doors.subject_of(other.venue), by=by.actor(), at=at,
        facts={"told": told, "day": other.day.isoformat()}, personal={"why": other.why}, rows=[other],
    )  # fmt: skip

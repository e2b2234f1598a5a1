"""Tell of quiet: who looks after a long line hears that no short stroke of it was to be seen for half a year (R25)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from stoep.agenda import queries
from stoep.agenda.actions import doors, telling
from stoep.agenda.models import Item
from stoep.people import actions as people
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries as log
from stoep.shared.actor import CLOCK
from stoep.shared.each import each

ACT = "agenda.tell_of_quiet"
_SUBJECT = _("Bij '%(title)s' is al een half jaar niets te zien")
_BODY = _(
    "Bij de lange lijn '%(title)s' is sinds %(date)s geen korte klap te zien. Iedereen kan dat op de agenda lezen.\n"
    "Wat kan er binnen zes weken? Bedenk samen een korte klap, en hang die onder de lijn: %(address)s"
)


def tell_of_quiet(*, today: date, at: datetime) -> int:
    """Tell of every long line that is quiet, once for each time that it falls quiet; gives of how many.

    May run as often as one likes: the log itself remembers what was told.
    """
    lines = Item.objects.filter(horizon=Item.Horizon.LONG, is_draft=False, closed_at__isnull=True).order_by("pk")
    return each(list(lines), lambda line: _tell_once(line, today, at))


@transaction.atomic
def _tell_once(line: Item, today: date, at: datetime) -> bool:
    if queries.quiet_since(line, today) is None:
        return False
    neighbourhood = doors.lock(line.neighbourhood_id)
    line = Item.objects.get(pk=line.pk)
    since = queries.quiet_since(line, today)
    subject = f"item:{line.code}"
    if since is None or _is_told(neighbourhood, subject, since):
        return False
    record.seal(
        neighbourhood=neighbourhood,
        act=ACT,
        subject=subject,
        by=CLOCK,
        at=at,
        facts={
            "told": f"Bij een lange lijn is sinds {since:%d-%m-%Y} geen korte klap te zien.",
            "quiet_since": since.isoformat(),
        },
    )
    for contact in telling.who_looks_after(neighbourhood, line.owner, today, at):
        with translation.override(contact.language):
            params = {"title": line.title, "date": date_format(since, "j F Y"), "address": telling.address(line)}
            people.tell(
                contact=contact,
                neighbourhood=neighbourhood,
                about=subject,
                subject=gettext(_SUBJECT) % params,
                body=gettext(_BODY) % params,
                at=at,
            )
    return True


def _is_told(neighbourhood: Neighbourhood, subject: str, since: date) -> bool:
    told = log.entries_about(neighbourhood, subject).filter(act=ACT)
    return any(entry.sealed()["facts"].get("quiet_since") == since.isoformat() for entry in told)

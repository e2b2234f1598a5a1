"""Stamp: let somebody outside say at what time they saw the newest checkpoint. Off unless the operator sets it."""

from __future__ import annotations

import logging
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings

from stoep.core.sealing.checkpoint import Checkpoint as Point
from stoep.core.sealing.checkpoint import decode
from stoep.places.models import Neighbourhood
from stoep.record import stamping
from stoep.record.models import Checkpoint, Stamp

logger = logging.getLogger(__name__)


def stamp(*, checkpoint: Checkpoint) -> Stamp | None:
    """The time stamp of this checkpoint: the one it has, or a new one. None when the setting is off.

    Raises stamping.NoStamp when the authority gives none that holds. No transaction and no lock is held meanwhile.
    """
    known = Stamp.objects.filter(checkpoint=checkpoint).first()
    if known is not None or not settings.STOEP_TSA_URL:
        return known
    roots = stamping.certificates(settings.STOEP_TSA_CERTIFICATE)
    point = Point(checkpoint.log.origin, checkpoint.size, decode(checkpoint.root))
    given = stamping.ask(point, url=settings.STOEP_TSA_URL, roots=roots)
    name = urlsplit(settings.STOEP_TSA_URL).hostname or "tsa"
    made, _is_new = Stamp.objects.get_or_create(
        checkpoint=checkpoint, defaults={"name": name[:100], "stamped_at": given.at, "response": given.answer}
    )
    return made


def stamp_daily(*, today: date, at: datetime) -> int:
    """Once a day: a time stamp over the newest checkpoint of each log. Returns how many were given.

    What an authority does never keeps anybody from writing: who fails today is asked again tomorrow.
    """
    if not settings.STOEP_TSA_URL:
        return 0
    given = 0
    for place in Neighbourhood.objects.filter(log__size__gt=0).order_by("pk"):
        newest = Checkpoint.objects.filter(log__neighbourhood=place).select_related("log").order_by("-size").first()
        if newest is None or Stamp.objects.filter(checkpoint=newest).exists():
            continue
        try:
            given += stamp(checkpoint=newest) is not None
        except stamping.NoStamp as error:
            logger.warning("no time stamp for %s: %s", newest.log.origin, error)
            break  # the others would wait as long for the same answer
    return given

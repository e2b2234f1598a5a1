"""Places where people get help to vote on a screen: many ballots of their network are no wonder, and are told by name.

A place is said where it stands: by a host, on the device that people vote with. So no network is ever typed.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.actions import doors
from stoep.budgeting.models import HelpPoint, Round
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused
from stoep.venues.models import Venue

_PHASES = ("announced", "ideas", "checking", "talking", "voting")


@transaction.atomic
def open_help_point(*, round: Round, venue: Venue, network: str, by: Standing, at: datetime) -> HelpPoint:
    """From now on people get help to vote here. Said again on the same network it stays the same row.

    `network`: as `visitor.shortened` cuts it. Refused: "over", "venue" (none of this round).
    """
    act = "budgeting.open_help_point"
    round = doors.theirs(round, by, act=act, right="host")
    doors.in_phase(round, at, *_PHASES, code="over", sentence=_("Het stemmen is voorbij. Hulp is niet meer nodig."))
    if venue not in queries.open_venues(round):
        raise Refused("venue", _("Deze plek hoort niet bij deze ronde. Kies er een uit de lijst."))
    known = HelpPoint.objects.filter(round=round, venue=venue, network=network, until_at__isnull=True).first()
    if known:
        return known
    made = HelpPoint.objects.create(round=round, venue=venue, network=network, said_by=by.person, since_at=at)
    told = "Er is een plek waar mensen hulp krijgen bij het stemmen."
    doors.seal(act, told, round, by.actor(), at, rows=[made])
    return made


@transaction.atomic
def end_help_point(*, point: HelpPoint, by: Standing, at: datetime) -> HelpPoint:
    """Nobody helps here any more. What came from there until now keeps the name of the place."""
    act = "budgeting.end_help_point"
    round = doors.theirs(point.round, by, act=act, right="host")
    found = HelpPoint.objects.select_related("venue").get(pk=point.pk)
    if found.until_at is None:
        found.until_at = at
        found.save(update_fields=["until_at"])
        doors.seal(act, "Een plek helpt niet meer bij het stemmen.", round, by.actor(), at, rows=[found])
    return found

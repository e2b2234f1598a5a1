"""A round of cards: it begins with an empty box, and when it ends the box goes, with every number that was not told."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.models import Activity
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.reach import boxes, queries
from stoep.reach.actions import doors
from stoep.reach.models import Box, Round
from stoep.record import actions as record
from stoep.shared.refusal import Refused


@transaction.atomic
def begin(
    *,
    neighbourhood: Neighbourhood,
    name: str,
    by: Standing,
    at: datetime,
    today: date,
    about: str = Round.About.WIJK,
    activity: Activity | None = None,
    posted_key: str | None = None,
) -> Round:
    """A round of the whole wijk or of one gathering, by a host. The parts of the area are fixed for it.

    `activity` is the gathering, where it stands in the house: then the round is of that one.
    Refused: "running" (a round of the wijk runs already), "other-gathering" (of another wijk, or not public).
    The same `posted_key` gives the same round again.
    """
    network.require_here(by, neighbourhood.pk, right="host", act="reach.begin")
    doors.lock(neighbourhood.pk)
    known = Round.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first() if posted_key else None
    if known:
        return known
    if activity is not None:
        about = Round.About.GATHERING
        if activity.neighbourhood_id != neighbourhood.pk or activity.published_at is None:
            raise Refused("other-gathering", _("Kies een bijeenkomst van deze wijk die iedereen kan zien."))
    if about not in Round.About.values:
        raise Refused("no-choice", _("Kies of de kaarten over de hele wijk gaan, of over één bijeenkomst."))
    if about == Round.About.WIJK and queries.running(neighbourhood):
        raise Refused("running", _("Er loopt al een ronde van de hele wijk. Sluit die eerst af."))
    typed = doors.asked("incomplete", _("Geef de ronde een naam. Bijvoorbeeld: najaar 2026."), name=name)
    made = Round.objects.create(
        neighbourhood=neighbourhood, about=about, activity=activity,
        parts=queries.parts(neighbourhood), begun_by=by.person,
        begun_on=today, posted_key=posted_key, **typed,
    )  # fmt: skip
    Box.objects.create(round=made, kept=boxes.closed(boxes.Held()))
    told = "Er begon een ronde waarin bewoners op een kaart zonder nummer iets over zichzelf vertellen."
    record.seal(
        neighbourhood=neighbourhood, act="reach.begin", subject=doors.subject_of(made), by=by.actor(), at=at,
        facts={"told": told, "about": about}, personal=typed, rows=[made],
    )  # fmt: skip
    return made


@transaction.atomic
def end(*, round: Round, by: Standing, at: datetime, today: date) -> Round:
    """No card is counted any more, and the numbers that no edition told are gone. Twice is once."""
    found = doors.host_of(round, by, "reach.end")
    if found.ended_on is not None:
        return found
    Box.objects.filter(round=found).delete()
    found.ended_on = today
    found.save(update_fields=["ended_on"])
    record.seal(
        neighbourhood=found.neighbourhood, act="reach.end", subject=doors.subject_of(found), by=by.actor(), at=at,
        facts={"told": "Een ronde met kaarten is klaar. De aantallen die niet verteld zijn, zijn weg."}, rows=[found],
    )  # fmt: skip
    return found

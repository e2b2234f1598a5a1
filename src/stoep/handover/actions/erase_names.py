"""Taking away the names in a change of power. The change, its day, its lines and its answers stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.handover import rules
from stoep.handover.actions import doors
from stoep.handover.models import Power
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "handover.erase_names"


@transaction.atomic
def erase_names(*, power: Power, ground: str, by: Standing, at: datetime) -> Power:
    """A host wipes who left and who came, on a ground of `rules.GROUNDS`; the office and the organisation stay.

    Twice is once. Raises NotAllowed, Refused("no-ground").
    """
    network.stand_here(by, power.neighbourhood_id, act=ACT, subject=doors.subject_of(power))
    network.require(by, right="host", act=ACT, subject=doors.subject_of(power))
    if ground not in rules.GROUNDS:
        raise Refused("no-ground", _("Kies waarom dit gewist wordt."))
    doors.lock(power.neighbourhood_id)
    power = Power.objects.select_related("neighbourhood", "organisation").get(pk=power.pk)
    names = [name for name in (power.leaves_called, power.comes_called) if name]
    if not names and power.newcomer_id is None:
        return power
    power.leaves_called = power.comes_called = ""
    power.newcomer = None
    power.save(update_fields=["leaves_called", "comes_called", "newcomer"])
    people.erase_tellings(neighbourhood=power.neighbourhood, about=[doors.subject_of(power)], texts=names)
    record.erase(
        neighbourhood=power.neighbourhood,
        subject=doors.subject_of(power),
        fields=("leaves", "comes"),
        ground=rules.GROUNDS[ground],
        by=by.actor(),
        at=at,
    )
    record.seal(
        neighbourhood=power.neighbourhood,
        act=ACT,
        subject=doors.subject_of(power),
        by=by.actor(),
        at=at,
        facts={"told": "De namen bij een overdracht zijn gewist. De regels en de antwoorden blijven staan."},
        rows=[power],
    )
    return power

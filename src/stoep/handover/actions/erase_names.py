"""Taking away typed names: of a change of power, or of whom money was for. Days, lines and answers stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.handover import rules
from stoep.handover.actions import doors
from stoep.handover.models import Commitment, Power
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "handover.erase_names"
ERASE_TO = "handover.erase_to"


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


@transaction.atomic
def erase_to(*, commitment: Commitment, ground: str, by: Standing, at: datetime) -> Commitment:
    """A host wipes for whom this money is, here and in what corrects it or was corrected by it; the rest stays.

    Twice is once. Raises NotAllowed, Refused("no-ground").
    """
    network.require_here(by, commitment.neighbourhood_id, right="host", act=ERASE_TO, subject=_subject(commitment))
    if ground not in rules.GROUNDS:
        raise Refused("no-ground", _("Kies waarom dit gewist wordt."))
    doors.lock(commitment.neighbourhood_id)
    first = commitment.corrects_id or commitment.pk
    rows = list(Commitment.objects.filter(Q(pk=first) | Q(corrects=first)).select_related("neighbourhood"))
    named = [row for row in rows if row.to_called]
    Commitment.objects.filter(pk__in=[row.pk for row in named]).update(to_called="")
    for row in named:
        where, subject = row.neighbourhood, _subject(row)
        record.erase(
            neighbourhood=where, subject=subject, fields=("to",), ground=rules.GROUNDS[ground], by=by.actor(), at=at
        )
        told = "Bij een subsidie of contract is gewist voor wie het is. De rest blijft staan."
        record.seal(
            neighbourhood=where, act=ERASE_TO, subject=subject, by=by.actor(), at=at, facts={"told": told}, rows=[row]
        )
    return Commitment.objects.get(pk=commitment.pk)


def _subject(commitment: Commitment) -> str:
    return f"commitment:{commitment.pk}"

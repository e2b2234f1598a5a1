"""Writing down a change of power: what runs is listed for the newcomer, and nothing of it changes."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.handover import queries, rules
from stoep.handover.actions import doors, telling
from stoep.handover.models import Line, Power
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation, Person
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "handover.change_power"
_DAYS = {
    "too-old": _("Deze dag ligt meer dan twee jaar terug. Kijk het jaartal na."),
    "too-far": _("Deze dag ligt te ver vooruit. Schrijf het op als het bijna zover is."),
}
# The log speaks one language, whatever that of whoever writes.
_TOLD = {
    Power.Kind.ELECTION: "Er was een verkiezing van de gemeenteraad",
    Power.Kind.COALITION: "Er kwam een nieuwe coalitie",
    Power.Kind.ALDERMAN: "Er kwam een nieuwe wethouder",
    Power.Kind.DIRECTOR: "Er kwam een nieuwe directeur of bestuurder",
}


@transaction.atomic
def change_power(
    *,
    kind: str,
    organisation: Organisation,
    on: date,
    by: Standing,
    at: datetime,
    today: date,
    office: str = "",
    leaves: str = "",
    comes: str = "",
    newcomer: Person | None = None,
    posted_key: str | None = None,
) -> Power:
    """A change of power, with a line for everything that runs and that this organisation answers for.

    By anybody who takes part here. `office` is public ("wethouder wijken"); `leaves` and `comes` are names, or "" when
    not known; `newcomer` the account of who comes. No promise, link or long line changes. The same form twice gives
    the first one. Raises NotAllowed, Refused("no-kind" | "other-kind" | "unknown" | "no-office" | "known" | a day's).
    """
    network.require_here(by, by.neighbourhood.pk, right="take-part", act=ACT)
    neighbourhood = doors.lock(by.neighbourhood.pk)
    if posted_key and (earlier := Power.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first()):
        return earlier
    _refuse_what(kind, doors.known(neighbourhood, organisation), on, today)
    power = Power(
        neighbourhood=neighbourhood,
        kind=Power.Kind(kind),
        organisation=organisation,
        on=on,
        office=doors.clean(office, rules.CALLED_LIMIT, one_line=True),
        leaves_called=doors.clean(leaves, rules.CALLED_LIMIT, one_line=True),
        comes_called=doors.clean(comes, rules.CALLED_LIMIT, one_line=True),
        newcomer=newcomer if newcomer and newcomer.organisation_id == organisation.pk else None,
        recorded_by=by.person,
        recorded_side=by.side,
        recorded_on=today,
        recorded_at=at,
        posted_key=posted_key or None,
    )
    _refuse_office(power)
    power.save()
    lines = _list(power)
    _seal(power, lines, by, at)
    telling.tell_of_new(power, len(lines), today=today, at=at, except_for=by.person)
    return power


def _refuse_what(kind: str, organisation: Organisation, on: date, today: date) -> None:
    if kind not in Power.Kind.values:
        raise Refused("no-kind", _("Kies wat er verandert: de raad, de coalitie, de wethouder of de directeur."))
    if not rules.may_change_power(kind, organisation.kind):
        raise Refused(
            "other-kind",
            _("Een raad, coalitie of wethouder hoort bij een gemeente. Kies de gemeente, of kies 'directeur'."),
        )
    if reason := rules.refused_day(on, today):
        raise Refused(reason, _DAYS[reason])


def _refuse_office(power: Power) -> None:
    if power.kind in (Power.Kind.ALDERMAN, Power.Kind.DIRECTOR) and not power.office:
        raise Refused("no-office", _("Schrijf om welke functie het gaat. Bijvoorbeeld: wethouder wijken."))
    same = {"neighbourhood": power.neighbourhood, "organisation": power.organisation, "kind": power.kind}
    if Power.objects.filter(on=power.on, office__iexact=power.office, **same).exists():
        raise Refused("known", _("Dit staat er al. Kijk in de lijst van wie er ging en wie er kwam."))


def _list(power: Power) -> list[Line]:
    running = queries.running_lines(power.neighbourhood, power.organisation, power.on)
    lines = [Line(power=power, promise=promise) for promise in running.promises]
    lines += [Line(power=power, link=link) for link in running.links]
    lines += [Line(power=power, item=item) for item in running.items]
    lines += [Line(power=power, commitment=commitment) for commitment in running.commitments]
    for line in lines:
        line.save()  # one by one: SQLite and PostgreSQL alike then give each its key
    return lines


def _seal(power: Power, lines: list[Line], by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=power.neighbourhood,
        act=ACT,
        subject=doors.subject_of(power),
        by=by.actor(),
        at=at,
        facts={
            "told": f"{_TOLD[Power.Kind(power.kind)]} ({power.organisation.name}), op {doors.day(power.on)}. "
            f"Wat liep, loopt door: {len(lines)} regels.",
            "kind": str(power.kind),
            "organisation": power.organisation.name,
            "office": power.office,
            "on": power.on.isoformat(),
            "lines": len(lines),
            "answer_by": rules.answer_by(power.on, power.recorded_on).isoformat(),
        },
        personal={"leaves": power.leaves_called, "comes": power.comes_called},
        rows=[power, *lines],
    )

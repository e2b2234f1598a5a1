"""The doors that every act in this room passes: who may, in which neighbourhood, one after another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.network import actions as network
from stoep.network.models import Seat
from stoep.network.standing import Right, Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.typed import Limits
from stoep.tables import rules
from stoep.tables.models import Plan, Resolution, Table, TableSeat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise


def refuse(code: str, sentence: str | _StrPromise, by: Standing, act: str, subject: str = "") -> None:
    """Raise NotAllowed: the attempt stands in the public log of the neighbourhood of whoever tried."""
    raise NotAllowed(code, sentence, neighbourhood=by.neighbourhood, actor=by.actor(), act=act, subject=subject)


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, locked until the transaction ends: acts at its tables happen one after another."""
    return Neighbourhood.objects.select_for_update(no_key=True).get(pk=neighbourhood_id)


def own_seat(by: Standing) -> Seat:
    """The seat of whoever passed a door that asks for one."""
    assert by.seat is not None
    return by.seat


def works_for(by: Standing) -> Organisation | None:
    """For which organisation they act here; None for a resident."""
    return by.person.organisation if by.person else None


def running_table(table: Table) -> Table:
    """The table as it stands now; Refused when it has ended."""
    found = Table.objects.select_related("neighbourhood").get(pk=table.pk)
    if found.withdrawn_at is not None:
        raise Refused("withdrawn", _("Deze tafel is ingetrokken. Alles blijft te lezen. Er komt niets meer bij."))
    if found.ended_at is not None:
        raise Refused("ended", _("Deze tafel is gestopt. Alles blijft te lezen. Er komt niets meer bij."))
    return found


def of_table(by: Standing, table: Table, *, act: str, subject: str) -> None:
    """Go on for whoever leads, or whose organisation wrote this table down or sits at it; else NotAllowed."""
    organisation = works_for(by)
    if by.leads:
        return
    if organisation is not None:
        sits = TableSeat.objects.filter(table=table, party=organisation, until_on__isnull=True).exists()
        if sits or table.registered_for_id == organisation.pk:
            return
    refuse(
        "not-at-this-table",
        _("Dit doet alleen wie aan deze tafel zit, of wie de wijk leidt. Vraag het een van hen."),
        by,
        act,
        subject,
    )


_TYPED = Limits(rules.LIMITS, rules.WORDS_LIMIT)
texts, asked = _TYPED.texts, _TYPED.asked


def not_to_come(day: date | None, today: date) -> None:
    """Refused when this day is still to come: what did not happen yet is not written down."""
    if day is not None and day > today:
        raise Refused("to-come", _("Deze dag moet nog komen. Kies vandaag, of een dag die voorbij is."))


def items_of_here(items: Iterable[Item], neighbourhood_id: int) -> list[Item]:
    """These items, each of this very neighbourhood and on its agenda; Refused when one is not."""
    chosen = list(items)
    if any(item.neighbourhood_id != neighbourhood_id or item.is_draft for item in chosen):
        raise Refused("other-item", _("Kies alleen punten van de agenda van deze wijk."))
    return chosen


def counting_plan(plan: Plan) -> Plan:
    """The plan as it stands now, established or not; Refused when it was withdrawn."""
    found = Plan.objects.select_related("table__neighbourhood").get(pk=plan.pk)
    if found.withdrawn_at is not None:
        raise Refused("withdrawn", _("Dit plan is ingetrokken. Het blijft te lezen. Er komt niets meer bij."))
    return found


def open_plan(plan: Plan) -> Plan:
    """The plan as it stands now, locked; Refused when it was established already."""
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    found = counting_plan(plan)
    if found.established_at is not None:
        raise Refused("established", _("Dit plan is al vastgesteld. U hoeft niets te doen."))
    return found


def still_open(resolution: Resolution, by: Standing, *, right: Right, act: str) -> Resolution:
    """The decision as it stands now, for whoever has the right here; Refused when it is closed or taken back."""
    subject = f"resolution:{resolution.number}"
    network.require_here(by, resolution.neighbourhood_id, right=right, act=act, subject=subject)
    lock(resolution.neighbourhood_id)
    found = (
        Resolution.objects.select_for_update(of=["self"], no_key=True)
        .select_related("neighbourhood", "opened_by", "replaces")
        .get(pk=resolution.pk)
    )
    if found.closed_at is not None:
        raise Refused("closed", _("Dit besluit is gesloten en blijft zo staan. Open een nieuw besluit als het moet."))
    if found.withdrawn_at is not None:
        raise Refused("withdrawn", _("Dit besluit is ingetrokken. Open het opnieuw als u het wilt."))
    return found


def seat_or_refuse(by: Standing, act: str, subject: str) -> Seat:
    """The own seat at the table of the neighbourhood; NotAllowed for who has a task and no seat."""
    if by.seat is None:
        refuse(
            "no-seat",
            _("U heeft hier een taak, maar geen zetel aan de tafel van de wijk. Alleen zetels beslissen."),
            by,
            act,
            subject,
        )
    return own_seat(by)

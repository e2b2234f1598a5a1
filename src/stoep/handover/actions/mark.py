"""Writing down what is known of a subsidy or contract, so that a newcomer finds it and notice can be reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.handover import rules
from stoep.handover.actions import doors
from stoep.handover.models import Commitment, Line, Power
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.promises.models import Promise
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "handover.mark"
# More than a municipality spends: a slip of the finger.
MOST_CENTS = 10**13


@dataclass(frozen=True, slots=True)
class Tied:
    """What a subsidy or contract ties: one promise, one long line, or nothing; or an earlier row that it corrects."""

    promise: Promise | None = None
    item: Item | None = None
    corrects: Commitment | None = None


@transaction.atomic
def mark(
    *,
    organisation: Organisation,
    kind: str,
    what: str,
    since_on: date,
    by: Standing,
    at: datetime,
    to: str = "",
    until_on: date | None = None,
    cents: int | None = None,
    lasting: bool = False,
    if_budgeted: bool = False,
    note: str = "",
    source: str = "",
    tied: Tied | None = None,
    posted_key: str | None = None,
) -> Commitment:
    """A subsidy or contract of this organisation, as somebody who takes part here knows it.

    `cents` None: not known. `lasting`: for the same activities year after year (Awb 4:51); `if_budgeted`: granted only
    if the budget allows (Awb 4:34). What ties no promise and no line gets a line of its own in the dossiers that are
    still being answered. Raises NotAllowed, Refused("no-kind" | "no-what" | "ends-before" | "cents" | "other-place").
    """
    network.require_here(by, by.neighbourhood.pk, right="take-part", act=ACT)
    neighbourhood = doors.lock(by.neighbourhood.pk)
    if posted_key and (earlier := Commitment.objects.filter(posted_key=posted_key).first()):
        return earlier
    tied = tied or Tied()
    organisation = doors.known(neighbourhood, organisation)
    _refuse_what(kind, since_on, until_on, cents)
    _refuse_other(tied, organisation, neighbourhood.pk)
    row = Commitment(
        neighbourhood=neighbourhood,
        organisation=organisation,
        kind=Commitment.Kind(kind),
        what=doors.clean(what, 300, one_line=True),
        to_called=doors.clean(to, rules.CALLED_LIMIT, one_line=True),
        since_on=since_on,
        until_on=until_on,
        cents=cents,
        lasting=lasting,
        if_budgeted=if_budgeted,
        note=doors.clean(note),
        source=doors.clean(source, 300, one_line=True),
        promise=tied.promise,
        item=tied.item,
        corrects=_first(tied.corrects),
        recorded_by=by.person,
        recorded_side=by.side,
        recorded_at=at,
        posted_key=posted_key or None,
    )
    if not row.what:
        raise Refused("no-what", _("Schrijf waar het geld voor is. Een paar woorden is genoeg."))
    row.save()
    _seal(row, _new_lines(row), by, at)
    return row


def _first(corrects: Commitment | None) -> Commitment | None:
    """The first row of a chain of corrections: all of them point at that one."""
    return None if corrects is None else corrects.corrects or corrects


def _refuse_what(kind: str, since_on: date, until_on: date | None, cents: int | None) -> None:
    if kind not in Commitment.Kind.values:
        raise Refused("no-kind", _("Kies of het een subsidie is of een contract."))
    if until_on is not None and until_on < since_on:
        raise Refused("ends-before", _("Het einde ligt voor het begin. Kijk de dagen na."))
    if cents is not None and not 0 <= cents <= MOST_CENTS:
        raise Refused("cents", _("Dit bedrag kan niet kloppen. Vul een bedrag in euro's in, of laat het leeg."))


def _refuse_other(tied: Tied, organisation: Organisation, neighbourhood_id: int) -> None:
    rows = [row for row in (tied.promise, tied.item, tied.corrects) if row is not None]
    owners = [row.organisation_id for row in (tied.promise, tied.corrects) if row is not None]
    if any(row.neighbourhood_id != neighbourhood_id for row in rows) or any(
        owner != organisation.pk for owner in owners
    ):
        raise Refused("other-place", _("Deze regel hoort bij een andere wijk of organisatie. Begin opnieuw."))


def _new_lines(row: Commitment) -> list[Line]:
    """Whoever came to power lately finds it too."""
    if row.promise_id or row.item_id or row.corrects_id:
        return []
    since = row.recorded_at.date() - 2 * rules.FURTHEST
    powers = Power.objects.filter(neighbourhood=row.neighbourhood, organisation=row.organisation, on__gte=row.since_on)
    lines = [
        Line(power=power, commitment=row)
        for power in powers.filter(recorded_on__gte=since)
        if rules.answer_by(power.on, power.recorded_on) >= row.recorded_at.date()
        and (row.until_on is None or row.until_on >= power.on)
    ]
    for line in lines:
        line.save()
    return lines


def _seal(row: Commitment, lines: list[Line], by: Standing, at: datetime) -> None:
    name = {Commitment.Kind.SUBSIDY: "subsidie", Commitment.Kind.CONTRACT: "contract"}[Commitment.Kind(row.kind)]
    record.seal(
        neighbourhood=row.neighbourhood,
        act=ACT,
        subject=f"commitment:{row.pk}",
        by=by.actor(),
        at=at,
        facts={
            "told": f"Er is opgeschreven wat bekend is van een {name} van {row.organisation.name}.",
            "kind": str(row.kind),
            "organisation": row.organisation.name,
            "since_on": row.since_on.isoformat(),
            "until_on": row.until_on.isoformat() if row.until_on else "",
            "cents": row.cents,
            "lasting": row.lasting,
            "if_budgeted": row.if_budgeted,
        },
        personal={"what": row.what, "to": row.to_called, "note": row.note, "source": row.source},
        rows=[row, *lines],
    )

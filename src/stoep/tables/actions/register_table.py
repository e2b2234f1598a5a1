"""Register a table: write down where something about the neighbourhood is decided; and say that it has ended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.tables.actions import doors
from stoep.tables.models import Table

_RUNS = {"ended_at__isnull": True, "withdrawn_at__isnull": True}


@transaction.atomic
def register_table(
    *,
    neighbourhood: Neighbourhood,
    name: str,
    kind: str,
    convened_by: str,
    about: str,
    by: Standing,
    at: datetime,
    today: date,
    ground: str = "",
    since_on: date | None = None,
    posted_key: str | None = None,
) -> Table:
    """A table in the register. Whoever takes part in the network may write one down, an official too: in the open.

    Refused: a name, who convenes it or what it decides about is missing; it would begin in the future; a table of
    this name runs already. The same `posted_key` gives the same table again.
    """
    network.require_here(by, neighbourhood.pk, right="take-part", act="tables.register_table")
    doors.lock(neighbourhood.pk)
    known = Table.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first() if posted_key else None
    if known:
        return known
    needed = doors.asked(
        "incomplete",
        _("Schrijf op hoe de tafel heet, wie er uitnodigt, en waarover het gaat."),
        name=name,
        convened_by=convened_by,
        about=about,
    )
    if kind not in Table.Kind.values:
        raise Refused("no-choice", _("Kies wat voor tafel het is."))
    doors.not_to_come(since_on, today)
    if Table.objects.filter(neighbourhood=neighbourhood, name__iexact=needed["name"], **_RUNS).exists():
        raise Refused("known-table", _("Deze tafel staat er al. Zoek haar op in de lijst."))
    table = Table.objects.create(
        neighbourhood=neighbourhood,
        kind=kind,
        **needed,
        **doors.texts(ground=ground),
        since_on=since_on,
        registered_by=by.person,
        registered_for=doors.works_for(by),
        registered_at=at,
        posted_key=posted_key,
    )
    _seal(table, by, at)
    return table


def _seal(table: Table, by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=table.neighbourhood,
        act="tables.register_table",
        subject=f"table:{table.pk}",
        by=by.actor(),
        at=at,
        facts={
            "told": "Er staat een tafel bij in het tafelregister.",
            "kind": table.kind,
            "since_on": table.since_on.isoformat() if table.since_on else "",
        },
        personal={name: getattr(table, name) for name in ("name", "convened_by", "about", "ground")},
        rows=[table],
    )


@transaction.atomic
def end_table(*, table: Table, why: str, by: Standing, at: datetime) -> Table:
    """The table has ended, with the reason. It stays readable, with its seats and plans. Twice is once."""
    subject = f"table:{table.pk}"
    network.require_here(by, table.neighbourhood_id, right="take-part", act="tables.end_table", subject=subject)
    doors.lock(table.neighbourhood_id)
    table.refresh_from_db()
    if table.ended_at is not None:
        return table
    if not by.leads and (table.registered_for is None or table.registered_for != doors.works_for(by)):
        doors.refuse(
            "not-yours",
            _("Alleen wie deze tafel opschreef, of wie de wijk leidt, zegt dat zij stopt."),
            by,
            "tables.end_table",
            subject,
        )
    table.ended_why = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    table.ended_at = at
    table.save(update_fields=["ended_at", "ended_why"])
    record.seal(
        neighbourhood=table.neighbourhood,
        act="tables.end_table",
        subject=subject,
        by=by.actor(),
        at=at,
        facts={"told": "Een tafel uit het tafelregister is gestopt."},
        personal={"why": table.ended_why},
        rows=[table],
    )
    return table

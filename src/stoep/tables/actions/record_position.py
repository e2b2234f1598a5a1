"""Record a position: residents say what they hold of a plan. Nobody else can."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.tables import queries
from stoep.tables.actions import doors
from stoep.tables.models import Plan, Position, TableSeat

_TOLD = {"for": "voor", "against": "tegen", "reservation": "een voorbehoud"}


@transaction.atomic
def record_position(
    *,
    plan: Plan,
    kind: str,
    present: str,
    decided_how: str,
    held_on: date,
    by: Standing,
    at: datetime,
    today: date,
    words: str = "",
    seats: Iterable[TableSeat] = (),
    posted_key: str | None = None,
) -> Position:
    """What residents hold of this plan, by a residents' key: for, against or with a reservation (those with words).

    `seats` are the residents' seats of that table that were there. After the plan was established it is written down
    all the same, and does not count for it any more.
    """
    here = plan.table.neighbourhood_id
    subject = f"plan:{plan.pk}"
    network.require_here(by, here, right="residents-key", act="tables.record_position", subject=subject)
    doors.lock(here)
    known = Position.objects.filter(posted_key=posted_key, plan=plan).first() if posted_key else None
    if known:
        return known
    plan = doors.counting_plan(plan)
    said = _said(kind, words, present, decided_how)
    doors.not_to_come(held_on, today)
    if held_on < plan.drafted_on:
        raise Refused("before-draft", _("Toen was dit plan er nog niet. Kijk de dag na."))
    there = _seats(seats, plan, today)
    position = Position.objects.create(
        plan=plan,
        kind=kind,
        **said,
        held_on=held_on,
        recorded_by=doors.own_seat(by),
        recorded_at=at,
        posted_key=posted_key,
    )
    position.seats.set(there)
    record.seal(
        neighbourhood=plan.table.neighbourhood,
        act="tables.record_position",
        subject=subject,
        by=by.actor(),
        at=at,
        facts={
            "told": f"Bewoners zeiden wat zij van een plan vinden: {_TOLD[kind]}.",
            "position": position.pk,
            "kind": kind,
            "held_on": held_on.isoformat(),
            "seats": sorted(seat.pk for seat in there),
            "in_time": plan.established_at is None,
        },
        personal={"words": position.words, "present": position.present, "decided_how": position.decided_how},
        rows=[position],
    )
    return position


def _said(kind: str, words: str, present: str, decided_how: str) -> dict[str, str]:
    if kind not in Position.Kind.values:
        raise Refused("no-choice", _("Kies: voor, tegen of een voorbehoud."))
    said = doors.asked(
        "incomplete", _("Schrijf op wie erbij waren, en hoe u het besloot."), present=present, decided_how=decided_how
    )
    said |= doors.texts(words=words)
    if kind != Position.Kind.FOR and not said["words"]:
        raise Refused("no-words", _("Schrijf in uw eigen woorden waarom, of wat er anders moet."))
    return said


def _seats(seats: Iterable[TableSeat], plan: Plan, today: date) -> list[TableSeat]:
    """Only running seats of residents at this very table."""
    chosen = {seat.pk for seat in seats}
    known = [seat for seat in queries.running_seats(plan.table, today) if seat.counts_as_residents]
    if chosen - {seat.pk for seat in known}:
        raise Refused("not-their-seat", _("Kies alleen zetels van bewoners aan deze tafel."))
    return [seat for seat in known if seat.pk in chosen]

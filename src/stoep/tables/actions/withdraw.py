"""Withdraw what was entered by mistake: a table or a plan of the register. It is marked, with the reason, and stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.tables.actions import doors
from stoep.tables.models import Plan, Table


@transaction.atomic
def withdraw_table(*, table: Table, why: str, by: Standing, at: datetime) -> Table:
    """The table, marked as entered by mistake; by whose organisation wrote it down, or who leads. Twice is once.

    Not while a plan of it counts (Refused: "has-plans"). Where residents said that a seat is theirs, only their key.
    """
    act, subject = "tables.withdraw_table", f"table:{table.pk}"
    network.require_here(by, table.neighbourhood_id, right="take-part", act=act, subject=subject)
    doors.lock(table.neighbourhood_id)
    table = Table.objects.select_related("neighbourhood").get(pk=table.pk)
    if table.withdrawn_at is not None:
        return table
    _of_writer(table, by, act, subject)
    _not_past_residents(by, act, subject, they_spoke=table.seats.filter(confirmed_at__isnull=False).exists())
    if table.plans.filter(withdrawn_at__isnull=True).exists():
        raise Refused(
            "has-plans", _("Bij deze tafel staat nog een plan. Trek eerst dat plan in, of laat de tafel staan.")
        )
    _mark(table, why, by, at)
    told = "Een tafel is uit het tafelregister ingetrokken: zij was er per vergissing in gezet."
    _seal(table, act, subject, told, by, at)
    return table


@transaction.atomic
def withdraw_plan(*, plan: Plan, why: str, by: Standing, at: datetime) -> Plan:
    """The plan, marked as entered by mistake; by whose organisation wrote it down, or who leads. Twice is once.

    Never once it is established. Where residents held something of it already, only their own key: nobody takes their
    no away with the plan.
    """
    act, subject = "tables.withdraw_plan", f"plan:{plan.pk}"
    here = plan.table.neighbourhood_id
    network.require_here(by, here, right="take-part", act=act, subject=subject)
    doors.lock(here)
    plan = Plan.objects.select_related("table__neighbourhood").get(pk=plan.pk)
    if plan.withdrawn_at is not None:
        return plan
    plan = doors.open_plan(plan)
    _of_writer(plan, by, act, subject)
    _not_past_residents(by, act, subject, they_spoke=plan.positions.exists())
    _mark(plan, why, by, at)
    _seal(plan, act, subject, "Een plan bij een tafel is ingetrokken: het was er per vergissing gezet.", by, at)
    return plan


def _of_writer(row: Table | Plan, by: Standing, act: str, subject: str) -> None:
    own = doors.works_for(by)
    if by.leads or (own is not None and own.pk == row.registered_for_id):
        return
    doors.refuse(
        "not-yours", _("Alleen wie dit opschreef, of wie de wijk leidt, trekt het weer in. Vraag het een van hen."),
        by, act, subject,
    )  # fmt: skip


def _not_past_residents(by: Standing, act: str, subject: str, *, they_spoke: bool) -> None:
    if they_spoke and not by.holds_residents_key:
        doors.refuse(
            "residents-only", _("Bewoners zeiden hier al iets over. Alleen een bewoner met een zetel trekt dit in."),
            by, act, subject,
        )  # fmt: skip


def _mark(row: Table | Plan, why: str, by: Standing, at: datetime) -> None:
    row.withdrawn_why = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_for = at, by.person, doors.works_for(by)
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_for", "withdrawn_why"])


def _seal(row: Table | Plan, act: str, subject: str, told: str, by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=by.neighbourhood,
        act=act,
        subject=subject,
        by=by.actor(),
        at=at,
        facts={"told": told},
        personal={"why": row.withdrawn_why},
        rows=[row],
    )

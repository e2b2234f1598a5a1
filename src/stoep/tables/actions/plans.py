"""Plans of a table: register one, ask residents what they hold of it, and establish it once they said so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.reach import missing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.tables import rules
from stoep.tables.actions import doors, telling
from stoep.tables.models import Plan, Position, Table

_MISSING = {
    "no-position": _(
        "Bewoners hebben nog niet gezegd wat zij van dit plan vinden. Zonder hun standpunt kan het niet worden "
        "vastgesteld. Vraag het hun eerst."
    ),
    "no-reason": _(
        "Bewoners zijn tegen dit plan. Schrijf waarom de tafel het toch vaststelt. Iedereen kan dat dan lezen."
    ),
}


@transaction.atomic
def register_plan(
    *,
    table: Table,
    title: str,
    about: str,
    drafted_on: date,
    by: Standing,
    at: datetime,
    today: date,
    link: str = "",
    items: Iterable[Item] = (),
    public_since_on: date | None = None,
    ask: bool = False,
    why_new: str = "",
    posted_key: str | None = None,
) -> Plan:
    """A plan of this table in the register, still a draft; with `ask` residents are asked for their position at once.

    By whoever leads, or whose organisation sits at the table or wrote it down. No day may lie in the future, and the
    draft was not public before it was there. `why_new`: why this is new, though something alike was there already.
    """
    subject = f"table:{table.pk}"
    network.require_here(by, table.neighbourhood_id, right="take-part", act="tables.register_plan", subject=subject)
    doors.lock(table.neighbourhood_id)
    known = Plan.objects.filter(posted_key=posted_key, table=table).first() if posted_key else None
    if known:
        return known
    table = doors.running_table(table)
    doors.of_table(by, table, act="tables.register_plan", subject=subject)
    needed = doors.asked("incomplete", _("Schrijf op hoe het plan heet, en wat het is."), title=title, about=about)
    where = _where(link)
    _days(drafted_on, public_since_on, today)
    chosen = doors.items_of_here(items, table.neighbourhood_id)
    plan = Plan.objects.create(
        table=table,
        **needed,
        **doors.texts(why_new=why_new),
        link=where,
        drafted_on=drafted_on,
        public_since_on=public_since_on,
        registered_by=by.person,
        registered_for=doors.works_for(by),
        registered_at=at,
        posted_key=posted_key,
    )
    plan.items.set(chosen)
    _seal_registered(plan, chosen, by, at)
    return ask_position(plan=plan, by=by, at=at) if ask else plan


def _where(link: str) -> str:
    where = doors.texts(link=link)["link"]
    if where and not rules.is_link(where):
        raise Refused("no-link", _("Dit is geen adres van een webpagina. Het begint met https://."))
    return where


def _days(drafted_on: date, public_since_on: date | None, today: date) -> None:
    doors.not_to_come(drafted_on, today)
    doors.not_to_come(public_since_on, today)
    if public_since_on and public_since_on < drafted_on:
        raise Refused("before-draft", _("Een plan is pas openbaar als het er is. Kijk beide dagen na."))


def _seal_registered(plan: Plan, items: list[Item], by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=plan.table.neighbourhood,
        act="tables.register_plan",
        subject=f"plan:{plan.pk}",
        by=by.actor(),
        at=at,
        facts={
            "told": "Er staat een plan bij een tafel.",
            "table": plan.table_id,
            "items": sorted(item.code for item in items),
            "drafted_on": plan.drafted_on.isoformat(),
            "public_since_on": plan.public_since_on.isoformat() if plan.public_since_on else "",
        },
        personal={"title": plan.title, "about": plan.about, "link": plan.link, "why_new": plan.why_new},
        rows=[plan],
    )


@transaction.atomic
def ask_position(*, plan: Plan, by: Standing, at: datetime) -> Plan:
    """Residents are asked what they hold of this plan; since when stands on the page. Asked twice is asked once."""
    subject = f"plan:{plan.pk}"
    here = plan.table.neighbourhood_id
    network.require_here(by, here, right="take-part", act="tables.ask_position", subject=subject)
    doors.lock(here)
    plan = doors.open_plan(plan)
    doors.of_table(by, plan.table, act="tables.ask_position", subject=subject)
    if plan.asked_at is not None:
        return plan
    plan.asked_at, plan.asked_for = at, doors.works_for(by)
    plan.save(update_fields=["asked_at", "asked_for"])
    record.seal(
        neighbourhood=plan.table.neighbourhood,
        act="tables.ask_position",
        subject=subject,
        by=by.actor(),
        at=at,
        facts={"told": "Aan bewoners is gevraagd wat zij van een plan vinden."},
        rows=[plan],
    )
    telling.tell_asked(plan, at=at)
    return plan


@transaction.atomic
def establish(
    *, plan: Plan, held_on: date, missed: str, by: Standing, at: datetime, today: date, why: str = ""
) -> Plan:
    """The plan is established (vastgesteld), on what residents held of it last.

    NotAllowed, so that the attempt stands in the log: residents held nothing yet, or are against and nobody wrote
    why it happens nevertheless. `missed` says in words what or whom the plan lacks, or why nothing. A
    position that comes later does not count for it.
    """
    subject = f"plan:{plan.pk}"
    here = plan.table.neighbourhood_id
    network.require_here(by, here, right="take-part", act="tables.establish", subject=subject)
    doors.lock(here)
    plan = doors.open_plan(plan)
    doors.of_table(by, plan.table, act="tables.establish", subject=subject)
    reason = doors.texts(why=why)["why"]
    held = Position.objects.filter(plan=plan).order_by("-pk").first()
    if lacking := rules.may_establish(held.kind if held else None, reason):
        doors.refuse(lacking, _MISSING[lacking], by, "tables.establish", subject)
    assert held is not None
    doors.not_to_come(held_on, today)
    if held_on < held.held_on:
        raise Refused(
            "before-position",
            _("Bewoners zeiden pas daarna wat zij vinden. Kies de dag waarop het plan echt is vastgesteld."),
        )
    plan.established_at, plan.established_on, plan.established_why = at, held_on, reason
    plan.established_by, plan.established_for, plan.rests_on = by.person, doors.works_for(by), held
    plan.missed = missing.said(missed)
    plan.save()
    record.seal(
        neighbourhood=plan.table.neighbourhood,
        act="tables.establish",
        subject=subject,
        by=by.actor(),
        at=at,
        facts={
            "told": f"Een plan is vastgesteld. Bewoners waren {_HELD[held.kind]}.",
            "position": held.pk,
            "residents": held.kind,
            "established_on": held_on.isoformat(),
        },
        personal={"why": reason, "missed": plan.missed or ""},
        rows=[plan],
    )
    telling.tell_established(plan, at=at)
    return plan


_HELD = {"for": "voor", "against": "tegen", "reservation": "voor, met een voorbehoud"}

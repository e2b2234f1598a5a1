"""Open a decision of the partnership, write its text anew after an objection, or take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.conflicts.models import Conflict
from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.network.actions.apply import locked
from stoep.network.models import Partnership
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.tables import rules
from stoep.tables.actions import doors, telling
from stoep.tables.models import Resolution, Wording


@transaction.atomic
def open_resolution(
    *,
    title: str,
    words: str,
    by: Standing,
    at: datetime,
    today: date,
    why: str = "",
    method: str = "",
    items: Iterable[Item] = (),
    conflicts: Iterable[Conflict] = (),
    held_on: date | None = None,
    replaces: Resolution | None = None,
    posted_key: str | None = None,
) -> Resolution:
    """A decision that lies open at the table of this neighbourhood, in its first round.

    `method` is the way of the charter, or both majorities; "" takes the charter's. `replaces` is a decision that was
    carried: it is in force until this one is. The same `posted_key` gives the same one again.
    """
    here = by.neighbourhood
    network.require_here(by, here.pk, right="lead", act="tables.open_resolution")
    doors.lock(here.pk)
    table = locked(here)
    known = Resolution.objects.filter(posted_key=posted_key, neighbourhood=here).first() if posted_key else None
    if known:
        return known
    text = _text(words, why, title=title)
    doors.not_to_come(held_on, today)
    chosen, disputed = doors.items_of_here(items, here.pk), _conflicts(conflicts, here.pk)
    resolution = Resolution.objects.create(
        neighbourhood=here,
        number=Resolution.objects.filter(neighbourhood=here).count() + 1,
        title=text.pop("title"),
        method=_method(method, table, today),
        replaces=_in_force(replaces, here.pk),
        opened_by=doors.own_seat(by),
        opened_at=at,
        posted_key=posted_key,
    )
    resolution.items.set(chosen)
    resolution.conflicts.set(disputed)
    wording = _wording(resolution, text, held_on, by, at)
    about = {
        "items": sorted(item.code for item in chosen),
        "conflicts": sorted(conflict.pk for conflict in disputed),
        "replaces": replaces.number if replaces else None,
    }
    _seal("tables.open_resolution", "Er ligt een besluit voor aan de tafel van de wijk.", wording, by, at, about)
    telling.tell_open(resolution, by.seat, at=at)
    return resolution


def _text(words: str, why: str, **more: str) -> dict[str, str]:
    needed = doors.asked("incomplete", _("Schrijf op wat er besloten wordt, en hoe het heet."), words=words, **more)
    return needed | doors.texts(why=why)


def _method(asked: str, table: Partnership, today: date) -> str:
    ways = rules.ways(network_queries.charter_of(table, today).way)
    if not asked:
        return ways[0]
    if asked not in ways:
        raise Refused("no-way", _("Zo beslist deze tafel niet. Kies de manier die in de afspraken van de tafel staat."))
    return asked


def _conflicts(conflicts: Iterable[Conflict], neighbourhood_id: int) -> list[Conflict]:
    chosen = list(conflicts)
    if any(one.neighbourhood_id != neighbourhood_id or one.read_at is None for one in chosen):
        raise Refused("other-conflict", _("Kies alleen meningsverschillen van deze wijk."))
    return chosen


def _in_force(replaced: Resolution | None, neighbourhood_id: int) -> Resolution | None:
    if replaced is None:
        return None
    carried = Resolution.Outcome.CARRIED
    found = Resolution.objects.filter(pk=replaced.pk, neighbourhood=neighbourhood_id, outcome=carried).first()
    if found is None or Resolution.objects.filter(replaces=found, outcome=carried).exists():
        raise Refused("not-in-force", _("Dit besluit geldt niet, of niet meer. Kies het besluit dat nu geldt."))
    return found


def _wording(resolution: Resolution, text: dict[str, str], held_on: date | None, by: Standing, at: datetime) -> Wording:
    return Wording.objects.create(
        resolution=resolution,
        round=resolution.round,
        **text,
        held_on=held_on,
        written_by=doors.own_seat(by),
        written_at=at,
    )


def _seal(act: str, told: str, wording: Wording, by: Standing, at: datetime, about: dict[str, Any]) -> None:
    resolution = wording.resolution
    record.seal(
        neighbourhood=resolution.neighbourhood,
        act=act,
        subject=f"resolution:{resolution.number}",
        by=by.actor(),
        at=at,
        facts={
            "told": told,
            "resolution": resolution.number,
            "round": resolution.round,
            "method": resolution.method,
            "held_on": wording.held_on.isoformat() if wording.held_on else "",
            **about,
        },
        personal={"title": resolution.title, "words": wording.words, "why": wording.why},
        rows=[resolution, wording],
    )


@transaction.atomic
def amend(
    *,
    resolution: Resolution,
    words: str,
    by: Standing,
    at: datetime,
    today: date,
    why: str = "",
    held_on: date | None = None,
) -> Resolution:
    """The text anew, in a next round: every seat speaks again. What was said before stays readable."""
    resolution = doors.still_open(resolution, by, right="lead", act="tables.amend")
    text = _text(words, why)
    doors.not_to_come(held_on, today)
    if Wording.objects.filter(resolution=resolution, round=resolution.round, words=text["words"]).exists():
        raise Refused("same-words", _("Dit is dezelfde tekst. Verander hem eerst."))
    resolution.round += 1
    resolution.save(update_fields=["round"])
    wording = _wording(resolution, text, held_on, by, at)
    _seal("tables.amend", "Een besluit aan de tafel van de wijk kreeg een nieuwe tekst.", wording, by, at, {})
    telling.tell_open(resolution, by.seat, at=at)
    return resolution


@transaction.atomic
def withdraw_resolution(*, resolution: Resolution, why: str, by: Standing, at: datetime) -> Resolution:
    """The decision is not taken: the side that opened it takes it back, with the reason."""
    act = "tables.withdraw_resolution"
    resolution = doors.still_open(resolution, by, right="lead", act=act)
    subject = f"resolution:{resolution.number}"
    if resolution.opened_by.side != by.side:
        doors.refuse(
            "not-yours",
            _("Alleen de kant die dit opende, trekt het in. U kunt wel zeggen wat u ervan vindt."),
            by,
            act,
            subject,
        )
    resolution.withdrawn_why = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    resolution.withdrawn_by, resolution.withdrawn_at = by.seat, at
    resolution.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    record.seal(
        neighbourhood=resolution.neighbourhood,
        act=act,
        subject=subject,
        by=by.actor(),
        at=at,
        facts={"told": "Een besluit aan de tafel van de wijk is ingetrokken.", "resolution": resolution.number},
        personal={"why": resolution.withdrawn_why},
        rows=[resolution],
    )
    return resolution

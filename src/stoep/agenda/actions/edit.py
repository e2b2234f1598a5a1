"""Edit: those who lead change the text of an item, and say from which voice the change comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.actions import doors, telling
from stoep.agenda.actions.start import complete, personal
from stoep.agenda.models import Edit, Item, Origin
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.refusal import Refused
from stoep.voices.models import Voice


@transaction.atomic
def edit(
    *,
    item: Item,
    by: Standing,
    at: datetime,
    today: date,
    title: str | None = None,
    wish: str | None = None,
    why: str | None = None,
    already_there: str | None = None,
    horizon: str | None = None,
    domain: str | None = None,
    owner: str | None = None,
    line: Item | None = None,
    hang: bool = False,
    stays_loose: bool = False,
    partners: Iterable[Organisation] | None = None,
    source: Voice | None = None,
    why_changed: str = "",
    base: str = "",
) -> Item:
    """The item with its new text; a field that is None stays. Nothing changed: nothing is written.

    `hang` says that `line` is meant: with None the stroke is taken from its line. `source` is a voice of this item.
    `base` is the content hash that the editor started from: when it is another one by now, Refused.
    """
    network.require_here(by, item.neighbourhood_id, right="lead", act="agenda.edit", subject=f"item:{item.code}")
    doors.lock(item.neighbourhood_id)
    item = doors.running(item.pk)
    before = queries.content(item)
    if base and base != queries.content_hash(item):
        raise Refused(
            "changed-meanwhile",
            _("Iemand anders veranderde dit punt ook. Lees de nieuwe tekst, en zet uw wijziging er daarna in."),
        )
    typed = {"title": title, "wish": wish, "why": why, "already_there": already_there, "horizon": horizon}
    typed |= {"domain": domain, "owner": owner}
    for name, text in complete(
        **{name: getattr(item, name) if text is None else text for name, text in typed.items()}
    ).items():
        setattr(item, name, text)
    _hang(item, line, hang=hang, stays_loose=stays_loose, today=today)
    if partners is not None:
        item.partners.set(partners)
    stayed_loose = Item.objects.filter(pk=item.pk, left_loose_on__isnull=False).exists()
    loose_chosen = item.left_loose_on is not None and not stayed_loose
    if loose_chosen or rules.field_changes(before, queries.content(item)):
        item.last_touched_on = today
        item.save()
    _keep(item, before, source=source, why=why_changed, by=by, at=at, today=today)
    if loose_chosen:
        _seal_loose(item, by, at)
    return item


def _seal_loose(item: Item, by: Standing, at: datetime) -> None:
    """It was asked once under which line this stroke hangs; that it may stay loose is an answer too (R25)."""
    record.seal(
        neighbourhood=item.neighbourhood,
        act="agenda.stay_loose",
        subject=f"item:{item.code}",
        by=by.actor(),
        at=at,
        facts={"told": "Een korte klap blijft los van een lange lijn, zeggen bewoners."},
        rows=[item],
    )


def _hang(item: Item, line: Item | None, *, hang: bool, stays_loose: bool, today: date) -> None:
    if item.horizon == Item.Horizon.LONG:
        item.line, item.left_loose_on = None, None
    elif item.strokes.filter(closed_at__isnull=True, is_draft=False).exists():
        raise Refused(
            "has-strokes", _("Onder deze lange lijn hangen korte klappen. Hang die eerst ergens anders onder.")
        )
    elif hang:
        item.line = doors.line_for(item.horizon, line, item.neighbourhood_id)
        item.left_loose_on = None if item.line else item.left_loose_on
    if stays_loose and item.line is None and item.horizon == Item.Horizon.SHORT and item.left_loose_on is None:
        item.left_loose_on = today


def _keep(
    item: Item, before: dict[str, Any], *, source: Voice | None, why: str, by: Standing, at: datetime, today: date
) -> None:
    """Write down what changed, if anything did, seal it and tell it."""
    after = queries.content(item)
    changes = rules.field_changes(before, after)
    if not changes:
        return
    if source and not Origin.objects.filter(item=item, voice=source, released_at__isnull=True).exists():
        raise Refused("no-source", _("Deze inbreng hoort niet bij dit punt. Neem haar eerst op, of kies een andere."))
    kept = Edit.objects.create(
        item=item,
        before={change.field: change.before for change in changes},
        after={change.field: change.after for change in changes},
        source=source,
        edited_by=by.person,
        edited_at=at,
        **doors.texts(why=why),
    )
    origin = f" Dat komt door inbreng {receipts.spoken(source.number)}." if source else ""
    record.seal(
        neighbourhood=item.neighbourhood,
        act="agenda.edit",
        subject=f"item:{item.code}",
        by=by.actor(),
        at=at,
        facts={
            "told": f"De tekst van een agendapunt veranderde.{origin}",
            "fields": [change.field for change in changes],
            "voice": source.number if source else None,
            "before": rules.content_hash(before | {"sources": []}),
            "content": rules.content_hash(after | {"sources": []}),
        },
        personal=personal(item) | {"why_changed": kept.why},
        rows=[item, kept],
    )
    telling.tell(item=item, message=telling.CHANGED, at=at, today=today)

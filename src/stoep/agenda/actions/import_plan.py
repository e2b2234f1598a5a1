"""Import plan: bring an existing wijkplan in as drafts. Admit: put a draft on the agenda once it has been looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import rules
from stoep.agenda.actions import doors
from stoep.agenda.actions.start import complete, seal_start
from stoep.agenda.models import Item
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.refusal import Refused


@transaction.atomic
def import_plan(
    *,
    neighbourhood: Neighbourhood,
    rows: Sequence[rules.Row],
    source: str,
    by: Standing,
    at: datetime,
    today: date,
    posted_key: str | None = None,
) -> list[Item]:
    """Drafts, one a row, all or none. `source` says which plan it was. The same `posted_key` gives the same drafts.

    A draft may lack fields; only who leads sees it, until `admit` puts it on the agenda.
    """
    network.require_here(by, neighbourhood.pk, right="lead", act="agenda.import_plan")
    doors.lock(neighbourhood.pk)
    known = Item.objects.filter(neighbourhood=neighbourhood, posted_key__startswith=f"{posted_key}-").order_by("id")
    if posted_key and (drafts := list(known)):
        return drafts
    if not rows or len(rows) > rules.MOST_ROWS:
        raise Refused(
            "rows",
            _("Er passen 1 tot en met %(limit)s punten in één keer. Deel uw plan in stukken."),
            limit=rules.MOST_ROWS,
        )
    source = doors.texts(title=source)["title"]
    drafts = [
        Item.objects.create(
            neighbourhood=neighbourhood,
            code=receipts.new_number(),
            is_draft=True,
            started_at=at,
            started_by=by.person,
            last_touched_on=today,
            posted_key=f"{posted_key}-{row.line}" if posted_key else None,
            why_new=source,
            horizon=row.horizon,
            domain=row.domain,
            **doors.texts(
                title=row.title, wish=row.wish, why=row.why, already_there=row.already_there, owner=row.owner
            ),
        )
        for row in rows
    ]
    record.seal(
        neighbourhood=neighbourhood,
        act="agenda.import_plan",
        subject="",
        by=by.actor(),
        at=at,
        facts={
            "told": f"Een bestaand plan is ingelezen: {len(drafts)} concepten. Bewoners kijken ze na.",
            "codes": [draft.code for draft in drafts],
        },
        personal={"source": source},
        rows=drafts,
    )
    return drafts


@transaction.atomic
def admit(
    *,
    item: Item,
    by: Standing,
    at: datetime,
    today: date,
    title: str,
    wish: str,
    why: str,
    horizon: str,
    domain: str,
    owner: str,
    already_there: str = "",
    line: Item | None = None,
    stays_loose: bool = False,
) -> Item:
    """The draft, looked at and completed, now the last item of the agenda. Twice gives the same item."""
    network.require_here(by, item.neighbourhood_id, right="lead", act="agenda.admit", subject=f"item:{item.code}")
    neighbourhood = doors.lock(item.neighbourhood_id)
    item = Item.objects.select_related("line", "neighbourhood", "split_from").get(pk=item.pk)
    if not item.is_draft:
        return item
    if item.closed_at is not None:
        raise Refused("closed", _("Dit concept is weggelegd. Begin een nieuw punt."))
    fields = complete(
        title=title, wish=wish, why=why, already_there=already_there, horizon=horizon, domain=domain, owner=owner
    )
    for name, text in fields.items():
        setattr(item, name, text)
    item.line = doors.line_for(horizon, line, neighbourhood.pk)
    item.left_loose_on = today if stays_loose and line is None and horizon == Item.Horizon.SHORT else None
    item.is_draft, item.position, item.last_touched_on = False, doors.next_position(neighbourhood), today
    item.save()
    seal_start(item, by=by, at=at, told="Een punt uit een bestaand plan staat op de agenda.", act="agenda.admit")
    return item


@transaction.atomic
def put_aside(*, item: Item, by: Standing, at: datetime) -> Item:
    """A draft that does not go on the agenda: put aside, not deleted."""
    network.require_here(by, item.neighbourhood_id, right="lead", act="agenda.put_aside", subject=f"item:{item.code}")
    doors.lock(item.neighbourhood_id)
    item = Item.objects.get(pk=item.pk)
    if not item.is_draft:
        raise Refused("no-draft", _("Dit punt staat op de agenda. Sluit het af met twee sleutels."))
    if item.closed_at is None:
        item.closed_at = at
        item.save(update_fields=["closed_at"])
        record.seal(
            neighbourhood=item.neighbourhood,
            act="agenda.put_aside",
            subject=f"item:{item.code}",
            by=by.actor(),
            at=at,
            facts={"told": "Een concept uit een bestaand plan is weggelegd."},
            rows=[item],
        )
    return item

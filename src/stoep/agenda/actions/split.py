"""Split: a new item takes a part of an item along. The old one keeps all that it grew from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.actions import doors, take_up, telling
from stoep.agenda.actions.start import complete, seal_start
from stoep.agenda.models import Item, Origin
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.shared import receipts
from stoep.shared.refusal import Refused


@transaction.atomic
def split(
    *,
    item: Item,
    origins: Sequence[Origin],
    why_split: str,
    by: Standing,
    at: datetime,
    today: date,
    posted_key: str | None = None,
    **fields: Any,
) -> Item:
    """The new item, right after the old one, with the chosen voices; `fields` are those of `start`.

    Every chosen voice stays with the old item too: its origins there are not touched. Its author is asked anew.
    """
    network.require_here(by, item.neighbourhood_id, right="lead", act="agenda.split", subject=f"item:{item.code}")
    neighbourhood = doors.lock(item.neighbourhood_id)
    known = Item.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first() if posted_key else None
    if known:
        return known
    item = doors.running(item.pk)
    why = doors.asked(why_split)
    chosen = list(Origin.objects.filter(item=item, released_at__isnull=True, pk__in=[origin.pk for origin in origins]))
    if len(chosen) != len({origin.pk for origin in origins}):
        raise Refused("not-of-item", _("Kies alleen inbreng die bij dit punt hoort."))
    line = doors.line_for(fields["horizon"], fields.pop("line", None), neighbourhood.pk)
    partners = fields.pop("partners", ())
    new = Item.objects.create(
        neighbourhood=neighbourhood,
        code=receipts.new_number(),
        **complete(**fields),
        line=line,
        why_new=why,
        position=doors.next_position(neighbourhood),
        started_at=at,
        started_by=by.person,
        last_touched_on=today,
        posted_key=posted_key,
        split_from=item,
    )
    new.partners.set(partners)
    copied = copy_origins(chosen, new)
    take_up.count(new, len(chosen), at=at)
    told = "Een punt van de agenda is gesplitst."
    seal_start(new, by=by, at=at, told=told, act="agenda.split", origins=copied)
    telling.tell(item=new, message=telling.SPLIT, at=at, today=today)
    return new


def copy_origins(origins: Sequence[Origin], into: Item) -> list[Origin]:
    """Give each voice an origin in another item too, that points back at the one before. Gives those that are new."""
    here = set(Origin.objects.filter(item=into, released_at__isnull=True).values_list("voice_id", flat=True))
    fresh = [origin for origin in origins if origin.voice_id not in here]
    return Origin.objects.bulk_create(
        Origin(
            item=into,
            voice_id=origin.voice_id,
            why=origin.why,
            brought_by_id=origin.brought_by_id,
            brought_at=origin.brought_at,
            answer_id=origin.answer_id,
            earlier=origin,
        )
        for origin in fresh
    )

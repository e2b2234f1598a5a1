"""Count stickers: a host types how many stickers lay beside each item on the agenda day. It moves nothing yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.actions import doors
from stoep.agenda.models import StickerCount
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused


@transaction.atomic
def count_stickers(
    *, counts: Mapping[str, int], counted_on: date, said_where: str, by: Standing, at: datetime, today: date
) -> StickerCount:
    """The count, public from now on; the same count of the same day twice gives the first.

    `counts` holds how many by the code of a running item; an item that is not named got none. Refused: no sticker at
    all, a code that does not run here, more than a day can hold, a day that is still to come.
    """
    neighbourhood_id = by.neighbourhood.pk
    network.require_here(by, neighbourhood_id, right="host", act="agenda.count_stickers", subject="agenda:stickers")
    neighbourhood = doors.lock(neighbourhood_id)
    said_where = doors.texts(owner=said_where)["owner"]
    given = _given(counts, {item.code for item in queries.items(neighbourhood)})
    if counted_on > today:
        raise Refused("in-the-future", _("Deze dag moet nog komen. Kies de dag waarop u telde."))
    known = StickerCount.objects.filter(neighbourhood=neighbourhood, counted_on=counted_on, counts=given).first()
    if known:
        return known
    made = StickerCount.objects.create(
        neighbourhood=neighbourhood,
        counts=given,
        counted_on=counted_on,
        said_where=said_where,
        counted_by=by.person,
        counted_at=at,
    )
    record.seal(
        neighbourhood=neighbourhood,
        act="agenda.count_stickers",
        subject=f"stickers:{made.pk}",
        by=by.actor(),
        at=at,
        facts={
            "told": "De stickers op de agenda zijn geteld. De volgorde blijft, tot bewoners besluiten.",
            "counts": given,
            "counted_on": counted_on.isoformat(),
        },
        personal={"said_where": said_where} if said_where else None,
        rows=[made],
    )
    return made


def _given(counts: Mapping[str, int], running: set[str]) -> dict[str, int]:
    if not set(counts) <= running:
        raise Refused(
            "changed-meanwhile", _("De agenda veranderde tijdens het typen. Begin opnieuw met de agenda van nu.")
        )
    if any(not 0 <= count <= rules.MOST_STICKERS for count in counts.values()):
        raise Refused("no-count", _("Dit aantal kan niet kloppen. Vul een getal in, bijvoorbeeld 3."))
    if not any(counts.values()):
        raise Refused("empty", _("Vul bij minstens één punt in hoeveel stickers er staan."))
    return {code: counts[code] for code in sorted(counts)}

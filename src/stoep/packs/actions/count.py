"""Count stickers twice: a second person counts without seeing the first; what differs is settled at the sheet."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import actions as agenda
from stoep.network.standing import Standing
from stoep.packs import kept, queries, rules
from stoep.packs.actions import doors
from stoep.packs.models import Batch, Card
from stoep.shared.refusal import Refused

STICKERS = frozenset({rules.STICKERS})
FIRST, SECOND = 1, 2


@transaction.atomic
def count(
    *, batch: Batch, counts: Mapping[str, int], counted_on: date, where: str, by: Standing, at: datetime, today: date
) -> Batch:
    """The first count of the sticker sheet; it counts nowhere yet. Sent twice it is once.

    Refused: "taken" (somebody counted it meanwhile: then count it a second time), and what agenda.count_stickers says.
    """
    held = doors.held(batch, by, "packs.type", kinds=STICKERS)
    typed = {"counts": dict(counts), "counted_on": counted_on.isoformat(), "where": where}
    known = typed_by_nth(held, FIRST)
    if known:
        if kept.typed(known) == typed and known.typed_by_id == person_of(by):
            return held
        who = known.typed_by.name if known.typed_by else _("iemand anders")
        sentence = _("%(who)s telde dit vel net al. Uw getallen staan er nog: verstuur ze als tweede telling.")
        raise Refused("taken", sentence, who=who)
    _try_out(counts, counted_on, where, by=by, at=at, today=today)
    keep(held, FIRST, typed, by=by, at=at)
    return held


@transaction.atomic
def count_again(*, batch: Batch, counts: Mapping[str, int], by: Standing, at: datetime, today: date) -> Batch:
    """The second count, by somebody else. When both agree the sheet counts; else what differs must be settled.

    Refused: "same-person", "no-first", "taken".
    """
    held = doors.held(batch, by, "packs.count_again", kinds=STICKERS)
    first = typed_by_nth(held, FIRST)
    if first is None:
        raise Refused("no-first", _("Dit vel is nog niet geteld. Tel het eerst."))
    if first.typed_by_id == person_of(by):
        raise Refused("same-person", _("U telde dit vel zelf. Vraag iemand anders om het na te tellen."))
    if typed_by_nth(held, SECOND):
        raise Refused("taken", _("Iemand telde dit vel net al na. Kijk wat er verschilt."))
    typed = kept.typed(first)
    # What differs is looked at on paper: only what can be a count at all is kept.
    _try_out(counts, date.fromisoformat(typed["counted_on"]), typed["where"], by=by, at=at, today=today)
    keep(held, SECOND, {"counts": dict(counts)}, by=by, at=at)
    held.again_by, held.again_at = by.person, at
    held.save()
    doors.seal("packs.count_again", held.pack, "Een tweede persoon telde een stapel na.", by=by, at=at, rows=[held])
    if not rules.differences(typed["counts"], counts):
        _counts(held, counts, by=by, at=at, today=today)
    return held


@transaction.atomic
def settle(*, batch: Batch, counts: Mapping[str, int], by: Standing, at: datetime, today: date) -> Batch:
    """What stands on the sheet where two people counted otherwise, looked at again by somebody who is not the first.

    `counts` holds the codes that differed. Refused: "same-person", "no-first", "unsettled".
    """
    held = doors.held(batch, by, "packs.close", kinds=STICKERS)
    first, second = typed_by_nth(held, FIRST), typed_by_nth(held, SECOND)
    if first is None or second is None:
        raise Refused("no-first", _("Dit vel is nog niet twee keer geteld."))
    if first.typed_by_id == person_of(by):
        raise Refused("same-person", _("U telde dit vel als eerste. Laat een ander kijken wat er staat."))
    agreed = dict(kept.typed(second)["counts"])
    differ = rules.differences(kept.typed(first)["counts"], agreed)
    if set(differ) != set(counts):
        raise Refused("unsettled", _("Vul bij elk verschil in wat er op het vel staat."))
    _counts(held, agreed | dict(counts), by=by, at=at, today=today)
    return held


def _counts(held: Batch, counts: Mapping[str, int], *, by: Standing, at: datetime, today: date) -> None:
    first = kept.typed(queries.cards_of(held)[0])
    held.count = agenda.count_stickers(
        counts=counts,
        counted_on=date.fromisoformat(first["counted_on"]),
        said_where=first["where"],
        by=by,
        at=at,
        today=today,
    )
    held.closed_by, held.closed_at = by.person, at
    held.save()
    doors.seal("packs.close", held.pack, "Een stapel papier is overgetypt en telt mee.", by=by, at=at, rows=[held])


class _NotYet(Exception):
    """Undoes what was only tried."""


def _try_out(
    counts: Mapping[str, int], counted_on: date, where: str, *, by: Standing, at: datetime, today: date
) -> None:
    """Whatever the agenda would refuse later is refused now."""
    try:
        with transaction.atomic():
            agenda.count_stickers(counts=counts, counted_on=counted_on, said_where=where, by=by, at=at, today=today)
            raise _NotYet
    except _NotYet:
        pass


def typed_by_nth(held: Batch, place: int) -> Card | None:
    """What the first (1) or the second person (2) typed of this pile."""
    return Card.objects.filter(batch=held, place=_place(held, place)).select_related("typed_by").first()


def _place(held: Batch, place: int) -> int:
    """Of one pack several sheets can come back: each pile has two places of its own."""
    before = Batch.objects.filter(pack=held.pack, kind=held.kind, pk__lt=held.pk).count()
    return 2 * before + place


def keep(held: Batch, place: int, typed: kept.Typed, *, by: Standing, at: datetime) -> None:
    """Keep what the first or the second person typed, under the lock."""
    Card.objects.create(
        batch=held,
        pack=held.pack,
        kind=held.kind,
        place=_place(held, place),
        kept=kept.sealed(typed, str(uuid.uuid4())),
        typed_by=by.person,
        typed_at=at,
    )


def person_of(by: Standing) -> int | None:
    """The key of who does it."""
    return by.person.pk if by.person else None

"""Cards without a number, typed by two people: only what both typed is counted, and then nothing of a card is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network.standing import Standing
from stoep.packs import kept, rules
from stoep.packs.actions import doors
from stoep.packs.actions.count import FIRST, SECOND, keep, person_of, typed_by_nth
from stoep.packs.models import Batch, Card
from stoep.reach import actions as reach
from stoep.reach.rules import MOST_CARDS
from stoep.reach.rules import Card as Self
from stoep.record import actions as record
from stoep.shared.refusal import Refused

SELVES = frozenset({rules.SELVES})


@transaction.atomic
def type_selves(*, batch: Batch, cards: Sequence[Self], by: Standing, at: datetime, today: date) -> Batch:
    """What the first or the second person read on the cards of a pile, in the order in which they lie.

    When both typed the same, they are counted; else the rows that differ must be settled. Sent twice it is once.
    Refused: "few" (fewer than five: the moment could tell whose they are), "too-many", "same-person", "taken", and what
    reach.count says, such as a round that ended.
    """
    held = doors.held(batch, by, "packs.type", kinds=SELVES)
    if len(cards) < rules.LEAST:
        sentence = _("Dit zijn te weinig kaarten voor een stapel. Wacht tot er minstens %(least)s liggen.")
        raise Refused("few", sentence, least=rules.LEAST)
    if len(cards) > MOST_CARDS:
        raise Refused("too-many", _("Op een stapel liggen hoogstens %(most)s kaarten."), most=MOST_CARDS)
    typed = {"cards": [dict(card) for card in cards]}
    first = typed_by_nth(held, FIRST)
    if first is None:
        keep(held, FIRST, typed, by=by, at=at)
        return held
    if first.typed_by_id == person_of(by):
        if kept.typed(first) == typed:
            return held
        raise Refused("same-person", _("U typte deze stapel al over. Vraag iemand anders om hem na te typen."))
    if typed_by_nth(held, SECOND):
        raise Refused("taken", _("Iemand typte deze stapel net al na. Kijk wat er verschilt."))
    keep(held, SECOND, typed, by=by, at=at)
    held.again_by, held.again_at = by.person, at
    held.save()
    doors.seal("packs.count_again", held.pack, "Een tweede persoon telde een stapel na.", by=by, at=at, rows=[held])
    if not rules.rows_that_differ(kept.typed(first)["cards"], typed["cards"]):
        _counted(held, cards, by=by, at=at, today=today)
    return held


@transaction.atomic
def settle_selves(*, batch: Batch, cards: Mapping[int, Self], by: Standing, at: datetime, today: date) -> Batch:
    """What stands on the cards where two people typed something else, by their place in the pile (from 0).

    Refused: "same-person" (the first one), "no-first", "unsettled", "few".
    """
    held = doors.held(batch, by, "packs.close", kinds=SELVES)
    first, second = typed_by_nth(held, FIRST), typed_by_nth(held, SECOND)
    if first is None or second is None:
        raise Refused("no-first", _("Deze stapel is nog niet twee keer getypt."))
    if first.typed_by_id == person_of(by):
        raise Refused("same-person", _("U typte deze stapel als eerste. Laat een ander kijken wat er staat."))
    one, other = kept.typed(first)["cards"], kept.typed(second)["cards"]
    differ = rules.rows_that_differ(one, other)
    if not set(cards) <= set(differ) or any(row not in cards and row < min(len(one), len(other)) for row in differ):
        raise Refused("unsettled", _("Vul bij elke kaart die verschilt in wat erop staat."))
    # A card that only one of them typed is there when somebody reads it again; else it was a slip.
    agreed = [cards.get(row) if row in differ else one[row] for row in range(max(len(one), len(other)))]
    found = [dict(card) for card in agreed if card is not None]
    if len(found) < rules.LEAST:
        sentence = _("Dit zijn te weinig kaarten voor een stapel. Wacht tot er minstens %(least)s liggen.")
        raise Refused("few", sentence, least=rules.LEAST)
    _counted(held, found, by=by, at=at, today=today)
    return held


def _counted(held: Batch, cards: Sequence[Self], *, by: Standing, at: datetime, today: date) -> None:
    assert held.pack.round is not None  # a pack with these cards was printed for a round
    reach.count(round=held.pack.round, cards=cards, today=today, by=by, posted_key=f"pile-{held.pk}")
    Card.objects.filter(batch=held).delete()
    record.mark_erased()
    transaction.on_commit(partial(record.wipe, "default"))
    held.closed_by, held.closed_at = by.person, at
    held.save()
    doors.seal("packs.close", held.pack, "Een stapel papier is overgetypt en telt mee.", by=by, at=at, rows=[held])

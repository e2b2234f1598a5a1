"""Paper of the neighbourhood of the bench: twenty years of packs, and piles of which two are being typed back."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta

from stoep.packs import kept, rules
from stoep.packs.models import Batch, Card, Pack
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.web.bench import words

MANY, DAYS = 300, 24  # so many, so far apart


def pack(here: Neighbourhood, host: Person, chance: random.Random, at: datetime) -> None:
    """Rows as the acts make them; of the newest pack one pile of cards and one of answers are not finished."""
    for index in range(MANY):
        moment = at - timedelta(days=DAYS * (MANY - index))
        made = Pack.objects.create(
            neighbourhood=here, number=receipts.new_number(), size="a4", voices=rules.MOST_CARDS, strengths=20,
            answers=rules.MOST_CARDS, made_by=host, made_at=moment,
        )  # fmt: skip
        newest = index == MANY - 1
        pile = _pile(made, rules.VOICES, host, moment, closed=not newest)
        _pile(made, rules.ANSWERS, host, moment, closed=not newest)
        if newest:
            Card.objects.bulk_create(
                Card(
                    batch=pile, pack=made, kind=rules.VOICES, place=place, typed_by=host, typed_at=moment,
                    kept=kept.sealed({"kind": "i", "words": words.said(chance)}, str(uuid.UUID(int=place))),
                )
                for place in range(1, rules.MOST_CARDS)
            )  # fmt: skip


def _pile(made: Pack, kind: str, host: Person, at: datetime, *, closed: bool) -> Batch:
    return Batch.objects.create(
        pack=made, kind=kind, keep_days=30, begun_by=host, begun_at=at, closed_by=host if closed else None,
        closed_at=at if closed else None,
    )  # fmt: skip

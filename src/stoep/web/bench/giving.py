"""What is here already in the neighbourhood of the bench: five thousand strengths beside a hundred thousand voices."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.strengths import rules
from stoep.strengths.kept import Kept
from stoep.strengths.models import Consent, Strength
from stoep.web.bench import words

MOST, EACH = 5_000, 20  # one for so many contributions
KINDS = ("gift", "association", "institution", "place", "economy", "story", "wish")
OF_EACH_KIND = (60, 10, 5, 8, 7, 6, 4)
USES = ((), ("list",), ("list", "item"), ("list", "item", "meet"), ("meet",))
OF_EACH_USES = (25, 20, 35, 12, 8)
PLACED = 0.6  # the share of clubs, places and shops that stand on the map
WEST, SOUTH, WIDE, TALL = 5.30, 52.60, 0.024, 0.016


def give(here: Neighbourhood, chance: random.Random, number: Callable[[], str], at: datetime, size: int) -> None:
    """Rows as the acts make them, over three years; a quarter of them private."""
    many = min(MOST, size // EACH)
    made, agreed = [], []
    for index in range(many):
        noted_at = at - timedelta(days=3 * 360) * (many - index) / many
        kind, uses = chance.choices(KINDS, OF_EACH_KIND)[0], chance.choices(USES, OF_EACH_USES)[0]
        kept = _kept(kind, chance)
        shown = kept if rules.is_open(uses) else Kept()
        listed = kept if "list" in uses else Kept()
        made.append(
            Strength(
                neighbourhood=here, number=number(), secret_hash=receipts.secret_hash(kept.words), kept=kept.sealed(),
                kind=shown.kind, part=shown.part, words=shown.words, where=listed.where, spot=listed.spot,
                channel="card", noted_at=noted_at, checked_at=noted_at,
            )
        )  # fmt: skip
        agreed.append(uses)
    rows = Strength.objects.bulk_create(made, batch_size=1000)
    Consent.objects.bulk_create(
        (
            Consent(strength=row, use=use, since_at=row.noted_at)
            for row, uses in zip(rows, agreed, strict=True)
            for use in uses
            if not (row.kind == "wish" and use == "item")
        ),
        batch_size=2000,
    )


def _kept(kind: str, chance: random.Random) -> Kept:
    part = chance.choice(("head", "hands", "heart")) if kind == "gift" else ""
    said = words.said(chance)[: rules.MOST_WORDS]
    if kind in rules.OF_PEOPLE or chance.random() > PLACED:
        return Kept(words=said, kind=kind, part=part)
    spot = rules.spot_of(WEST + chance.random() * WIDE, SOUTH + chance.random() * TALL)
    return Kept(words=said, kind=kind, where=words.title(chance)[: rules.MOST_WHERE], spot=spot)

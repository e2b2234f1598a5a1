"""What lies under the lock (people.sealing): a card as it was typed, and a scan of the paper."""

from __future__ import annotations

import json
from typing import Any

from stoep.packs.models import Card
from stoep.people import sealing

Typed = dict[str, Any]


def sealed(typed: Typed, key: str) -> bytes:
    """A card as its row holds it. `key` is that of its form: sent twice it is one card, with one number and secret."""
    return sealing.seal(json.dumps({"typed": typed, "key": key}, ensure_ascii=False))


def typed(card: Card) -> Typed:
    """What was typed; {} when its term is over."""
    return dict(_held(card).get("typed", {}))


def key(card: Card) -> str:
    """The key of the form with which it was typed; "" when its term is over."""
    return str(_held(card).get("key", ""))


def _held(card: Card) -> dict[str, Any]:
    return dict(json.loads(sealing.unseal(card.kept))) if card.kept else {}

"""The feed between servers: practice cards and what was taken over, as JSON, signed by the log of its neighbourhood.

docs/exchange-feed.md describes it. Whoever follows a feed keeps its key from the first time on; a feed under another
key, with a false signature, of another origin, or older than the one before is refused.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785
from django.utils.translation import gettext_lazy as _

from stoep.core.sealing.checkpoint import Unreadable, decode, encode
from stoep.core.sealing.note import Key, Signer, signed_other
from stoep.exchange import rules
from stoep.shared.links import link_host
from stoep.shared.typed import clean

FORMAT = "stoep-exchange/v1"
LARGEST = 2_000_000
MOST_CARDS = 200
DEEPEST = 12
WHY = {
    "no-feed": _("Op dit adres staat geen uitwisseling van een Stoep. Kijk het adres na."),
    "forged": _("De handtekening klopt niet. Dit komt niet van wie het zegt te zijn. Er is niets overgenomen."),
    "other-key": _("De sleutel is een andere dan de eerste keer. Vraag daar na of dat klopt. Er is niets overgenomen."),
    "older": _("Dit is ouder dan wat er al stond. Er is niets overgenomen."),
}
_TEXTS = ("title", "what", "spot", "for_whom", "failed", "took", "call")


class BadFeed(ValueError):
    """This feed is refused; `code` says why, as WHY tells it to people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class TheirCard:
    """A practice card of another server, as it says it."""

    id: str
    address: str
    theme: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TheirTakeover:
    """What a neighbourhood of another server took over from a card, which it names by origin and number."""

    id: str
    card_origin: str
    card_id: str
    take: str
    leave: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read and whose signature holds."""

    key: str
    origin: str
    size: int
    place: str
    municipality: str
    place_kind: str
    figures: Mapping[str, float]
    cards: list[TheirCard]
    takeovers: list[TheirTakeover]


def write(told: Mapping[str, Any], signer: Signer, origin: str) -> bytes:
    """The signed feed as JSON: what is told, under the Ed25519 key with the name of its log."""
    whole = {"format": FORMAT, "origin": origin, **told}
    key = signer.keys(origin)[0]
    signature = signer.sign_other(FORMAT, rfc8785.dumps(whole))
    envelope = {"feed": whole, "key": key.written(), "signature": encode(signature)}
    return json.dumps(envelope, ensure_ascii=False, indent=1).encode()


def read(data: bytes, *, pinned: str = "", least: int = 0, site: str = "") -> Feed:
    """The feed in this answer. `pinned`: the key that it must have (the first time: any); `least`: the size it had.

    Links count only when they lead to `site`, the host from which it came. Raises BadFeed.
    """
    envelope = _parsed(data)
    try:
        told, written, signature = envelope["feed"], envelope["key"], envelope["signature"]
        key = Key.read(written)
        is_good = signed_other(key, FORMAT, rfc8785.dumps(told), decode(signature))
    except (KeyError, TypeError, AttributeError, ValueError, Unreadable, RecursionError, OverflowError):
        raise BadFeed("no-feed") from None
    if not is_good or told.get("origin") != key.name:
        raise BadFeed("forged")
    if pinned and pinned != key.written():
        raise BadFeed("other-key")
    try:
        found = _read(told, key.written(), site)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError):
        raise BadFeed("no-feed") from None
    if found.size < least:
        raise BadFeed("older")
    return found


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST or _depth(data) > DEEPEST:
        raise BadFeed("no-feed")
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadFeed("no-feed") from None
    if not isinstance(found, dict):
        raise BadFeed("no-feed")
    return found


def _depth(data: bytes) -> int:
    """How deep brackets nest at most, counted roughly and before anything is parsed."""
    depth = most = 0
    for sign in data:
        if sign in b"[{":
            depth += 1
            most = max(most, depth)
        elif sign in b"]}":
            depth -= 1
    return most


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name that stands there twice")
    return found


def _no_number(_word: str) -> float:
    raise ValueError("no number")


def _read(told: Mapping[str, Any], key: str, site: str) -> Feed:
    if told["format"] != FORMAT or not isinstance(told["size"], int) or not 0 <= told["size"] < 2**53:
        raise ValueError("another format")
    place = told["place"]
    cards, takeovers = told["cards"], told["takeovers"]
    if not isinstance(cards, list) or not isinstance(takeovers, list) or len(cards) + len(takeovers) > 2 * MOST_CARDS:
        raise ValueError("too much")
    return Feed(
        key=key, origin=str(told["origin"]), size=told["size"], place=_text(place["name"], 120),
        municipality=_text(place["municipality"], 120), place_kind=_text(place["kind"], 12),
        figures=_figures(place["figures"]), cards=[_card(each, site) for each in cards],
        takeovers=[_takeover(each) for each in takeovers],
    )  # fmt: skip


def _text(value: Any, limit: int, *, one_line: bool = True) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    text = clean(value, one_line=one_line)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _figures(told: Any) -> dict[str, float]:
    found = {}
    for name in rules.FIGURES:
        value = told.get(name)
        if value is not None:
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise ValueError("no number")
            found[name] = round(float(value), 1)
    return found


def _id(value: Any) -> str:
    text = _text(value, 40)
    if not text.isascii() or not text.replace("-", "").isalnum():
        raise ValueError("no id")
    return text


def _card(told: Mapping[str, Any], site: str) -> TheirCard:
    link = _text(told["address"], rules.LIMITS["link"])
    is_theirs = link.startswith("https://") and link_host(link) == site != ""
    texts = {
        name: _text(told[name], rules.LIMITS.get(name, rules.WORDS_LIMIT), one_line=name in rules.LIMITS)
        for name in _TEXTS
    }
    if not texts["title"]:
        raise ValueError("no title")
    return TheirCard(_id(told["id"]), link if is_theirs else "", _text(told["theme"], 12), texts)


def _takeover(told: Mapping[str, Any]) -> TheirTakeover:
    limit = rules.WORDS_LIMIT
    return TheirTakeover(
        _id(told["id"]), _text(told["card_origin"], 300), _id(told["card_id"]),
        _text(told["take"], limit, one_line=False), _text(told["leave"], limit, one_line=False),
    )  # fmt: skip

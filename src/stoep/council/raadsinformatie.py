"""Reads the open data of councils: files from Open Raadsinformatie and from OpenBesluitvorming, its successor.

Two documented forms. Open Raadsinformatie: an answer of its Elasticsearch address (`hits.hits[]._source`, with "@type"
as Motion, AgendaItem, Meeting or MediaObject). That address closed on 1 November 2026; files from it are still about.
OpenBesluitvorming: an answer of `/api/search` (`results[]`, with "entityType"). Nothing is fetched here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.agenda.rules import clean
from stoep.shared.links import link_host
from stoep.shared.refusal import Refused

MOST_BYTES = 2_000_000
MOST_FOUND = 500
DEEPEST = 30
# A vote or a decision is a decision; a meeting or an agenda item is no policy, and is passed over.
_KINDS = {
    "motion": "motion",
    "amendment": "motion",
    "resolution": "decision",
    "decision": "decision",
    "mediaobject": "decision",
    "document": "decision",
}
_PASSED_OVER = frozenset(
    {"meeting", "agendaitem", "voteevent", "vote", "person", "organization", "recording", "documentpage", "membership"}
)
_NUMBER = re.compile(r"\b(M-?\s?\d{1,4}(?:[-/]\d{2,4})?|\d{4}-\d{2,5})\b")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")


@dataclass(frozen=True, slots=True)
class Found:
    """One motion or decision: its kind and name, its day, where it stands, and what it is called at the source."""

    origin: str
    kind: str
    title: str
    number: str = ""
    said_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: what can be brought in, and how much was passed over because it is no motion or decision."""

    found: tuple[Found, ...]
    passed_over: int


def read(data: bytes) -> Read:
    """The motions and decisions in a file. Raises Refused with a sentence when it is too big, or something else."""
    if len(data) > MOST_BYTES:
        raise Refused("file-too-big", _("Dit bestand is te groot. Kies een bestand tot 2 MB, of deel het op."))
    if _depth(data) > DEEPEST:
        raise Refused("file-too-deep", _("Dit bestand zit te diep in elkaar. Kies een antwoord van de zoekpagina."))
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Refused("no-json", _("Dit is geen bestand met open raadsinformatie (JSON). Kies een ander.")) from None
    records = _records(held)
    if len(records) > MOST_FOUND:
        raise Refused(
            "too-many",
            _("In dit bestand staan %(count)s stukken. Er passen er %(limit)s in. Zoek preciezer."),
            count=len(records),
            limit=MOST_FOUND,
        )
    return _sorted_out(records)


def _sorted_out(records: list[Mapping[str, Any]]) -> Read:
    found: dict[str, Found] = {}
    passed_over = 0
    for each in records:
        kind = _kind(each)
        if kind is None:
            raise Refused(
                "unknown-type",
                _("In dit bestand staat iets van een onbekende soort. Er is niets ingelezen."),
            )
        if kind in _PASSED_OVER:
            passed_over += 1
            continue
        one = _one(each, _KINDS[kind])
        found[one.origin] = one
    if not found:
        raise Refused("nothing-found", _("In dit bestand staan geen moties of besluiten. Kies een ander bestand."))
    return Read(tuple(found.values()), passed_over)


def _depth(data: bytes) -> int:
    """How deep brackets are nested, outside of texts, without building anything: a bomb is refused unread."""
    depth = deepest = 0
    in_text = escaped = False
    for byte in data:
        if in_text:
            in_text, escaped = (byte != 0x22 or escaped), (byte == 0x5C and not escaped)
        elif byte == 0x22:
            in_text, escaped = True, False
        elif byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _records(held: Any) -> list[Mapping[str, Any]]:
    if isinstance(held, Mapping):
        hits = held.get("hits")
        if isinstance(hits, Mapping) and isinstance(hits.get("hits"), list):
            return [_of_hit(hit) for hit in hits["hits"]]
        if isinstance(held.get("results"), list):
            return _mappings(held["results"])
        if "@type" in held or "entityType" in held:
            return [held]
    if isinstance(held, list):
        return _mappings(held)
    raise Refused("no-list", _("Dit is geen bestand met open raadsinformatie. Kies een antwoord van de zoekpagina."))


def _of_hit(hit: Any) -> Mapping[str, Any]:
    if not isinstance(hit, Mapping) or not isinstance(hit.get("_source"), Mapping):
        raise Refused(
            "no-list", _("Dit is geen bestand met open raadsinformatie. Kies een antwoord van de zoekpagina.")
        )
    return {"@id": hit.get("_id"), **hit["_source"]}


def _mappings(values: list[Any]) -> list[Mapping[str, Any]]:
    if not all(isinstance(value, Mapping) for value in values):
        raise Refused(
            "no-list", _("Dit is geen bestand met open raadsinformatie. Kies een antwoord van de zoekpagina.")
        )
    return values


def _kind(each: Mapping[str, Any]) -> str | None:
    """The type, without the address in front of it: "http://www.w3.org/ns/opengov#Motion" is a motion."""
    named = each.get("@type", each.get("entityType"))
    first = named[0] if isinstance(named, list) and named else named
    short = re.split(r"[#/:]", first)[-1].lower() if isinstance(first, str) else ""
    return short if short in _KINDS or short in _PASSED_OVER else None


def _one(each: Mapping[str, Any], kind: str) -> Found:
    origin = _text(each, "@id", "entityId", limit=200)
    title = _text(each, "name", "title", limit=300)
    if not origin or not title:
        raise Refused(
            "no-name", _("In dit bestand staat een stuk zonder nummer of zonder naam. Er is niets ingelezen.")
        )
    number = _NUMBER.search(title)
    source = _text(each, "original_url", "downloadUrl", "url", limit=500)
    return Found(
        origin=origin,
        kind="motion" if _text(each, "classification", limit=60).lower().startswith("motie") else kind,
        title=title,
        number=number[0] if number else "",
        said_on=_day(_text(each, "date", "last_discussed_at", "start_date", "sortDate", "date_submitted", limit=40)),
        source=source if link_host(source) else "",
    )


def _text(each: Mapping[str, Any], *names: str, limit: int) -> str:
    """The first of these that holds a text, on one line, cut at `limit`."""
    for name in names:
        value = each.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return clean(str(value), one_line=True)[:limit]
    return ""


def _day(text: str) -> date | None:
    match = _DAY.match(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None

"""What an item says: its fields, what they may hold, and the hash by which a change is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from stoep.shared.typed import clean as clean

# One item's content as plain JSON: code, title, wish, why, already_there, horizon, line (a code or None), domain,
# owner, partners (names) and sources (receipt numbers). Its place is its place in the list.
Content: TypeAlias = Mapping[str, Any]
Fields: TypeAlias = Mapping[str, str]

LIMITS = {"title": 120, "wish": 3000, "why": 3000, "already_there": 3000, "owner": 120}
WORDS_LIMIT = 3000
# Without these a draft cannot go on the agenda. What is already there may be "nothing yet", but it is asked (R22).
NEEDED = ("title", "wish", "why", "horizon", "domain", "owner")
# A spreadsheet runs a cell that begins like this (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def content_hash(content: Any) -> str:
    """SHA-256 in hex over the content as canonical JSON: the same content gives the same hash, for ever.

    Remarks, promises and policy links are not content: they cannot change it.
    """
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def missing(fields: Mapping[str, Any]) -> list[str]:
    """The names of the fields that a draft still needs before it can go on the agenda."""
    return [name for name in NEEDED if not str(fields.get(name) or "").strip()]


def neutral(cell: str) -> str:
    """A cell for a spreadsheet in which no formula runs: an apostrophe before what would start one."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell

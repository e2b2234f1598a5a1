"""What an archive may look like, when the next one is due, which copies stay, and how long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

VERSION = 1
OPEN, CLOSED = "openbaar", "besloten"
PARTS = (OPEN, CLOSED)
MANIFEST, CHECKSUMS, SIGNATURE = "archief.json", "CONTROLE.sha256", "ONDERTEKENING.txt"
LOG, LOG_REST = "logboek.jsonl", "logboek-na-stempel.jsonl"
ADDRESS_KEY = "adressen.key"
ROWS, FILES = "rijen", "bestanden"
README = {"LEESMIJ.txt", "README.txt"}

LONGEST_LINE = 16 * 1024 * 1024  # an outline of a country is the longest that we know: some 5 MB
LONGEST_MANIFEST = 64 * 1024 * 1024
MOST_FILES = 1_000_000
MOST_BYTES = 64 * 1024**3
TIMES_PACKED = 200  # what a zip may grow to: JSON of a log becomes some ten times smaller
SLACK = 64 * 1024 * 1024

EVERY = timedelta(days=7)
DRILL_EVERY = timedelta(days=91)
KEPT_DAYS = 35  # docs/log-format.md, 4: what was erased is gone from every copy by then
OLD_AFTER = timedelta(days=10)
DRILL_OLD_AFTER = timedelta(days=120)

# OWASP ASVS 5.0, 1.2.10: a cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")


def is_safe(path: str) -> bool:
    """Whether this is the name of a file inside an archive: plain parts, none of which leads out of it."""
    parts = path.split("/")
    return 1 <= len(parts) <= 12 and all(_NAME.fullmatch(part) and not part.endswith(".") for part in parts)


def cell(value: object) -> str:
    """The value as a cell that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    text = "" if value is None else str(value)
    begins = text.lstrip(" \u00a0\u200b\ufeff")
    return f"'{text}" if not isinstance(value, int | float) and begins.startswith(_FORMULA) else text


def is_due(*, last_on: date | None, today: date, every: timedelta) -> bool:
    """Whether it is time again: never done, or so long ago."""
    return last_on is None or today - last_on >= every


def copies_to_drop(days: Iterable[date], *, today: date, keep: int) -> list[date]:
    """The days of which the whole copy goes: not among the newest `keep`, or older than 35 days; never the newest."""
    newest_first = sorted(set(days), reverse=True)
    old = timedelta(days=KEPT_DAYS)
    return [day for place, day in enumerate(newest_first) if place and (place >= keep or today - day > old)]


def years_to_keep(days: Iterable[date]) -> dict[int, date]:
    """Of each year the last copy, which stays without anything that a person said."""
    kept: dict[int, date] = {}
    for day in sorted(days):
        kept[day.year] = day
    return kept

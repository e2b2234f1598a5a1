"""A file of the address register with the names of streets, and the area in which each lies: CSV or GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.places import rules, streets
from stoep.places.sources import ready_made, records
from stoep.places.sources.records import Members
from stoep.shared.refusal import Refused

# What the registers call them (BAG, NWB, CBS), and what people call them in a sheet of their own.
NAMES = ("openbareruimtenaam", "openbareruimte", "straatnaam", "straat", "stt_naam", "street")
CODES = ("buurtcode", "bu_code", "wijkcode", "wk_code", "gebiedscode", "gebied", "gwb_code", "code")
_DIGITS = {8: "BU", 6: "WK", 4: "GM"}


def streets_in(text: str, file: str) -> Iterator[tuple[str, str]]:
    """(code of an area, name of a street) of each row. Raises Refused with file and line for what cannot be."""
    rows = _features(text, file) if text.lstrip()[:1] == "{" else _table(text, file)
    for count, (line, row) in enumerate(rows):
        records.no_longer_than(count, file)
        name = _first(row, NAMES)
        if name is None or not name.strip():
            continue  # a road without a name, of which a register of roads has many
        yield _code(_first(row, CODES) or "", file, line), checked_street(name, file, line)


def _table(text: str, file: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """A table with commas, or with semicolons as most offices save it."""
    first, _line, rest = text.partition("\n")
    separator = ";" if first.count(";") > first.count(",") else ","
    header = [cell.strip().strip('"').lower() for cell in first.split(separator)]
    _known(header, file)
    clean = separator.join(header) + "\n" + rest
    yield from ready_made.rows(clean, file, (), separator=separator)


def _features(text: str, file: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    for line, feature in Members(text, "features", file):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise Refused(
                "not-a-feature",
                _("%(file)s, regel %(line)s: hier staat geen straat (Feature). Haal het bestand opnieuw op."),
                file=file,
                line=line,
            )
        row = {str(name).lower(): _text(value) for name, value in properties.items()}
        _known(list(row), file)
        yield line, row


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _known(header: list[str], file: str) -> None:
    if not set(header) & set(NAMES) or not set(header) & set(CODES):
        raise Refused(
            "missing-column",
            _(
                "%(file)s: de kolommen straatnaam en buurtcode zijn nodig. "
                "In de ene staat de naam, in de andere de code van het gebied."
            ),
            file=file,
        )


def _first(row: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((row[name] for name in names if row.get(name)), None)


def _code(raw: str, file: str, line: int) -> str:
    """A code with or without its two letters: BU03440311 or 03440311."""
    code = raw.strip().upper()
    if code.isascii() and code.isdigit():
        code = _DIGITS.get(len(code), "") + code
    return records.checked_code(code if rules.kind_of(code) else raw, file, line)


def checked_street(raw: str, file: str, line: int) -> str:
    """The name of a street on one line. Raises Refused: too long, without letters, control signs, or a formula."""
    name = " ".join(raw.split())
    if len(name) > streets.LONGEST or not name.isprintable() or name[0] in "=+@|" or not streets.key(name):
        raise Refused(
            "bad-street",
            _("%(file)s, regel %(line)s: “%(name)s” is geen naam van een straat. Verbeter de naam in het bestand."),
            file=file,
            line=line,
            name="".join(sign for sign in raw[:40] if sign.isprintable()),
        )
    return name

"""CBS OData version 3, JSON: `TypedDataSet` (a row an area), `WijkenEnBuurten` (names), `DataProperties` (fields).

Texts are padded with spaces; the numbers behind field names move from year to year; the next page stands in
`odata.nextLink`. More than 10,000 rows at once are refused by CBS with HTTP 500, so the paged feed is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from stoep.places import measures, rules
from stoep.places.sources import records
from stoep.places.sources.records import AreaRecord, Members

REGION = "WijkenEnBuurten"


class Page:
    """One page of TypedDataSet or WijkenEnBuurten: iterate for its areas, then ask for `next`."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._members = Members(text, "value", file)

    def __iter__(self) -> Iterator[AreaRecord]:
        for line, row in self._members:
            record = _area(row, self.file, line)
            if record is not None:
                yield record

    @property
    def next(self) -> str | None:
        """The address of the next page, known after the last area; None on the last page."""
        link = self._members.others.get("odata.nextLink")
        return link if isinstance(link, str) and link else None


def _area(row: object, file: str, line: int) -> AreaRecord | None:
    """The area of one row. None for a row of something else, such as a part of the country or a total."""
    if not isinstance(row, dict):
        records.checked_code(None, file, line)
        return None
    raw = row.get(REGION, row.get("Key"))
    code = raw.strip() if isinstance(raw, str) else ""
    if REGION not in row and rules.kind_of(code) is None:
        return None
    code = records.checked_code(code, file, line)
    figures: dict[str, float | None] = {}
    for field, value in row.items():
        measure = measures.of_field(field)
        if measure is not None and measure.key not in figures:
            figures[measure.key] = records.checked_figure(value, file, line)
    return AreaRecord(code, _name(row, code, file, line), figures, short_name=True)


def _name(row: dict[str, object], code: str, file: str, line: int) -> str | None:
    """The list of names has `Title`; a row of figures names only its municipality, so only there is it the name."""
    if "Title" in row:
        return records.checked_name(row["Title"], file, line)
    if rules.kind_of(code) in ("country", "municipality"):
        for field, value in row.items():
            if measures.bare(field) == "gemeentenaam":
                return records.checked_name(value, file, line)
    return None


def wanted_fields(text: str, file: str) -> list[str]:
    """From `DataProperties`: the keys of the fields that Stoep knows, so that nothing else is fetched."""
    keys = [row.get("Key") for _line, row in Members(text, "value", file) if isinstance(row, dict)]
    return [key for key in keys if isinstance(key, str) and measures.of_field(key) is not None]

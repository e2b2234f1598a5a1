"""CBS OData version 4, long format: `WijkenEnBuurtenCodes` (names), `MeasureCodes`, `Observations` (one figure a row).

The next page stands in `@odata.nextLink`. A figure that is not given has no Value, or a ValueAttribute that says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stoep.places import measures, rules
from stoep.places.sources import records
from stoep.places.sources.records import AreaRecord, Members

REGION = "WijkenEnBuurten"


def measure_codes(text: str, file: str) -> dict[str, str]:
    """From `MeasureCodes`: which code of CBS stands for which measure of ours, found by its title."""
    found: dict[str, str] = {}
    for _line, row in Members(text, "value", file):
        title = row.get("Title") if isinstance(row, dict) else None
        identifier = row.get("Identifier") if isinstance(row, dict) else None
        measure = measures.of_field(title) if isinstance(title, str) else None
        if measure is not None and isinstance(identifier, str) and measure.key not in found.values():
            found[identifier.strip()] = measure.key
    return found


class Page:
    """One page of Observations or WijkenEnBuurtenCodes: iterate for its areas, then ask for `next`.

    Observations of the same area that follow each other become one record.
    """

    def __init__(self, text: str, file: str, codes: Mapping[str, str]) -> None:
        self.file, self.codes = file, codes
        self._members = Members(text, "value", file)

    def __iter__(self) -> Iterator[AreaRecord]:
        at, figures = "", dict[str, float | None]()
        for line, row in self._members:
            if not isinstance(row, dict):
                records.checked_code(None, self.file, line)
            elif "Identifier" in row:
                yield from self._named(row, line)
            else:
                code = records.checked_code(row.get(REGION), self.file, line)
                if code != at and figures:
                    yield AreaRecord(at, None, figures)
                    figures = {}
                at = code
                self._observe(row, figures, line)
        if figures:
            yield AreaRecord(at, None, figures)

    def _named(self, row: Mapping[str, object], line: int) -> Iterator[AreaRecord]:
        code = str(row["Identifier"]).strip()
        if rules.kind_of(code) is not None:
            yield AreaRecord(code, records.checked_name(row.get("Title"), self.file, line), short_name=True)

    def _observe(self, row: Mapping[str, object], figures: dict[str, float | None], line: int) -> None:
        key = self.codes.get(str(row.get("Measure")).strip())
        if key is None:
            return
        # Any other attribute says that the figure is secret, unknown or impossible; its Value is then no figure.
        given = row.get("ValueAttribute") in (None, "None", "Provisional", "Voorlopig")
        figures[key] = records.checked_figure(row.get("Value"), self.file, line) if given else None

    @property
    def next(self) -> str | None:
        """The address of the next page, known after the last area; None on the last page."""
        link = self._members.others.get("@odata.nextLink")
        return link if isinstance(link, str) and link else None

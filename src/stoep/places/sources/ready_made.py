"""The ready-made table `kwb_JJJJ_gebieden.csv`: all areas of the country with their main figures, one row an area."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from stoep.places import measures, rules
from stoep.places.sources import records
from stoep.places.sources.records import AreaRecord
from stoep.shared.refusal import Refused

NEEDED = ("code", "naam")


def rows(
    text: str, file: str, needed: tuple[str, ...], *, separator: str = ","
) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a table with commas (or another separator) as (line, {column: cell}).

    Raises Refused: another separator, a missing column, a row of another length, a cell that is too long.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    try:
        header = [column.strip() for column in next(reader, [])]
        _check_header(header, file, needed)
        for count, cells in enumerate(reader):
            records.no_longer_than(count, file)
            if not cells:
                continue
            if len(cells) != len(header):
                raise Refused(
                    "row-length",
                    _("%(file)s, regel %(line)s: er staan %(cells)s vakken, maar de eerste regel heeft er %(columns)s."
                      " Kijk of er een komma of een aanhalingsteken te veel staat."),
                    file=file, line=reader.line_num, cells=len(cells), columns=len(header),
                )  # fmt: skip
            yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error:
        raise Refused(
            "broken-csv",
            _("%(file)s, regel %(line)s: de aanhalingstekens kloppen niet, of een vak is te lang. Verbeter die regel."),
            file=file,
            line=reader.line_num,
        ) from None


def _check_header(header: list[str], file: str, needed: tuple[str, ...]) -> None:
    if len(header) == 1 and any(sign in header[0] for sign in ";\t|"):
        raise Refused(
            "wrong-separator",
            _("%(file)s, regel 1: de kolommen zijn niet met komma’s gescheiden. Bewaar het als CSV met komma’s."),
            file=file,
        )
    missing = [column for column in needed if column not in header]
    if missing or len(header) != len(set(header)):
        raise Refused(
            "missing-column",
            _("%(file)s, regel 1: een kolom ontbreekt of staat er twee keer (%(columns)s). Kijk de eerste regel na."),
            file=file,
            columns=", ".join(missing or sorted({column for column in header if header.count(column) > 1}))[:80],
        )


def number(cell: str, file: str, line: int) -> float | None:
    """A number in a cell, None for an empty or secret one. Raises Refused for text, a formula, or an absurd number."""
    figure = records.checked_figure(cell, file, line)
    if figure is None and not rules.is_no_figure(cell):
        raise Refused(
            "not-a-number",
            _("%(file)s, regel %(line)s: “%(cell)s” is geen getal. Zet er een getal, met een punt, of laat het leeg."),
            file=file,
            line=line,
            cell="".join(sign for sign in cell[:20] if sign.isprintable()),
        )
    return figure


def areas(text: str, file: str) -> Iterator[AreaRecord]:
    """The areas of the table, in its order. Crime and health are left out: they carry no date, and colour a place."""
    for line, row in rows(text, file, NEEDED):
        yield AreaRecord(
            code=records.checked_code(row["code"], file, line),
            name=records.checked_name(row["naam"], file, line),
            figures={
                measure.key: number(row[column], file, line)
                for column, measure in measures.BY_COLUMN.items()
                if column in row
            },
            short_name=True,
        )

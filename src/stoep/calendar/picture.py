"""A quarter in one picture: a row for each week, a column for each party, a dot for each thing that is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stoep.calendar.models import Party
from stoep.calendar.queries import Week
from stoep.shared.choices import label

LEFT, TOP, COLUMN, ROW = 84, 132, 34, 26
MOST_DOTS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A party: where its column stands, and what it is called."""

    x: int
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party asks in one week: the middles of the dots, or a number where there is no room for them."""

    dots: list[tuple[int, int]]
    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Row:
    """A week: its Monday, how high it stands, its cells, and the same in words."""

    monday: date
    y: int
    cells: list[Cell]
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture; no columns when nothing is asked."""

    columns: list[Column]
    rows: list[Row]
    width: int
    height: int


def draw(weeks: list[Week]) -> Drawing:
    """These weeks as a picture and in words."""
    asked = {entry.party for week in weeks for entry in week.entries}
    parties = [party for party in Party.values if party in asked]
    columns = [Column(LEFT + COLUMN * at + COLUMN // 2, label(Party, party)) for at, party in enumerate(parties)]
    rows = [_row(week, at, parties) for at, week in enumerate(weeks)]
    # Room on the right for the name of the last party, which leans over.
    return Drawing(columns, rows, max(340, LEFT + COLUMN * len(parties) + 96), TOP + ROW * len(weeks) + 8)


def _row(week: Week, at: int, parties: list[str]) -> Row:
    y = TOP + ROW * at + ROW // 2
    counts = [sum(entry.party == party for entry in week.entries) for party in parties]
    cells = [_cell(LEFT + COLUMN * where + COLUMN // 2, y, count) for where, count in enumerate(counts) if count]
    told = [
        ngettext("%(party)s %(number)s keer", "%(party)s %(number)s keer", count)
        % {"party": label(Party, party), "number": count}
        for party, count in zip(parties, counts, strict=True)
        if count
    ]
    return Row(week.monday, y, cells, get_text_list(told, _("en")) if told else _("niemand"))


def _cell(x: int, y: int, count: int) -> Cell:
    if count > MOST_DOTS:
        return Cell([], count, x, y)
    first = x - 5 * (count - 1)
    return Cell([(first + 10 * dot, y) for dot in range(count)], 0, x, y)

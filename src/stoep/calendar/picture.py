"""A quarter in one picture: a row for each week, a column for each party, a dot for each thing that is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from stoep.calendar.models import Party
from stoep.shared.choices import label

LEFT, TOP, COLUMN, ROW = 84, 132, 34, 26
MOST_DOTS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A party: where its column stands, and what it is called."""

    x: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A week: its Monday, how high it stands, all its dots as one path, numbers where dots do not fit, and words.

    Places are texts already: a template would write each number as a reader of Dutch would.
    """

    monday: date
    y: str
    dots: str
    numbers: list[tuple[str, int]]
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture; no columns when nothing is asked."""

    columns: list[Column]
    rows: list[Row]
    width: str
    height: str


def draw(weeks: list[tuple[date, dict[str, int]]]) -> Drawing:
    """These weeks, each with how many things a party asks in it, as a picture and in words."""
    asked = {party for _monday, counts in weeks for party in counts}
    names = {party: label(Party, party) for party in Party.values if party in asked}
    xs = {party: LEFT + COLUMN * at + COLUMN // 2 for at, party in enumerate(names)}
    columns = [Column(str(xs[party]), name) for party, name in names.items()]
    times, nobody, joined = _("%(party)s %(number)s keer"), _("niemand"), _("en")
    rows = []
    for at, (monday, counts) in enumerate(weeks):
        y = TOP + ROW * at + ROW // 2
        here = [(party, counts[party]) for party in names if party in counts]
        dots = "".join(_dots(xs[party], y, count) for party, count in here if count <= MOST_DOTS)
        numbers = [(str(xs[party]), count) for party, count in here if count > MOST_DOTS]
        told = [times % {"party": names[party], "number": count} for party, count in here]
        rows.append(Row(monday, str(y), dots, numbers, get_text_list(told, joined) if told else nobody))
    # Room on the right for the name of the last party, which leans over.
    width = max(340, LEFT + COLUMN * len(columns) + 96)
    return Drawing(columns, rows, str(width), str(TOP + ROW * len(weeks) + 8))


def _dots(x: int, y: int, count: int) -> str:
    first = x - 5 * (count - 1)
    return "".join(f"M{first + 10 * dot - 4} {y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0" for dot in range(count))

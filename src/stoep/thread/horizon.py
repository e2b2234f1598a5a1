"""Twenty years as a drawing: where each year, council, line and stroke comes to stand. Plain values, no database.

The drawing runs along one way (to the right on a wide sheet, down on a telephone) and has its lanes across.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from django.utils.timezone import localdate

from stoep.thread.queries.years import LongLine, Years

At: TypeAlias = Callable[[date], int]
WORD = 80  # the room that a word needs beside a line
TITLE = 64  # signs of a title that fit above its bar


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on one day: how far along it stands, and what is written beside it."""

    at: int
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A long line: from where to where it runs, where it fell quiet, and its strokes. It runs on past an open end."""

    line: LongLine
    across: int
    start: int
    end: int
    done: int  # how far it came: today, or the day on which it was closed
    quiet: int
    strokes: tuple[Mark, ...]

    @property
    def title(self) -> str:
        """As much of its title as fits."""
        title = self.line.title
        return title if len(title) <= TITLE else f"{title[: TITLE - 1]}…"


@dataclass(frozen=True, slots=True)
class Lane:
    """Marks of one sort beside each other: visions, agendas, promises, or days to look back."""

    name: str
    across: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a drawing is laid out: where it begins and ends along, and where its lanes lie across."""

    begin: int
    end: int
    first: int  # where the first lane lies
    lane: int  # from one lane to the next
    bar: int  # from one long line to the next
    year: int  # the room that a year needs for its name


WIDE = Shape(begin=90, end=1130, first=92, lane=40, bar=58, year=46)
NARROW = Shape(begin=36, end=996, first=62, lane=20, bar=16, year=30)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn, in whole points. `bands` is every second council: where its term begins, how long it is."""

    begin: int
    end: int
    today: int
    breadth: int
    years: tuple[Mark, ...]
    bands: tuple[tuple[int, int], ...]
    elections: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]


def draw(years: Years, shape: Shape) -> Drawing:
    """The drawing of these years in this shape; everything lies within it."""
    since, until = date(years.founded_on.year, 1, 1), years.until_on
    span = max((until - since).days, 1)

    def at(day: date) -> int:
        inside = min(max(day, since), until)
        return shape.begin + round((shape.end - shape.begin) * (inside - since).days / span)

    names = ("vision", "agenda", "promises", "kept")
    marks = [_marks(years, name, at) for name in names]
    lanes = tuple(
        Lane(name, shape.first + place * shape.lane, row)
        for place, (name, row) in enumerate(zip(names, marks, strict=True))
    )
    below = shape.first + len(names) * shape.lane
    bars = tuple(_bar(line, below + place * shape.bar, at, years) for place, line in enumerate(years.lines))
    edges = [shape.begin, *(at(day) for day in years.elections), shape.end]
    return Drawing(
        begin=shape.begin,
        end=shape.end,
        today=at(years.today),
        breadth=below + len(bars) * shape.bar,
        years=_years(since, until, shape, at),
        bands=tuple((start, stop - start) for start, stop in list(pairwise(edges))[1::2]),
        elections=tuple(
            Mark(at(day), kind="near-end" if at(day) > shape.end - WORD else "") for day in years.elections
        ),
        lanes=lanes,
        bars=bars,
    )


def _years(since: date, until: date, shape: Shape, at: At) -> tuple[Mark, ...]:
    """A name for every year, or for every second or fifth one where there is no room."""
    count = until.year - since.year + 1
    room = (shape.end - shape.begin) / count
    step = next(each for each in (1, 2, 5, 10, 20) if room * each >= shape.year or each == 20)
    named = (year for year in range(since.year, until.year + 1) if year % step == 0)
    return tuple(Mark(at(date(year, 1, 1)), str(year)) for year in named)


def _marks(years: Years, name: str, at: At) -> tuple[Mark, ...]:
    if name in ("vision", "agenda"):
        found = [adopted for adopted in years.adoptions if adopted.of == name]
        return tuple(Mark(at(localdate(adopted.at)), str(adopted.number), adopted.standing) for adopted in found)
    if name == "promises":
        return tuple(Mark(at(line.due_on)) for line in years.promises)
    days = [kept.said.look_back_on for kept in years.kept if kept.said and kept.said.look_back_on and not kept.again]
    return tuple(Mark(at(day)) for day in days)


def _bar(line: LongLine, across: int, at: At, years: Years) -> Bar:
    return Bar(
        line=line,
        across=across,
        start=at(line.began_on),
        end=at(line.closed_on or years.until_on),
        done=at(line.closed_on or years.today),
        quiet=at(line.quiet_since) if line.quiet_since else 0,
        strokes=tuple(Mark(at(each.began_on), kind="closed" if each.closed_on else "runs") for each in line.strokes),
    )

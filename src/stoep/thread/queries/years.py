"""Twenty years of a neighbourhood: its long lines, what was adopted and promised, and the councils beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from stoep.agenda import queries as agenda
from stoep.agenda import rules as agenda_rules
from stoep.agenda.models import Item
from stoep.council import rules as council
from stoep.places.models import Neighbourhood
from stoep.promises import queries as promises
from stoep.shared.asked import ask

AHEAD = 20  # R24: at least ten years, rather twenty or more
LINES, STROKES, PROMISES, CLOSED = 12, 12, 12, 40


class Stroke(NamedTuple):
    """One short stroke under a line: when it began and when it was closed."""

    code: str
    title: str
    began_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class LongLine:
    """One long line by its number in the picture, with its newest strokes, and how many more there are."""

    number: int
    code: str
    title: str
    began_on: date
    closed_on: date | None
    quiet_since: date | None
    strokes: tuple[Stroke, ...] = ()
    more_strokes: int = 0


@dataclass(frozen=True, slots=True)
class Years:
    """What stands on the page of twenty years. Where more is there than can stand on it, it says so."""

    founded_on: date
    today: date
    until_on: date
    elections: Sequence[date]
    lines: tuple[LongLine, ...]
    has_more_lines: bool
    adoptions: Sequence[agenda.Adopted]
    promises: Sequence[promises.Line]
    kept: Sequence[agenda.Kept]
    has_more_promises: bool = False
    has_more_closed: bool = False
    asks: Sequence[agenda.Kept] = field(default=())


def place(slug: str) -> tuple[Neighbourhood, date]:
    """The neighbourhood at this address, and the day on which its table was founded. One question.

    Raises Neighbourhood.DoesNotExist.
    """
    found = ask(_place, None, slug=slug)
    if not found:
        raise Neighbourhood.DoesNotExist(slug)
    return found[0], vars(found[0])["founded_on"] or found[0].drawn_on


def _place(_shape: None, *, slug: str) -> QuerySet[Neighbourhood]:
    return Neighbourhood.objects.filter(slug=slug).annotate(founded_on=F("partnership__founded_on"))


def of_neighbourhood(neighbourhood: Neighbourhood, *, founded_on: date, today: date) -> Years:
    """From the day it was founded until twenty years from today; six questions, whatever has happened."""
    lines, has_more_lines = _long_lines(neighbourhood, today)
    soonest = promises.soonest(neighbourhood, today=today, limit=PROMISES + 1)
    closed = agenda.closed_and_kept(neighbourhood, today, limit=CLOSED + 1)
    until_on = date(today.year + AHEAD, 12, 31)
    return Years(
        founded_on=founded_on,
        today=today,
        until_on=until_on,
        elections=council.elections(date(founded_on.year, 1, 1), until_on),
        lines=lines,
        has_more_lines=has_more_lines,
        adoptions=agenda.adoptions(neighbourhood),
        promises=soonest[:PROMISES],
        has_more_promises=len(soonest) > PROMISES,
        kept=closed[:CLOSED],
        has_more_closed=len(closed) > CLOSED,
        asks=[each for each in closed[:CLOSED] if each.asks],
    )


def _long_lines(neighbourhood: Neighbourhood, today: date) -> tuple[tuple[LongLine, ...], bool]:
    rows = ask(_lines, None, here=neighbourhood.pk)
    shown = rows[:LINES]
    strokes = _strokes_of([line.pk for line in shown])
    numbered = enumerate(shown, start=1)
    found = tuple(_line(number, line, strokes.get(line.pk, []), today) for number, line in numbered)
    return found, len(rows) > LINES


def _lines(_shape: None, *, here: int) -> QuerySet[Item]:
    """Long lines, the running ones first in the residents' order; with each how many strokes and their last days."""
    lines = Item.objects.filter(neighbourhood=here, horizon=Item.Horizon.LONG, is_draft=False, merged_into__isnull=True)
    shown = Q(strokes__is_draft=False)
    return lines.annotate(
        count=Count("strokes", filter=shown),
        last_began=Max("strokes__started_at", filter=shown),
        last_touched=Max("strokes__last_touched_on", filter=shown),
        last_closed=Max("strokes__closed_at", filter=shown),
    ).order_by(F("position").asc(nulls_last=True), "-closed_at", "pk")[: LINES + 1]


def _line(number: int, line: Item, strokes: Sequence[Stroke], today: date) -> LongLine:
    read = vars(line)
    moments = [read["last_began"], read["last_closed"]]
    days = [_day(moment) for moment in moments if moment] + ([read["last_touched"]] if read["last_touched"] else [])
    began_on = _day(line.started_at)
    return LongLine(
        number=number,
        code=line.code,
        title=line.title,
        began_on=began_on,
        closed_on=_day(line.closed_at) if line.closed_at else None,
        quiet_since=None if line.closed_at else agenda_rules.quiet_since(began_on, days, today),
        strokes=tuple(strokes),
        more_strokes=read["count"] - len(strokes),
    )


def _strokes_of(lines: list[int]) -> dict[int, list[Stroke]]:
    """The newest strokes of each of these lines, the first begun first. One question."""
    found: dict[int, list[Stroke]] = {}
    for line, code, title, began_at, closed_at in ask(_strokes, None, lines=lines) if lines else ():
        found.setdefault(line, []).append(Stroke(code, title, _day(began_at), _day(closed_at) if closed_at else None))
    return found


def _strokes(_shape: None, *, lines: list[int]) -> QuerySet[Item, tuple[Any, ...]]:
    newest = Window(RowNumber(), partition_by=F("line"), order_by=[F("started_at").desc(), F("pk").desc()])
    rows = Item.objects.filter(line__in=lines, is_draft=False).annotate(place=newest).filter(place__lte=STROKES)
    return rows.order_by("started_at", "pk").values_list("line_id", "code", "title", "started_at", "closed_at")


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()

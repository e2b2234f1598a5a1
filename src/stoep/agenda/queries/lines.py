"""The running agenda: its lines and strokes in their order, and what its dates say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stoep.agenda import rules
from stoep.agenda.models import Item
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask
from stoep.shared.look_first import Near, Sought, likeness

_PARTNERS = Prefetch("partners", Organisation.objects.order_by("name"))


class Row(NamedTuple):
    """Everything that one row of the agenda shows, as plain values: equal rows look the same."""

    number: int
    code: str
    title: str
    wish: str
    domain: str
    grown: str
    looked_after: str
    asks_whether_current: bool
    quiet_since: date | None
    closed_line: str


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with its number on the agenda, and what its dates say today."""

    item: Item
    number: int
    asks_whether_current: bool
    quiet_since: date | None = None
    strokes: tuple[Placed, ...] = ()
    closed_line: Item | None = None

    @property
    def row(self) -> Row:
        """What a page shows of it, in the reader's language."""
        item = self.item
        return Row(
            number=self.number,
            code=item.code,
            title=item.title,
            wish=item.wish,
            domain=item.get_domain_display(),
            grown=_grown(item.origin_count),
            looked_after=_("let erop: %(owner)s") % {"owner": item.owner},
            asks_whether_current=self.asks_whether_current,
            quiet_since=self.quiet_since,
            closed_line=self.closed_line.title if self.closed_line else "",
        )


def _grown(count: int) -> str:
    if not count:
        return _("begonnen aan de bewonerstafel")
    words = ngettext("gegroeid uit %(count)s inbreng", "gegroeid uit %(count)s keer inbreng", count)
    return words % {"count": count}


@dataclass(frozen=True, slots=True)
class Agenda:
    """The running agenda: long lines with the strokes under them, and the strokes that hang under none."""

    lines: tuple[Placed, ...]
    loose: tuple[Placed, ...]

    @property
    def all(self) -> list[Placed]:
        """Every item once, as the numbers on the agenda count."""
        return [placed for line in self.lines for placed in (line, *line.strokes)] + list(self.loose)


def items(neighbourhood: Neighbourhood) -> QuerySet[Item]:
    """The running items in the residents' order; drafts and closed items are not among them."""
    return (
        Item.objects.filter(neighbourhood=neighbourhood, is_draft=False, closed_at__isnull=True)
        .select_related("line")
        .prefetch_related(_PARTNERS)
        .order_by("position", "id")
    )


def first_items(neighbourhood: Neighbourhood, limit: int) -> list[Item]:
    """The first running items in the residents' order, without what they point at."""
    return ask(_running, limit, here=neighbourhood.pk)


def _running(limit: int | None, *, here: int) -> QuerySet[Item]:
    running = Item.objects.filter(neighbourhood=here, is_draft=False, closed_at__isnull=True).order_by("position", "id")
    return running[:limit] if limit else running.select_related("line")


def drafts(neighbourhood: Neighbourhood) -> QuerySet[Item]:
    """Items that were brought in from a plan and wait until somebody at the table has looked at them."""
    return Item.objects.filter(neighbourhood=neighbourhood, is_draft=True, closed_at__isnull=True).order_by("id")


def closed(neighbourhood: Neighbourhood) -> QuerySet[Item]:
    """Items that were closed or merged, the latest first. They stay readable for ever."""
    found = Item.objects.filter(neighbourhood=neighbourhood, is_draft=False, closed_at__isnull=False)
    return found.select_related("merged_into").order_by("-closed_at", "-id")


def in_order(running: Iterable[Item]) -> list[Item]:
    """Lines in their order, each followed by its strokes, and after that the loose strokes."""
    known = list(running)
    lines = [item for item in known if item.horizon == Item.Horizon.LONG]
    here = {line.pk for line in lines}
    ordered: list[Item] = []
    for line in lines:
        ordered.append(line)
        ordered.extend(item for item in known if item.line_id == line.pk)
    return ordered + [item for item in known if item.horizon != Item.Horizon.LONG and item.line_id not in here]


def agenda(neighbourhood: Neighbourhood, today: date, *, partners: bool = False) -> Agenda:
    """The agenda as people read it, with what its dates say today. Two queries, whatever the numbers.

    With `partners` each item's partners come along, in one more.
    """
    ordered = in_order(ask(_running, None, here=neighbourhood.pk))
    if partners:
        prefetch_related_objects(ordered, _PARTNERS)
    numbers = {item.pk: number for number, item in enumerate(ordered, start=1)}
    here = {item.pk for item in ordered if item.horizon == Item.Horizon.LONG}
    days = _stroke_days(here)

    def placed(item: Item, strokes: tuple[Placed, ...] = ()) -> Placed:
        is_line = item.pk in here
        return Placed(
            item=item,
            number=numbers[item.pk],
            asks_whether_current=rules.asks_whether_current(item.last_touched_on, today),
            quiet_since=_quiet(item, days.get(item.pk, []), today) if is_line else None,
            strokes=strokes,
            closed_line=item.line if not is_line and item.line_id not in here else None,
        )

    lines = tuple(
        placed(line, tuple(placed(item) for item in ordered if item.line_id == line.pk))
        for line in ordered
        if line.pk in here
    )
    loose = tuple(placed(item) for item in ordered if item.pk not in here and item.line_id not in here)
    return Agenda(lines=lines, loose=loose)


def quiet_since(line: Item, today: date) -> date | None:
    """Since when this long line has had no visible stroke, if that is six months or more; else None."""
    if line.horizon != Item.Horizon.LONG or not line.is_running:
        return None
    return _quiet(line, _stroke_days({line.pk}).get(line.pk, []), today)


def _quiet(line: Item, days: list[date], today: date) -> date | None:
    return rules.quiet_since(timezone.localtime(line.started_at).date(), days, today)


def _stroke_days(lines: Iterable[int]) -> dict[int, list[date]]:
    """Per line the days on which its strokes started, were touched and were closed."""
    found: dict[int, list[date]] = {}
    wanted = sorted(lines)
    for line, started_at, touched_on, closed_at in ask(_strokes, None, lines=wanted) if wanted else ():
        found.setdefault(line or 0, []).extend(_days_of(started_at, touched_on, closed_at))
    return found


def _strokes(
    _shape: None, *, lines: Sequence[int]
) -> QuerySet[Item, tuple[int | None, datetime, date, datetime | None]]:
    rows = Item.objects.filter(line__in=lines, is_draft=False)
    return rows.values_list("line_id", "started_at", "last_touched_on", "closed_at")


def quiet_among(line: Item, strokes: Iterable[Item], today: date) -> date | None:
    """The same for a line whose strokes were read already: no question at all."""
    if line.horizon != Item.Horizon.LONG or not line.is_running:
        return None
    days = [day for stroke in strokes for day in _days_of(stroke.started_at, stroke.last_touched_on, stroke.closed_at)]
    return _quiet(line, days, today)


def _days_of(started_at: datetime, touched_on: date, closed_at: datetime | None) -> list[date]:
    days = [timezone.localtime(started_at).date(), touched_on]
    return days + ([timezone.localtime(closed_at).date()] if closed_at else [])


def groups(running: Iterable[Item]) -> list[rules.Group]:
    """What is put in order together: the long lines, the strokes of each, and the loose strokes."""
    ordered = in_order(running)
    lines = [item for item in ordered if item.horizon == Item.Horizon.LONG]
    here = {line.pk: line for line in lines}
    beneath = [
        rules.Group(line.code, tuple(item.code for item in ordered if item.line_id == line.pk)) for line in lines
    ]
    loose = tuple(item.code for item in ordered if item.pk not in here and item.line_id not in here)
    return [rules.Group("", tuple(here_line.code for here_line in lines)), *beneath, rules.Group("", loose)]


def strokes_to_hang(neighbourhood: Neighbourhood) -> QuerySet[Item]:
    """Running short strokes without a line of which nobody has said yet that they may stay loose."""
    return items(neighbourhood).filter(horizon=Item.Horizon.SHORT, line__isnull=True, left_loose_on__isnull=True)


def near(here: int, sought: Sought) -> Iterator[Near]:
    """Running items of the neighbourhood with this key, as whoever begins something looks at them first (R22)."""
    running = Item.objects.filter(neighbourhood=here, closed_at__isnull=True, is_draft=False)
    for item in running.only("code", "title", "wish", "domain", "posted_key"):
        found = likeness(sought, item.title, item.wish, theme=item.domain)
        yield Near(_("Punt van de agenda"), item.title, item.get_absolute_url(), found, item.posted_key or "")

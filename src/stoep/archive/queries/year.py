"""A year of a neighbourhood, as a book tells it: what goes well first, then what was asked, promised, decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from stoep.core.sealing import words
from stoep.core.sealing.checkpoint import decode
from stoep.places.models import Neighbourhood
from stoep.record.models import Checkpoint, Entry
from stoep.shared.asked import ask

FEW, SOME, LONGEST = 12, 25, 400


@dataclass(frozen=True, slots=True)
class Told:
    """One thing in a chapter: what it is, in whose words, when and by whom, its address, and who saw it otherwise."""

    title: str = ""
    words: str = ""
    meta: str = ""
    address: str = ""
    otherwise: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, a sentence, and what falls under it; `more` is how many there are that are not told here."""

    key: str
    title: str
    lead: str = ""
    told: Sequence[Told] = ()
    more: int = 0
    nothing: str = ""

    @property
    def more_told(self) -> str:
        """That there are more, and how many; "" when all are told."""
        if not self.more:
            return ""
        return _("En nog %(count)s.") % {"count": self.more}


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the year that are over, or the whole of it: from `since_on` until `until_on`, both included."""

    here: Neighbourhood
    since_on: date
    until_on: date
    names: bool = True

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From the first moment to the last, on the clock of the neighbourhood."""
        zone = timezone.get_current_timezone()
        first = datetime.combine(self.since_on, time.min, tzinfo=zone)
        after = datetime.combine(self.until_on + timedelta(days=1), time.min, tzinfo=zone)
        return first, after - timedelta(microseconds=1)

    @property
    def days(self) -> tuple[date, date]:
        """The first day and the last."""
        return self.since_on, self.until_on


@dataclass(frozen=True, slots=True)
class Year:
    """The whole book. `twelve` are the words of the log at the end of it, `size` how many entries they cover."""

    here: Neighbourhood
    year: int
    until_on: date
    is_over: bool
    chapters: Sequence[Chapter]
    twelve: Sequence[str] = ()
    size: int = 0
    root: str = ""
    sealed_on: date | None = None
    more: dict[str, Any] = field(default_factory=dict)


Telling = Callable[[Span], Iterable[Chapter]]


def years_of(neighbourhood: Neighbourhood, today: date) -> list[int]:
    """The years of which there is something to tell, the newest first."""
    first = ask(_first_sealed, None, here=neighbourhood.pk)
    begun = timezone.localtime(first[0][0]).year if first else today.year + 1
    return list(range(today.year, begun - 1, -1))


def _first_sealed(_shape: None, *, here: int) -> QuerySet[Entry, tuple[datetime]]:
    return Entry.objects.filter(log__neighbourhood=here, index=0).order_by("pk").values_list("sealed_at")[:1]


def year_of(
    neighbourhood: Neighbourhood, year: int, *, today: date, chapters: Sequence[Telling], names: bool = True
) -> Year:
    """The book of a year, as far as it has come. Without `names` no person is named: so it may go anywhere."""
    end = min(date(year, 12, 31), today)
    span = Span(neighbourhood, date(year, 1, 1), end, names)
    told = [chapter for telling in chapters for chapter in telling(span)]
    last = next(iter(ask(_last_signed, None, here=neighbourhood.pk, until=span.moments[1])), None)
    return Year(
        here=neighbourhood,
        year=year,
        until_on=end,
        is_over=end == date(year, 12, 31) and today > end,
        chapters=told,
        twelve=words.words(decode(last.root)) if last else (),
        size=last.size if last else 0,
        root=last.root if last else "",
        sealed_on=timezone.localdate(last.made_at) if last else None,
    )


def _last_signed(_shape: None, *, here: int, until: datetime) -> QuerySet[Checkpoint]:
    signed = Checkpoint.objects.filter(log__neighbourhood=here, made_at__lte=until)
    return signed.only("log", "size", "root", "made_at").order_by("-size")[:1]


def short(text: str) -> str:
    """As much of somebody's words as fits in a book, on one line."""
    return str(Truncator(" ".join(text.split())).chars(LONGEST))


def day(moment: date | datetime | None) -> str:
    """The day as people say it, without its year."""
    if moment is None:
        return ""
    on = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return str(date_format(on, "j F"))


def whole_day(on: date) -> str:
    """The day with its year."""
    return str(date_format(on, "j F Y"))


def chapter(
    key: str,
    title: str,
    rows: Any,
    tell: Callable[[Any], Told],
    *,
    limit: int = SOME,
    lead: str = "",
    nothing: str = "",
) -> Chapter:
    """A chapter out of rows that can be counted: the first few are told, the rest is counted."""
    shown, total = some(rows, limit)
    told = [tell(row) for row in shown]
    return Chapter(key, title, lead, told, total - len(told), nothing or _("Niets in dit jaar."))


def some(rows: Any, limit: int) -> tuple[list[Any], int]:
    """The first of these rows, and how many there are; counted only where there are more than that."""
    shown = list(rows[: limit + 1])
    if len(shown) <= limit:
        return shown, len(shown)
    return shown[:limit], len(rows) if isinstance(rows, list) else rows.count()

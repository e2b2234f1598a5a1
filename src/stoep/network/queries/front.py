"""What the first page of a neighbourhood tells of its table, in one question: where to walk in, and what is due.

That page may ask eight questions (docs/decisions/0004-what-a-page-may-cost.md), so the seats come along with the door.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value

from stoep.network import rules
from stoep.network.due import Ground, Sitting, Warned, due
from stoep.network.models import Change, Post, Review
from stoep.network.queries.door import Reached
from stoep.network.queries.running import running
from stoep.places.models import Neighbourhood
from stoep.record import queries as log
from stoep.shared.asked import ask

EMPTY_MONTHS = 3


class Beside(NamedTuple):
    """What a room above wants to know of the same place, of a day: a number, as SQL on the neighbourhood."""

    column: Callable[[date], Any]
    day: date


class Front(NamedTuple):
    """The door of a neighbourhood, what its table has to see to, and the number that was asked beside it (else 0)."""

    door: Reached
    warnings: list[Warned]
    beside: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    """One seat that runs or ended lately, with all that is known of the table; without a seat when there is none."""

    place: str | None
    address: str | None
    hours: str | None
    contact: int | None
    contact_name: str | None
    contact_account: int | None
    hosts: bool
    from_register: bool | None
    founded_on: date | None
    share: int | None
    two_keys_on: date | None
    foreseen: dict[str, int] | None
    charter_on: date | None
    reviewed_on: date | None
    lapses_on: date | None
    seat: int | None
    side: str | None
    since_on: date | None
    until_on: date | None
    term_until_on: date | None
    weight: int | None
    seat_organisation: int | None
    seat_kind: str | None
    person: int | None
    account: int | None
    own_organisation: int | None
    own_kind: str | None
    job_kind: str | None
    unseen: bool
    beside: int


def front(neighbourhood: Neighbourhood, today: date, beside: Beside | None = None) -> Front:
    """The door, and what the table has to see to; nothing of the second where there is no table yet. One question."""
    recent, (on, before) = rules.months_later(today, -EMPTY_MONTHS), log.long_ago(today)
    values: dict[str, Any] = {"here": neighbourhood.pk, "today": today, "recent": recent, "on": on, "before": before}
    more = {"day": beside.day} if beside else {}
    rows = [_Row(*row) for row in ask(_rows, beside and beside.column, **values, **more)]
    first = rows[0]
    said = (first.place or "", first.address or "", first.hours or "", _contact(rows, today))
    door = Reached(*said, is_from_register=bool(first.from_register))
    if first.founded_on is None or first.share is None:
        return Front(door, [], first.beside)
    found = due(_ground(first, rows, recent), today=today, slug=neighbourhood.slug)
    return Front(door, found, first.beside)


def warnings(neighbourhood: Neighbourhood, today: date) -> list[Warned]:
    """What the table has to see to: a code, what is the matter, what to do, and where; nothing when all is well."""
    return front(neighbourhood, today).warnings


def _contact(rows: list[_Row], today: date) -> str:
    """The name by the door, while its owner has an account and leads or hosts here."""
    first = rows[0]
    leads = any(row.person == first.contact and row.side in rules.LEADING_SIDES and _runs(row, today) for row in rows)
    return first.contact_name or "" if first.contact_account and (leads or first.hosts) else ""


def _runs(row: _Row, today: date) -> bool:
    return row.seat is not None and (row.until_on is None or row.until_on > today)


def _ground(first: _Row, rows: list[_Row], recent: date) -> Ground:
    assert first.founded_on is not None and first.share is not None
    charter = rules.CharterFacts().seats if first.foreseen is None else first.foreseen
    return Ground(
        founded_on=first.founded_on,
        share=first.share,
        two_keys=first.two_keys_on is not None,
        foreseen=charter,
        foreseen_since=first.charter_on or first.founded_on,
        reviewed_on=first.reviewed_on,
        lapses_on=first.lapses_on,
        recent=recent,
        unseen=bool(first.unseen),
        seats=[_sitting(row) for row in rows if row.seat is not None],
    )


def _sitting(row: _Row) -> Sitting:
    jobs = [kind for kind in (row.seat_kind, row.job_kind) if kind]
    return Sitting(
        side=row.side or "",
        counts_as=rules.side_of(row.own_kind or rules.RESIDENT, jobs),
        weight=row.weight or 0,
        until_on=row.until_on,
        term_until_on=row.term_until_on,
        has_account=row.account is not None,
        said_yes=row.seat_organisation is None or row.seat_organisation == row.own_organisation,
    )


def _rows(
    column: Callable[[date], Any] | None,
    *,
    here: int,
    today: date,
    recent: date,
    on: date,
    before: datetime,
    day: date | None = None,
) -> QuerySet[Neighbourhood, tuple[Any, ...]]:
    tasks = Post.objects.filter(running(today), neighbourhood=OuterRef("pk"))
    helps = tasks.filter(person=OuterRef("door__contact"), kind__in=[Post.Kind.HOST, Post.Kind.WORKER])
    jobs = tasks.filter(person=OuterRef("seat__person"), organisation__isnull=False).values("organisation__kind")
    held = Review.objects.filter(partnership__neighbourhood=OuterRef("pk"), settled_at__isnull=False)
    open_ones = Change.objects.filter(
        partnership__neighbourhood=OuterRef("pk"),
        confirmed_at__isnull=True,
        dropped_at__isnull=True,
        expires_on__gte=today,
    )
    lately = Q(partnership__seats__until_on__isnull=True) | Q(partnership__seats__until_on__gt=recent)
    asked = Neighbourhood.objects.filter(pk=here).annotate(
        seat=FilteredRelation("partnership__seats", condition=lately & Q(partnership__seats__since_on__lte=today)),
        charter=FilteredRelation("partnership__charters", condition=Q(partnership__charters__until_on__isnull=True)),
        hosts=Exists(helps),
        reviewed_on=Subquery(held.order_by("-held_on").values("held_on")[:1]),
        lapses_on=Subquery(open_ones.order_by("expires_on").values("expires_on")[:1]),
        job_kind=Subquery(jobs.order_by("pk")[:1]),
        unseen=log.long_unseen(on, before),
        beside=column(day) if column and day else Value(0),
    )
    return asked.order_by("seat__pk").values_list(
        *("door__place", "door__address", "door__hours"),
        *("door__contact", "door__contact__name", "door__contact__account", "hosts", "door__is_from_register"),
        *("partnership__founded_on", "partnership__residents_share", "partnership__two_keys_since_on"),
        *("charter__seats", "charter__since_on", "reviewed_on", "lapses_on"),
        *("seat__pk", "seat__side", "seat__since_on", "seat__until_on", "seat__term_until_on", "seat__weight"),
        *("seat__organisation", "seat__organisation__kind", "seat__person", "seat__person__account"),
        *("seat__person__organisation", "seat__person__organisation__kind", "job_kind"),
        *("unseen", "beside"),
    )

"""The register of tables: who sits there, and how many of them are residents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from stoep.network import queries as network
from stoep.network.models import Partnership
from stoep.network.rules import RESIDENT
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask
from stoep.shared.look_first import Near, Sought, likeness
from stoep.tables.models import Plan, Table, TableSeat

PAGE = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with its running seats: residents' first, and how many of all of them those are."""

    table: Table
    seats: tuple[TableSeat, ...]
    plans: int = 0
    asked: int = 0

    @property
    def total(self) -> int:
        """How many seats run. What others say of residents does not count until residents confirm it."""
        return len(self._counted)

    @property
    def residents(self) -> int:
        """How many of them are residents'."""
        return sum(seat.counts_as_residents for seat in self.seats)

    @property
    def votes(self) -> int:
        """How many seats have a vote."""
        return sum(seat.votes for seat in self._counted)

    @property
    def residents_votes(self) -> int:
        """How many of the seats with a vote are residents'."""
        return sum(seat.votes for seat in self.seats if seat.counts_as_residents)

    @property
    def claims(self) -> int:
        """How many seats others call residents', on which residents did not answer yet."""
        return sum(seat.is_claim for seat in self.seats)

    @property
    def picture(self) -> list[str]:
        """One word a seat, as the picture draws it: "resident", "independent" or "other"."""
        return [
            "resident" if seat.counts_as_residents else "independent" if _independent(seat) else "other"
            for seat in self._counted
        ]

    @property
    def _counted(self) -> list[TableSeat]:
        return [seat for seat in self.seats if seat.party_id is not None or seat.confirmed_at is not None]


def _independent(seat: TableSeat) -> bool:
    return seat.party is not None and seat.party.kind == "independent"


@dataclass(frozen=True, slots=True)
class Own:
    """The neighbourhood's own table, as the register shows it: its seats by side."""

    table: Partnership
    sides: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many seats run."""
        return len(self.sides)

    @property
    def residents(self) -> int:
        """How many of them are residents'."""
        return self.sides.count(RESIDENT)


def own_table(neighbourhood: Neighbourhood, today: date) -> Own | None:
    """The partnership, which stands in every register by itself; None while there is none."""
    table = Partnership.objects.filter(neighbourhood=neighbourhood).first()
    if table is None:
        return None
    order = {RESIDENT: 0, "independent": 1}
    return Own(table, tuple(sorted(network.sides_at(table, today), key=lambda side: order.get(side, 2))))


def _running(today: date) -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gt=today)


def running_seats(table: Table, today: date) -> list[TableSeat]:
    """The seats at this table that run today, residents' first."""
    return _in_order(_with_names(TableSeat.objects.filter(_running(today), table=table)))


def seats_of(table: Table) -> list[TableSeat]:
    """Every seat that this table ever had, those that are over last."""
    found = _in_order(_with_names(TableSeat.objects.filter(table=table)))
    return sorted(found, key=lambda seat: seat.until_on is not None)


def _with_names(seats: QuerySet[TableSeat]) -> QuerySet[TableSeat]:
    return seats.select_related("party", "person__organisation", "written_for")


def _in_order(seats: Iterable[TableSeat]) -> list[TableSeat]:
    def order(seat: TableSeat) -> tuple[bool, bool, str, int]:
        ours = seat.party_id is None
        return not ours, not _independent(seat), "" if seat.party is None else seat.party.name.lower(), seat.pk

    return sorted(seats, key=order)


def register(neighbourhood: Neighbourhood, today: date, page: int = 1) -> tuple[list[Shown], bool]:
    """A page of the tables with their seats, and whether there are more; three questions.

    Those without residents first, since there something must happen; those that are over last, the latest first.
    """
    rows = ask(_tables, page, here=neighbourhood.pk, today=today)
    tables = rows[:PAGE]
    keys = [table.pk for table in tables if not table.is_over]
    counts = {key: of for key, *of in ask(_plans, None, keys=keys)} if keys else {}
    seats: dict[int, list[TableSeat]] = {}
    for seat in _in_order(ask(_seats, None, keys=keys, today=today)) if keys else []:
        seats.setdefault(seat.table_id, []).append(seat)
    shown = [Shown(table, tuple(seats.get(table.pk, ())), *counts.get(table.pk, (0, 0))) for table in tables]
    return shown, len(rows) > PAGE


_OVER = Q(ended_at__isnull=False) | Q(withdrawn_at__isnull=False)


def _tables(page: int, *, here: int, today: date) -> QuerySet[Table]:
    """As Shown.residents counts them, so that the order is known before the seats are."""
    ours = Q(person__isnull=True) | Q(person__organisation__isnull=True) | Q(person__organisation__kind=RESIDENT)
    sits = TableSeat.objects.filter(_running(today), ours, table=OuterRef("pk"), party=None, confirmed_at__isnull=False)
    order = Case(When(_OVER, then=2), When(Exists(sits), then=1), default=0)
    tables = Table.objects.filter(neighbourhood=here).annotate(place=order)
    shown = tables.only("neighbourhood", "name", "kind", "convened_by", "ended_at", "withdrawn_at")
    last = Coalesce("withdrawn_at", "ended_at").desc()
    return shown.order_by("place", last, "name", "pk")[(page - 1) * PAGE : page * PAGE + 1]


def _plans(_shape: None, *, keys: Sequence[int]) -> QuerySet[Plan, tuple[int, int, int]]:
    """Of each table how many plans lie there, and about how many of them residents were asked and did not speak yet."""
    waiting = Q(asked_at__isnull=False, established_at__isnull=True, positions__isnull=True)
    plans = Plan.objects.filter(table__in=keys, withdrawn_at__isnull=True).order_by().values("table")
    counted = plans.annotate(all=Count("pk", distinct=True), asked=Count("pk", filter=waiting, distinct=True))
    return counted.values_list("table", "all", "asked")


def _seats(_shape: None, *, keys: Sequence[int], today: date) -> QuerySet[TableSeat]:
    seats = TableSeat.objects.filter(_running(today), table__in=keys)
    names = ("party__name", "party__kind", "person__organisation__kind")
    return seats.select_related("party", "person__organisation").only(
        "table", "votes", "confirmed_at", "denied_at", "until_on", *names
    )


def shown_table(table: Table, today: date, seats: Iterable[TableSeat] | None = None) -> Shown:
    """One table with the seats that run today, from those that are known already, or by asking for them."""
    if seats is None:
        return Shown(table, tuple(running_seats(table, today)))
    return Shown(table, tuple(seat for seat in seats if seat.until_on is None or seat.until_on > today))


def plans_of(table: Table) -> QuerySet[Plan]:
    """The plans of a table, the newest first, with what residents held of each."""
    found = Plan.objects.filter(table=table).select_related("table__neighbourhood", "rests_on")
    return found.prefetch_related("positions").order_by("-registered_at", "-pk")


def near(here: int, sought: Sought) -> Iterator[Near]:
    """Plans on tables about the neighbourhood with this key, as whoever begins something looks at them first."""
    plans = Plan.objects.filter(table__neighbourhood=here, withdrawn_at__isnull=True)
    rows = plans.select_related("table__neighbourhood").prefetch_related("items").order_by("-pk")[:200]
    for plan in rows:
        # A plan belongs to the themes of its items; the same theme makes it nearer.
        domains = {str(item.domain) for item in plan.items.all()}
        alike = likeness(sought, plan.title, plan.about, theme=sought.theme if sought.theme in domains else "")
        yield Near(_("Plan aan een tafel"), plan.title, plan.get_absolute_url(), alike, plan.posted_key or "")

"""The register of tables: who sits there, and how many of them are residents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from stoep.network import queries as network
from stoep.network.models import Partnership
from stoep.network.rules import RESIDENT
from stoep.places.models import Neighbourhood
from stoep.tables.models import Plan, Table, TableSeat


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


def register(neighbourhood: Neighbourhood, today: date) -> list[Shown]:
    """Every table that runs, with its seats; those without residents first: there something must happen."""
    waiting = Q(plans__asked_at__isnull=False, plans__established_at__isnull=True, plans__positions__isnull=True)
    tables = list(
        Table.objects.filter(neighbourhood=neighbourhood, ended_at__isnull=True)
        .select_related("neighbourhood")
        .annotate(plan_count=Count("plans", distinct=True), asked_count=Count("plans", filter=waiting, distinct=True))
        .order_by("name", "pk")
    )
    seats: dict[int, list[TableSeat]] = {}
    for seat in _in_order(_with_names(TableSeat.objects.filter(_running(today), table__in=tables))):
        seats.setdefault(seat.table_id, []).append(seat)
    shown = [Shown(table, tuple(seats.get(table.pk, ())), table.plan_count, table.asked_count) for table in tables]
    return sorted(shown, key=lambda one: one.residents > 0)


def ended_tables(neighbourhood: Neighbourhood) -> QuerySet[Table]:
    """The tables that have ended, the latest first. They stay readable."""
    found = Table.objects.filter(neighbourhood=neighbourhood, ended_at__isnull=False)
    return found.select_related("neighbourhood").order_by("-ended_at", "-pk")


def shown_table(table: Table, today: date, seats: Iterable[TableSeat] | None = None) -> Shown:
    """One table with the seats that run today, from those that are known already, or by asking for them."""
    if seats is None:
        return Shown(table, tuple(running_seats(table, today)))
    return Shown(table, tuple(seat for seat in seats if seat.until_on is None or seat.until_on > today))


def plans_of(table: Table) -> QuerySet[Plan]:
    """The plans of a table, the newest first, with what residents held of each."""
    found = Plan.objects.filter(table=table).select_related("table__neighbourhood", "rests_on")
    return found.prefetch_related("positions").order_by("-registered_at", "-pk")

"""A plan of a table, and what residents held of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from stoep.tables import rules
from stoep.tables.models import Plan, Position


@dataclass(frozen=True, slots=True)
class Line:
    """A plan with how it stands, and what residents hold of it that counts; None when they said nothing yet."""

    plan: Plan
    standing: rules.Standing
    held: Position | None
    asked_days: int | None

    @property
    def reserved(self) -> bool:
        """Whether a no or a reservation of residents is printed with it."""
        return self.held is not None and self.held.kind != Position.Kind.FOR


@dataclass(frozen=True, slots=True)
class Held:
    """A position with whether it was there before the plan was established: only then it counts."""

    position: Position
    in_time: bool
    seats: int


def held(position: Position, plan: Plan) -> Held:
    """Whether this position was there before the plan was established, and how many residents' seats were."""
    return Held(position, rules.counts(position.pk, plan.rests_on_id), len(position.seats.all()))


def line_of(plan: Plan, today: date, known: Iterable[Position] | None = None) -> Line:
    """How this plan stands today, from the positions that are known already, or by asking for them."""
    positions = sorted(plan.positions.all() if known is None else known, key=lambda position: position.pk)
    counting = [position for position in positions if rules.counts(position.pk, plan.rests_on_id)]
    asked_on = timezone.localdate(plan.asked_at) if plan.asked_at else None
    return Line(
        plan,
        rules.standing(
            asked=asked_on is not None,
            heard=bool(positions),
            established=plan.established_at is not None,
            withdrawn=plan.withdrawn_at is not None,
        ),
        counting[-1] if counting else None,
        rules.asked_days(asked_on, today) if asked_on else None,
    )


def plan(slug: str, number: int) -> Plan:
    """One plan of this neighbourhood. Raises Plan.DoesNotExist."""
    found = Plan.objects.select_related(
        "table__neighbourhood", "registered_for", "asked_for", "established_for", "rests_on"
    )
    return found.prefetch_related("items").get(table__neighbourhood__slug=slug, pk=number)


def positions_of(plan: Plan) -> QuerySet[Position]:
    """What residents held, the newest first, with the seats that were there."""
    found = Position.objects.filter(plan=plan).prefetch_related("seats")
    return found.order_by("-pk")

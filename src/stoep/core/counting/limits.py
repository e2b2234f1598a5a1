"""Whether a ballot keeps to what was agreed: how many projects, how much money together, how many points."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from stoep.core.counting import numerals
from stoep.core.counting.elections import Ballot, Limits
from stoep.core.counting.problems import Problem

NONE = Limits()


def broken(ballot: Ballot, limits: Limits, costs: Mapping[str, Fraction]) -> Problem | None:
    """The first agreement that this ballot breaks, or None. For a form, and for a file that is read."""
    if limits == NONE:
        return None
    kept = [("length", Fraction(len(ballot.choices)), _number(limits.min_length), _number(limits.max_length))]
    if limits.min_sum_cost is not None or limits.max_sum_cost is not None:
        money = sum((costs[choice] for choice in ballot.choices), Fraction(0))
        kept.append(("sum-cost", money, limits.min_sum_cost, limits.max_sum_cost))
    if ballot.points:
        total = sum(ballot.points, Fraction(0))
        kept += [
            ("sum-points", total, limits.min_sum_points, limits.max_sum_points),
            ("points", min(ballot.points), limits.min_points, None),
            ("points", max(ballot.points), None, limits.max_points),
        ]
    return next((found for what, value, least, most in kept if (found := _outside(what, value, least, most))), None)


def _outside(what: str, value: Fraction, least: Fraction | None, most: Fraction | None) -> Problem | None:
    if least is not None and value < least:
        return Problem(f"ballot-{what}-below", {"found": numerals.short(value), "least": numerals.short(least)})
    if most is not None and value > most:
        return Problem(f"ballot-{what}-above", {"found": numerals.short(value), "most": numerals.short(most)})
    return None


def _number(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)

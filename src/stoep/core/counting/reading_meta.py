"""What META says: the sum, what stands on a ballot, the limits, the threshold, the budgets per category or place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from stoep.core.counting import numerals
from stoep.core.counting.elections import Cap, Kind, Limits
from stoep.core.counting.problems import Unfit

CAPPED = {  # the names, the amounts, and the column of a project in which its name stands
    "categories": ("budget_per_category", "category"),
    "neighborhoods": ("budget_per_neighborhood", "neighborhood"),
    "subdistricts": ("budget_per_subdistrict", "subdistrict"),
}


@dataclass(frozen=True, slots=True)
class Meta:
    """What a count needs of it."""

    budget: Fraction
    kind: Kind
    limits: Limits
    caps: tuple[Cap, ...]
    threshold: Fraction | None


@dataclass(frozen=True, slots=True)
class _Said:
    """META and the line of each key."""

    meta: Mapping[str, str]
    lines: Mapping[str, int]

    def number(self, key: str) -> Fraction | None:
        """A number, or None where META says nothing."""
        written = self.meta.get(key, "")
        if not written:
            return None
        value = numerals.read(written)
        if value is None:
            raise Unfit("meta-not-a-number", self.lines.get(key), key=key, found=written[:40])
        return value

    def whole(self, key: str) -> int | None:
        """A whole number from 0."""
        value = self.number(key)
        if value is None:
            return None
        if value.denominator != 1 or value < 0:
            raise Unfit("meta-not-a-number", self.lines.get(key), key=key, found=self.meta[key][:40])
        return value.numerator

    def kind(self) -> Kind:
        """What stands on a ballot."""
        name = self.meta.get("vote_type", "")
        if not name:
            raise Unfit("meta-missing", key="vote_type")
        try:
            return Kind(name.lower())
        except ValueError:
            known = ", ".join(kind.value for kind in Kind)
            raise Unfit("unknown-vote-type", self.lines.get("vote_type"), found=name[:40], known=known) from None

    def caps(self) -> tuple[Cap, ...]:
        """The budgets per part, in the order of their names."""
        caps: list[Cap] = []
        for names_key, (amounts_key, kind) in CAPPED.items():
            if not (written := self.meta.get(amounts_key, "")):
                continue
            names = [name.strip() for name in self.meta.get(names_key, "").split(",")]
            amounts = [numerals.read(part) for part in written.split(",")]
            if len(names) != len(amounts) or None in amounts or not all(names):
                line = self.lines.get(amounts_key)
                raise Unfit("caps-not-beside-names", line, names=names_key, amounts=amounts_key)
            caps += [Cap(kind, name, amount) for name, amount in zip(names, amounts, strict=True) if amount is not None]
        return tuple(caps)


def read(meta: Mapping[str, str], lines: Mapping[str, int]) -> Meta:
    """Unfit where the budget or the kind of vote is missing or unknown, or a limit is no number."""
    said = _Said(meta, lines)
    budget = said.number("budget")
    if budget is None:
        raise Unfit("meta-missing", key="budget")
    if budget <= 0:
        raise Unfit("budget-not-positive", lines.get("budget"))
    return Meta(
        budget=budget,
        kind=said.kind(),
        limits=Limits(
            min_length=said.whole("min_length"),
            max_length=said.whole("max_length"),
            min_sum_cost=said.number("min_sum_cost"),
            max_sum_cost=said.number("max_sum_cost"),
            min_points=said.number("min_points"),
            max_points=said.number("max_points"),
            min_sum_points=said.number("min_sum_points"),
            max_sum_points=said.number("max_sum_points"),
        ),
        caps=said.caps(),
        threshold=said.number("min_project_score_threshold"),
    )

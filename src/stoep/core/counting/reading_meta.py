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


def read(meta: Mapping[str, str]) -> Meta:
    """Unfit where the budget or the kind of vote is missing or unknown, or a limit is no number."""
    budget = _number(meta, "budget")
    if budget is None:
        raise Unfit("meta-missing", key="budget")
    if budget <= 0:
        raise Unfit("budget-not-positive")
    return Meta(
        budget=budget,
        kind=_kind(meta.get("vote_type", "")),
        limits=Limits(
            min_length=_whole(meta, "min_length"),
            max_length=_whole(meta, "max_length"),
            **{
                name: _number(meta, name)
                for name in (
                    "min_sum_cost",
                    "max_sum_cost",
                    "min_points",
                    "max_points",
                    "min_sum_points",
                    "max_sum_points",
                )
            },
        ),
        caps=_caps(meta),
        threshold=_number(meta, "min_project_score_threshold"),
    )


def _kind(name: str) -> Kind:
    if not name:
        raise Unfit("meta-missing", key="vote_type")
    try:
        return Kind(name.strip().lower())
    except ValueError:
        known = ", ".join(kind.value for kind in Kind)
        raise Unfit("unknown-vote-type", found=name[:40], known=known) from None


def _number(meta: Mapping[str, str], key: str) -> Fraction | None:
    """A number of META, or None where it says nothing."""
    written = meta.get(key, "")
    if not written:
        return None
    value = numerals.read(written)
    if value is None:
        raise Unfit("meta-not-a-number", key=key, found=written[:40])
    return value


def _whole(meta: Mapping[str, str], key: str) -> int | None:
    value = _number(meta, key)
    if value is None:
        return None
    if value.denominator != 1 or value < 0:
        raise Unfit("meta-not-a-number", key=key, found=meta[key][:40])
    return value.numerator


def _caps(meta: Mapping[str, str]) -> tuple[Cap, ...]:
    """The budgets per part, in the order of their names."""
    caps: list[Cap] = []
    for names_key, (amounts_key, kind) in CAPPED.items():
        if not (written := meta.get(amounts_key, "")):
            continue
        names = [name.strip() for name in meta.get(names_key, "").split(",")]
        amounts = [numerals.read(part) for part in written.split(",")]
        if len(names) != len(amounts) or None in amounts or not all(names):
            raise Unfit("caps-not-beside-names", names=names_key, amounts=amounts_key)
        caps += [Cap(kind, name, amount) for name, amount in zip(names, amounts, strict=True) if amount is not None]
    return tuple(caps)

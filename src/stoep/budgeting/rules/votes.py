"""What may stand on one ballot. Plain values in, a word of `wordings` out, or nothing when it may."""

from __future__ import annotations

from collections.abc import Mapping

MOST_POINTS = 1000


def vote_mistake(
    points: Mapping[int, int], *, ballot: str, most: int | None, costs: Mapping[int, int], cents: int
) -> str:
    """Why a ballot with these points (of each number) cannot count, in a key of the words of the voting page; or "".

    `costs`: what each project costs that stands on the ballot; `cents`: the sum that is divided. A cross is one point.
    """
    chosen = {number: given for number, given in points.items() if given}
    if not chosen or not costs.keys() >= chosen.keys() or any(given < 0 for given in chosen.values()):
        return "chosen_none"
    if ballot == "points":
        return "too_many_points" if sum(chosen.values()) > (most or MOST_POINTS) else ""
    if any(given != 1 for given in chosen.values()):
        return "too_many"
    if ballot == "knapsack":
        return "too_dear" if sum(costs[number] for number in chosen) > cents else ""
    return "too_many" if most is not None and len(chosen) > most else ""


def reserve_of(many: int, per_thousand: int) -> int:
    """How many letters of a reserve go with so many letters: the published share, rounded down."""
    return many * per_thousand // 1000

"""How a round is set up so that nobody can take it over: the rule fits the ballot, and no party holds the box alone."""

from __future__ import annotations

from collections.abc import Sequence

COUNTERS = 5  # each holds a sheet of the count key, and three sheets open the box
MOST_OF_THE_MUNICIPALITY = 2
MOST_PARTS = 12
FEWEST_OBSERVERS, MOST_OBSERVERS = 2, 4


def setup_mistake(
    *, ballot: str, most: int | None, rule: str, utility: str, completion: str, parts: Sequence[int]
) -> str:
    """Why the rule, the ballot and the sums do not fit ("most", "utility", "completion", "points", "parts"), or ""."""
    wrong = (
        ("most", (ballot == "knapsack") != (most is None)),
        ("utility", (rule == "equal-shares") != bool(utility)),
        ("completion", rule != "equal-shares" and completion != "none"),
        ("points", ballot == "points" and rule == "phragmen"),
        ("parts", not 0 < len(parts) <= MOST_PARTS or any(cents <= 0 for cents in parts)),
    )
    return next((code for code, is_so in wrong if is_so), "")


def observers_mistake(parties: Sequence[str]) -> str:
    """Why these observers cannot watch a round ("few", "one-party", "no-resident"), or "". Residents are the party "".

    Each can be a witness for the others only when they are of different parties; and residents are always there.
    """
    wrong = (
        ("few", len(parties) < FEWEST_OBSERVERS),
        ("one-party", len(set(parties)) < FEWEST_OBSERVERS),
        ("no-resident", "" not in parties),
    )
    return next((code for code, is_so in wrong if is_so), "")

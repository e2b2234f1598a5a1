"""How a round is set up so that nobody can take it over: the rule fits the ballot, and no party holds the box alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

ASKED_BEFORE = timedelta(hours=24)  # so long before voting begins, the count key stays as it is
ALLOWS_FOR = timedelta(days=7)  # so long a decision of two keys lets one person make a new count key
COUNTERS = 5  # each holds a sheet of the count key, and three sheets open the box
MOST_OF_THE_MUNICIPALITY = 2
MOST_PARTS = 12
# Of each part is published how its voters chose. With fewer letters neighbours would know whose ballot they read: of
# fifty letters some fifteen come back, and two or three ballots are alike.
FEWEST_LETTERS = 50
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


def enough_sheets(held: int, of_others: int) -> bool:
    """Whether so many counters hold their sheet that voting can begin; `of_others` are not of the municipality."""
    return held >= COUNTERS and of_others >= COUNTERS - MOST_OF_THE_MUNICIPALITY


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


def new_key_mistake(at: datetime, voting_from: datetime, *, has_begun: bool, is_lost: bool) -> str:
    """Why no new count key can come ("voting", "late"), or "". Late is the last day, but for a sheet that is lost.

    `has_begun`: people vote, or can do so.
    """
    if has_begun:
        return "voting"
    return "late" if at >= voting_from - ASKED_BEFORE and not is_lost else ""


def allows_new_key(decided_at: datetime, at: datetime, voting_from: datetime) -> bool:
    """Whether a decision for a new count key is good still: some days, and on the last day only one of that day."""
    last_day = voting_from - ASKED_BEFORE
    return at - decided_at <= ALLOWS_FOR and (at < last_day or decided_at >= last_day)

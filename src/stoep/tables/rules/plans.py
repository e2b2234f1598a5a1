"""How a plan of a table stands, and whether it may be established."""

from __future__ import annotations

from datetime import date
from typing import Literal

Standing = Literal["draft", "asked", "heard", "established", "withdrawn"]
AGAINST = "against"
# Why a host wipes a typed name, as the log tells it.
GROUNDS = {
    "asked": "gevraagd door wie het aangaat",
    "mistaken": "de verkeerde naam was opgeschreven",
    "harm": "bescherming van wie het aangaat",
}


def standing(*, asked: bool, heard: bool, established: bool, withdrawn: bool = False) -> Standing:
    """Where a plan stands: withdrawn, established, residents spoke, were asked, or it is a draft and no more."""
    if withdrawn:
        return "withdrawn"
    if established:
        return "established"
    if heard:
        return "heard"
    return "asked" if asked else "draft"


def counts(number: int, rests_on: int | None) -> bool:
    """Whether a position counts for the establishing of a plan: it was written down before.

    By number, since two things may happen in one moment; `rests_on` is the one on which the plan was established.
    """
    return rests_on is None or number <= rests_on


def may_establish(held: str | None, why: str) -> Literal["", "no-position", "no-reason"]:
    """Nothing ("") when a plan may be established on what residents held last (its kind); else what is missing.

    Without a position never. Against a no of residents only with a written reason.
    """
    if held is None:
        return "no-position"
    return "no-reason" if held == AGAINST and not why.strip() else ""


def asked_days(asked_on: date, today: date) -> int:
    """How many days residents have been asked for their position."""
    return max(0, (today - asked_on).days)

"""Quarters of a year, and what may be told of one: sums of what was told, and small gatherings put together.

A gathering of fewer than fifty people gets no tables of its own. Those of one quarter are put together and told once,
when the quarter is over. The others were told when they closed. So each count is in one set of tables and no more, and
a sum over a quarter is made of what was told already: it gives nobody away. Where something is hidden it says so: at
least so many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from stoep.core.margins.tables import Edition
from stoep.gatherings.rules import ledger
from stoep.gatherings.rules.ledger import Cell

LEAST = 3  # small gatherings, before they are told together: of fewer, one could be taken off the other
POOLED = ("came", "sent")  # each within the next
Key = tuple[str, str]  # question and answer, as an edition keeps them


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that was told, or the least that it can be."""

    many: int
    is_least: bool


def begins(day: date) -> date:
    """The first day of the quarter in which this day lies."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def ends(begins_on: date) -> date:
    """The first day after the quarter that begins on this one."""
    month = begins_on.month + 3
    return date(begins_on.year + (month > 12), month - 12 if month > 12 else month, 1)


def number(begins_on: date) -> int:
    """Which of the four quarters of its year it is."""
    return (begins_on.month - 1) // 3 + 1


def is_small(told: Mapping[str, Edition]) -> bool:
    """Whether only its totals were told, of who was asked and of who came: then it is put together with others."""
    return set(POOLED) <= set(told) and not any(edition.marks for edition in told.values())


def pooled(cells: Iterable[Mapping[str, Mapping[Cell, int]]]) -> dict[str, Edition]:
    """What may be told of small gatherings together, by step; nothing of fewer than three."""
    every = list(cells)
    if len(every) < LEAST:
        return {}
    together: dict[str, dict[Cell, int]] = {step: {} for step in POOLED}
    for one in every:
        for step in POOLED:
            for cell, many in one[step].items():
                together[step][cell] = together[step].get(cell, 0) + many
    return ledger.planned({step: ledger.fewer_streets(together[step], together["sent"]) for step in POOLED})


def summed(marks: Iterable[Mapping[Key, Any]], *, all_told: bool) -> dict[Key, Sum]:
    """The sums of what was told of one step, by question and answer; what is hidden everywhere is not there.

    `all_told`: whether every gathering of the quarter is among them. An answer that an edition does not name was given
    by nobody there.
    """
    found: dict[Key, Sum] = {}
    for one in marks:
        for key, mark in one.items():
            before = found.get(key, Sum(0, not all_told))
            shown = isinstance(mark, int)
            found[key] = Sum(before.many + (mark if shown else 0), before.is_least or not shown)
    return {key: each for key, each in found.items() if each.many}

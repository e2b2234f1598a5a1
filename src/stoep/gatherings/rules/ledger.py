"""What may be told of an activity when it closes: asked, answered and came, by way, language and street.

Each step is an edition within the next (docs/decisions/0016): whoever came counts as somebody who answered, and whoever
answered as somebody who was asked, so that neither a number nor a difference of two gives fewer than ten away. Way by
language and way by street are crossed where they are small enough to plan; they do not go round in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from stoep.core.margins.rounding import rounded
from stoep.core.margins.suppression import plan
from stoep.core.margins.tables import Edition, Group, Hidden, Shown

Cell = tuple[str, str, str]  # channel, language, street
QUESTIONS = ("channel", "language", "street")
STEPS = ("came", "answered", "sent")  # each within the next
CROSSED = (("channel", "language"), ("channel", "street"))
ASKED = (*QUESTIONS, *(" ".join(table) for table in CROSSED))  # as an edition keeps what a mark is about
MOST_CROSSED = 30  # cells of one crossing: a larger one takes too long to plan while a page waits
MOST_STREETS = 12
OTHER_STREETS = "*"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of each cell were asked, answered and came, before anything is hidden."""

    sent: Mapping[Cell, int]
    answered: Mapping[Cell, int]
    came: Mapping[Cell, int]


def within(counted: Counted) -> dict[str, dict[Cell, int]]:
    """The same by step, each step within the next: whoever walked in counts as asked and as answered."""
    cells = {*counted.sent, *counted.answered, *counted.came}
    came = {cell: counted.came.get(cell, 0) for cell in cells}
    answered = {cell: max(counted.answered.get(cell, 0), came[cell]) for cell in cells}
    sent = {cell: max(counted.sent.get(cell, 0), answered[cell]) for cell in cells}
    return {"came": came, "answered": answered, "sent": sent}


def told(counted: Counted) -> dict[str, Edition]:
    """The editions that may be published, by step; a step of which nothing may be told is not there."""
    steps = within(counted)
    return planned({step: fewer_streets(steps[step], counted.sent) for step in STEPS})


def planned(steps: Mapping[str, Mapping[Cell, int]]) -> dict[str, Edition]:
    """The same of these cells by step, each step within the next one."""
    bands = _bands({cell for cells in steps.values() for cell in cells})
    asked = [(question,) for question in bands] + [table for table in CROSSED if _fits(table, bands)]
    history: list[Edition] = []
    for step, cells in steps.items():
        counts = _counts(cells, asked)
        total = sum(cells.values())
        edition = plan(name=step, total=total, counts=counts, bands=bands, history=tuple(history))
        if edition is not None:
            history.append(edition)
    return {edition.name: edition for edition in history}


def _fits(table: tuple[str, ...], bands: Mapping[str, Sequence[str]]) -> bool:
    """Whether this crossing tells more than its parts, and is small enough. Both follow from what is public."""
    sizes = [len(bands.get(question, ())) for question in table]
    return min(sizes) > 1 and prod(sizes) <= MOST_CROSSED


def _counts(cells: Mapping[Cell, int], asked: Sequence[tuple[str, ...]]) -> dict[Group, int]:
    counts: dict[Group, int] = {}
    for cell, many in cells.items():
        answers = dict(zip(QUESTIONS, cell, strict=True))
        for table in asked:
            group = tuple((question, answers[question]) for question in table)
            counts[group] = counts.get(group, 0) + many
    return counts


def fewer_streets(cells: Mapping[Cell, int], sent: Mapping[Cell, int]) -> dict[Cell, int]:
    """The streets to which most was sent by name, and the others together."""
    sizes: dict[str, int] = {}
    for (_channel, _language, street), many in sent.items():
        sizes[street] = sizes.get(street, 0) + many
    every = {cell[2] for cell in [*cells, *sent]}
    named = set(sorted(every, key=lambda street: (-sizes.get(street, 0), street))[:MOST_STREETS])
    found: dict[Cell, int] = {}
    for (channel, language, street), many in cells.items():
        cell = (channel, language, street if street in named else OTHER_STREETS)
        found[cell] = found.get(cell, 0) + many
    return found


def _bands(cells: Iterable[Cell]) -> dict[str, Sequence[str]]:
    """Every answer to each question; first what can best be missed: what has no street, and the other streets."""
    every = list(cells)
    found = {question: sorted({cell[at] for cell in every}) for at, question in enumerate(QUESTIONS)}
    found["street"].sort(key=lambda street: (street not in {"", OTHER_STREETS}, street))
    return {question: answers for question, answers in found.items() if answers}


def kept(edition: Edition) -> list[list[Any]]:
    """The marks as they are kept: question, answer, and the number, "few" or "withheld".

    Of a crossing both questions and both answers, with a space: "channel street", "door Eikstraat". No way holds one.
    """
    rows: list[list[Any]] = []
    for group, mark in edition.marks.items():
        question, answer = (" ".join(parts) for parts in zip(*group, strict=True))
        few = "few" if mark is Hidden.FEW else "withheld"
        rows.append([question, answer, mark.count if isinstance(mark, Shown) else few])
    return rows


def printed(value: Any) -> int | str:
    """A kept mark as it is shown: to the nearest five, or what stands in the place of a number."""
    return rounded(value) if isinstance(value, int) else str(value)

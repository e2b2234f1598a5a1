"""What may be told of an activity when it closes: asked, answered and came, by way, language and street.

Each step is an edition within the next (docs/decisions/0016): whoever came counts as somebody who answered, and whoever
answered as somebody who was asked, so that neither a number nor a difference of two gives fewer than ten away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stoep.core.margins.rounding import rounded
from stoep.core.margins.suppression import plan
from stoep.core.margins.tables import Edition, Group, Hidden, Shown

Cell = tuple[str, str, str]  # channel, language, street
QUESTIONS = ("channel", "language", "street")
STEPS = ("came", "answered", "sent")  # each within the next
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
    steps = within(_fewer_streets(counted))
    bands = _bands(steps["sent"])
    history: list[Edition] = []
    for step in STEPS:
        cells = steps[step]
        counts: dict[Group, int] = {}
        for cell, many in cells.items():
            for question, answer in zip(QUESTIONS, cell, strict=True):
                group = ((question, answer),)
                counts[group] = counts.get(group, 0) + many
        total = sum(cells.values())
        edition = plan(name=step, total=total, counts=counts, bands=bands, history=tuple(history))
        if edition is not None:
            history.append(edition)
    return {edition.name: edition for edition in history}


def _fewer_streets(counted: Counted) -> Counted:
    """The streets to which most was sent by name, and the others together."""
    sizes: dict[str, int] = {}
    for (_channel, _language, street), many in counted.sent.items():
        sizes[street] = sizes.get(street, 0) + many
    every = {cell[2] for cells in (counted.sent, counted.answered, counted.came) for cell in cells}
    named = set(sorted(every, key=lambda street: (-sizes.get(street, 0), street))[:MOST_STREETS])

    def folded(cells: Mapping[Cell, int]) -> dict[Cell, int]:
        found: dict[Cell, int] = {}
        for (channel, language, street), many in cells.items():
            cell = (channel, language, street if street in named else OTHER_STREETS)
            found[cell] = found.get(cell, 0) + many
        return found

    return Counted(folded(counted.sent), folded(counted.answered), folded(counted.came))


def _bands(cells: Mapping[Cell, int]) -> dict[str, Sequence[str]]:
    """Every answer to each question; first what can best be missed: what has no street, and the other streets."""
    found = {question: sorted({cell[at] for cell in cells}) for at, question in enumerate(QUESTIONS)}
    found["street"].sort(key=lambda street: (street not in {"", OTHER_STREETS}, street))
    return {question: answers for question, answers in found.items() if answers}


def kept(edition: Edition) -> list[list[Any]]:
    """The marks as they are kept: question, answer, and the number, "few" or "withheld"."""
    rows: list[list[Any]] = []
    for group, mark in edition.marks.items():
        ((question, answer),) = group
        few = "few" if mark is Hidden.FEW else "withheld"
        rows.append([question, answer, mark.count if isinstance(mark, Shown) else few])
    return rows


def printed(value: Any) -> int | str:
    """A kept mark as it is shown: to the nearest five, or what stands in the place of a number."""
    return rounded(value) if isinstance(value, int) else str(value)

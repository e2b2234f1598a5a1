"""The gap table of one question: what was published beside the official figures, and what may be said of each band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stoep.core.margins.bands import Between, Judgement, compare
from stoep.core.margins.tables import FEWEST, Edition, Group, Hidden, Shown


def gaps(
    *,
    history: Sequence[Edition],
    question: str,
    answers: Sequence[str],
    silent: str,
    official: Mapping[str, int | None],
    residents: int,
) -> dict[str, Judgement]:
    """Per official band the judgement on the newest edition, worked out from published marks alone.

    `answers` are all answers to the question, `silent` the one that stands for none. `official` has the residents per
    band, named as the answers are, or None where that figure is unknown; `residents` is everybody of the ages asked.
    """
    seen = readings(history, question, answers)
    total = history[-1].total
    return compare(seen=seen, silent=seen[silent], participants=total, official=official, residents=residents)


def readings(history: Sequence[Edition], question: str, answers: Sequence[str]) -> dict[str, Between]:
    """How many people gave each answer, as far as any reader knows: the newest marks, and what was shown before."""
    newest = history[-1]
    ends = {}
    for answer in answers:
        group: Group = ((question, answer),)
        ends[answer] = _ends(newest.marks.get(group), _shown_before(history, group), newest.total)
    least = sum(low for low, _high in ends.values())
    return {answer: Between(low, min(high, newest.total - least + low)) for answer, (low, high) in ends.items()}


def _ends(mark: Shown | Hidden | None, before: int, total: int) -> tuple[int, int]:
    """The fewest and the most that one mark leaves possible."""
    if isinstance(mark, Shown):
        return mark.count, mark.count
    if mark is Hidden.FEW:
        return 0, FEWEST - 1
    return (max(before, FEWEST) if mark else before), total


def _shown_before(history: Sequence[Edition], group: Group) -> int:
    """The most that was shown of a group among those who are counted now too."""
    newest = history[-1]
    shown = [edition.marks.get(group) for edition in history if edition.name in newest.contains]
    return max((mark.count for mark in shown if isinstance(mark, Shown)), default=0)

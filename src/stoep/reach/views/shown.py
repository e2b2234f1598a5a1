"""An edition in the words and the drawing of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stoep.core.margins.bands import Standing
from stoep.reach import words
from stoep.reach.models import Edition
from stoep.reach.queries import Asked, Changed, Told
from stoep.reach.rules import Compared, Parts

WIDE = 300  # units of the drawing


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line of the drawing, in its units: the band of what is usual; what was seen, fewest to most."""

    band_at: int
    band_wide: int
    seen_at: int
    seen_wide: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One group of people with its judgement in words, and its line of the drawing where there is one."""

    key: str
    name: str
    standing: str
    is_missing: bool
    is_heard: bool
    share: str
    why: str
    drawn: Drawn | None


def questions(told: Told) -> list[dict[str, Any]]:
    """Each question of the edition for the page."""
    return [_question(asked, told.edition.round.parts) for asked in told.asked]


def _question(asked: Asked, parts: Parts) -> dict[str, Any]:
    lines = [
        {"answer": words.answer(asked.question, line.answer, parts), "count": words.count(line), "share": line.share}
        for line in asked.lines
    ]
    return {
        "code": asked.question,
        "about": words.ABOUT[asked.question],
        "lines": lines,
        "groups": _groups(asked.compared, parts),
        "year": asked.year,
        "sources": asked.sources,
    }


def groups(told: Told) -> dict[str, list[Group]]:
    """All groups of the edition by what can be said of them: heard, missing and unknown."""
    every = [group for asked in told.asked for group in _groups(asked.compared, told.edition.round.parts)]
    return {
        "heard": [group for group in every if group.is_heard],
        "missing": [group for group in every if group.is_missing],
        "unknown": [group for group in every if not group.is_heard and not group.is_missing],
    }


def changes(found: Sequence[Changed], edition: Edition) -> list[dict[str, str]]:
    """What became of each group since the former edition."""
    parts = edition.round.parts
    return [{"group": words.group(each.group.key, parts), "what": str(words.CHANGES[each.what])} for each in found]


def _groups(compared: Sequence[Compared], parts: Parts) -> list[Group]:
    ends = [end for each in compared if each.judgement.usual for end in (each.judgement.usual[1], each.seen.most)]
    most = max(ends, default=1) or 1
    return [_group(each, parts, most) for each in compared]


def _group(each: Compared, parts: Parts, most: int) -> Group:
    return Group(
        key=each.key,
        name=words.group(each.key, parts),
        standing=str(words.STANDINGS[each.standing]),
        is_missing=each.is_missing,
        is_heard=each.standing is Standing.ABOUT_RIGHT,
        share=words.share(each),
        why=words.uncertainty(each),
        drawn=_drawn(each, most),
    )


def _drawn(each: Compared, most: int) -> Drawn | None:
    """What is told to the nearest five is drawn to the nearest five; what is hidden, as wide as it can be."""
    usual = each.judgement.usual
    if usual is None:
        return None
    least, furthest = each.seen.least, each.seen.most
    is_exact = least == furthest
    if is_exact:
        least = furthest = 5 * round(least / 5)
    left, right = (WIDE * end // most for end in usual)
    at, to = (min(WIDE, WIDE * end // most) for end in (least, furthest))
    return Drawn(left, max(2, right - left), at, max(0, to - at), is_exact)

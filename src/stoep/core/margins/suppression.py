"""What may be told now, given all that was told before: numbers below ten hidden, and whatever gives them away.

`plan` marks each group: below ten it is "fewer than ten", zero too; a number that differs by less than ten from one
that was shown of the same group before is not shown again, so that nobody sees a few people come. Then one number after
another is withheld, until nothing can be worked out from all that was ever shown (`audit.too_close`). Where that does
not help the crossed tables are left out, and then all tables of that question: the next edition tries again, and what
was shown before stays on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stoep.core.margins.audit import too_close
from stoep.core.margins.bounds import Impossible
from stoep.core.margins.knowledge import components
from stoep.core.margins.tables import (
    FEWEST,
    TOGETHER,
    Bands,
    Edition,
    Group,
    Hidden,
    Mark,
    Questions,
    Shown,
    groups,
    parts,
    questions,
    tables,
)

ENOUGH = 50  # people, before any table is told: of fewer, who knows this program by heart learns too much


def plan(
    *,
    name: str,
    total: int,
    counts: Mapping[Group, int],
    bands: Bands,
    history: Sequence[Edition] = (),
    contains: Sequence[str] | None = None,
    enough: int = ENOUGH,
) -> Edition | None:
    """The edition that may be published now, or None while there is nothing new that may be told about everybody.

    `counts` holds people per group of each table that is asked for; what is absent is zero. A crossed table brings
    both its single ones along. `bands` lists every answer to each question, first what can best be missed ("no
    answer"). `history` is all that was published of these people, whoever saw it; `contains` names the editions whose
    people are all counted here too: all of them, unless said otherwise. Below `enough` people only their total is told;
    lower it only where the answers say nothing about who somebody is, as by which channel they were asked.
    """
    inside = tuple(edition.name for edition in history) if contains is None else tuple(contains)
    earlier = [edition for edition in history if edition.name in inside]
    if total < FEWEST or any(total - edition.total < FEWEST for edition in earlier):
        return None
    whole = _whole(total, counts, bands)
    asked = tables(whole) if total >= enough else []
    crossed = tables(group for edition in history for group in edition.marks) + asked
    marks: dict[Group, Mark] = {}
    for component in components(sorted(set(crossed))):
        here = [table for table in asked if any(set(table) <= set(each) for each in component)]
        if here:
            first = _first(whole, here, earlier)
            blank = Edition(name, total, {}, inside)
            marks.update(_settled(first, blank, (tuple(history), component, bands)))
    return Edition(name, total, marks, inside)


_Known = tuple[tuple[Edition, ...], list[Questions], Bands]


def _whole(total: int, counts: Mapping[Group, int], bands: Bands) -> dict[Group, int]:
    """Every group of every table asked for, and of the single ones in it; ValueError if it does not add up."""
    whole: dict[Group, int] = {}
    for table in sorted(tables(counts), key=len):
        if len(table) > TOGETHER or list(table) != sorted(set(table)):
            raise ValueError(f"not a table of one or two questions in order: {table}")
        known = set(whole)
        for cell in groups(table, bands):
            for part in parts(cell):
                if part not in known:
                    whole[part] = whole.get(part, 0) + counts.get(cell, 0)
    unknown = [group for group in counts if group and group not in whole]
    if unknown or any(count < 0 for count in counts.values()):
        raise ValueError(f"not an answer that there is: {unknown}")
    _adds_up(whole, total, bands)
    return whole


def _adds_up(whole: Mapping[Group, int], total: int, bands: Bands) -> None:
    for table in tables(whole):
        if sum(whole[cell] for cell in groups(table, bands)) != total:
            raise ValueError(f"{table} does not add up to everybody")
        for at, question in enumerate(table if len(table) > 1 else ()):
            for answer in bands[question]:
                cells = [cell for cell in groups(table, bands) if cell[at][1] == answer]
                if sum(whole[cell] for cell in cells) != whole[((question, answer),)]:
                    raise ValueError(f"{table} and {question} tell different numbers of {answer}")


def _first(whole: Mapping[Group, int], here: Sequence[Questions], earlier: Sequence[Edition]) -> dict[Group, Mark]:
    """The marks before anything is withheld for another's sake."""
    marks: dict[Group, Mark] = {}
    for group, count in whole.items():
        if questions(group) in here:
            before = [mark.count for edition in earlier if isinstance(mark := edition.marks.get(group), Shown)]
            new = all(abs(count - shown) >= FEWEST for shown in before)
            marks[group] = Hidden.FEW if count < FEWEST else Shown(count) if new else Hidden.WITHHELD
    return marks


def _settled(first: dict[Group, Mark], blank: Edition, known: _Known) -> dict[Group, Mark]:
    """The marks that give nobody away: of all tables, or else of the single ones, or else none."""
    single: dict[Group, Mark] = {group: mark for group, mark in first.items() if len(group) == 1}
    attempts = [first, single] if len(single) < len(first) else [first]
    for wanted in attempts:
        marks = _withheld(wanted, blank, known)
        if marks is not None:
            return marks
    return {}


def _withheld(wanted: dict[Group, Mark], blank: Edition, known: _Known) -> dict[Group, Mark] | None:
    """Withhold one number after another until nothing can be worked out; None where that does not help.

    The order is fixed and nothing is shown again: else it would tell of what is hidden which numbers are withheld.
    """
    history, component, bands = known
    marks = dict(wanted)
    while True:
        edition = Edition(blank.name, blank.total, marks, blank.contains)
        try:
            close = too_close((*history, edition), component, bands)
        except Impossible:  # numbers fell, against what was told before
            return None
        if close is None:
            return marks
        another = next(_candidates(marks, close, bands), None)
        if another is None:
            return None
        marks[another] = Hidden.WITHHELD


def _candidates(marks: Mapping[Group, Mark], close: Group, bands: Bands) -> Iterator[Group]:
    """The numbers that could be withheld for a group: first those on one line with it, then any, in their order."""
    crossed_first = sorted(tables(marks), key=len, reverse=True)
    shown = [each for table in crossed_first for each in groups(table, bands) if isinstance(marks[each], Shown)]
    for each in shown:
        if questions(each) == questions(close) and len(set(each) - set(close)) == 1:
            yield each
    yield from shown

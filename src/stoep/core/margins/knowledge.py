"""What somebody knows who kept everything that was ever published, written down as sums of counts of people.

The reader is a strong one, who has the numbers before they were rounded, knows what the marks mean, and takes it that
nobody who was once counted left (a reader who does not know that knows less).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from stoep.core.margins.bounds import Known
from stoep.core.margins.tables import FEWEST, Bands, Edition, Group, Hidden, Questions, Shown, groups, tables


def components(of: Sequence[Questions]) -> list[list[Questions]]:
    """Tables that tell something about each other because they share a question, put together; without what is implied.

    Everybody's number is public, so tables without a question in common tell nothing about each other. Crossings that
    go round in a circle (A by B, B by C, C by A) are refused: there the margins no longer tell what worlds there are.
    """
    crossed = [table for table in of if len(table) > 1]
    covered = {question for table in crossed for question in table}
    found: list[list[Questions]] = [[table] for table in of if len(table) == 1 and table[0] not in covered]
    linked: list[list[Questions]] = []
    for table in crossed:
        touching = [each for each in linked if {q for t in each for q in t} & set(table)]
        if any(len({q for t in each for q in t} & set(table)) > 1 for each in touching):
            raise ValueError(f"crossed tables go round in a circle at {table}")
        linked = [each for each in linked if each not in touching]
        linked.append([table, *(t for each in touching for t in each)])
    return found + linked


@dataclass(frozen=True, slots=True)
class Watched:
    """A number that nobody may work out: people of a group, or those who came in between two editions (`growth`)."""

    group: Group
    terms: dict[int, int]
    growth: bool = False


@dataclass
class View:
    """One component, in counts that nobody may know: who came in with each edition, per cell of each largest table.

    `known` is all that the editions tell of these, and `watched` what nobody may work out from it.
    """

    editions: tuple[Edition, ...]
    component: tuple[Questions, ...]
    bands: Bands
    column: dict[tuple[Questions, Group, str], int] = field(default_factory=dict)
    path: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        inside = {question for table in self.component for question in table}
        told = {edition.name: any(set(q) <= inside for q in tables(edition.marks)) for edition in self.editions}
        kept: dict[str, Edition] = {}
        for edition in self.editions:
            if told[edition.name]:
                before = [name for name in edition.contains if name in kept]
                self.path[edition.name] = (*(self.path[before[-1]] if before else ()), edition.name)
                kept[edition.name] = edition
        self.editions = tuple(kept.values())
        for table in self.component:
            for cell in groups(table, self.bands):
                for name in kept:
                    self.column[table, cell, name] = len(self.column)

    def _terms(self, group: Group, names: Sequence[str], table: Questions | None = None) -> dict[int, int]:
        """Who came into this group with these editions, as a sum of counts."""
        asked = {question for question, _answer in group}
        table = table or next(each for each in self.component if asked <= set(each))
        cells = [cell for cell in groups(table, self.bands) if set(group) <= set(cell)]
        return {self.column[table, cell, name]: 1 for cell in cells for name in names}

    def known(self) -> Iterator[Known]:
        """Everything that the editions tell about these tables."""
        for edition in self.editions:
            yield from self._totals(edition)
            yield from self._seams(edition)
            for group, mark in edition.marks.items():
                if group and any({q for q, _ in group} <= set(table) for table in self.component):
                    yield self._told(edition, group, mark)

    def _totals(self, edition: Edition) -> Iterator[Known]:
        """Everybody gave one answer to each question, and who is in an edition is in those that contain it."""
        path = self.path[edition.name]
        before = next(each for each in self.editions if each.name == path[-2]).total if len(path) > 1 else 0
        for table in self.component:
            yield _exactly(self._terms((), [edition.name], table), edition.total - before)
            for name in edition.contains:
                if name in self.path and name not in path:
                    for cell in groups(table, self.bands):
                        yield Known(
                            _less(self._terms(cell, path, table), self._terms(cell, self.path[name], table)), 0, None
                        )

    def _seams(self, edition: Edition) -> Iterator[Known]:
        """Two tables that share a question give the same people the same answer."""
        for at, table in enumerate(self.component):
            for other in self.component[at + 1 :]:
                for question in set(table) & set(other):
                    for answer in self.bands[question]:
                        group = ((question, answer),)
                        one, two = (self._terms(group, [edition.name], each) for each in (table, other))
                        yield _exactly(_less(one, two), 0)

    def _told(self, edition: Edition, group: Group, mark: Shown | Hidden) -> Known:
        """What one mark tells; after a shown number, who came in since then: the same, in fewer terms."""
        path = self.path[edition.name]
        if not isinstance(mark, Shown):
            few = mark is Hidden.FEW
            return Known(self._terms(group, path), None if few else FEWEST, FEWEST - 1 if few else None)
        named = {each.name: each.marks.get(group) for each in self.editions}
        for back in range(len(path) - 1, 0, -1):
            earlier = named[path[back - 1]]
            if isinstance(earlier, Shown):
                return _exactly(self._terms(group, path[back:]), mark.count - earlier.count)
        return _exactly(self._terms(group, path), mark.count)

    def watched(self) -> Iterator[Watched]:
        """Each number that must stay wide: every hidden one, and every growth that no two shown numbers tell.

        Those of the newest edition come first: what is new is narrow first.
        """
        for edition in reversed(self.editions):
            for table in tables(edition.marks):
                if any(set(table) <= set(each) for each in self.component):
                    for group in groups(table, self.bands):
                        yield from self._of(group, edition)

    def _of(self, group: Group, edition: Edition) -> Iterator[Watched]:
        """The number of a group in one edition, and how much it grew since each earlier one."""
        path, mark = self.path[edition.name], edition.marks[group]
        marks = {each.name: each.marks.get(group) for each in self.editions}
        if not isinstance(mark, Shown):
            yield Watched(group, self._terms(group, path))
        for back, earlier in enumerate(path[:-1], start=1):
            if marks[earlier] and not (isinstance(mark, Shown) and isinstance(marks[earlier], Shown)):
                yield Watched(group, self._terms(group, path[back:]), growth=True)


def _exactly(terms: dict[int, int], value: int) -> Known:
    return Known(terms, value, value)


def _less(one: dict[int, int], two: dict[int, int]) -> dict[int, int]:
    """The difference of two sums."""
    return {column: one.get(column, 0) - two.get(column, 0) for column in {**one, **two}}

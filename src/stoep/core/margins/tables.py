"""What was published: editions, each with one mark per group of people. Plain values, which a room keeps as they are.

A group is a choice of at most two answers: () is everybody, (("age", "12-17"),) a band of one question, and
(("age", "12-17"), ("street", "Eikstraat")) a crossing of two. `group` puts them in order.
An edition is one moment of publication. It counts everybody whom the editions in `contains` counted, and more: a
later date, or a wider step (who came is among who answered, who answered among who was asked).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, product

Group = tuple[tuple[str, str], ...]
Questions = tuple[str, ...]  # the one or two questions that a table is about, in order
Bands = Mapping[str, Sequence[str]]  # per question every answer that there is, "no answer" among them
TOGETHER = 2  # questions in one table at most

FEWEST = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """The number of people of a group, to be printed rounded; never fewer than ten."""

    count: int


class Hidden(Enum):
    """Why no number stands there: there are fewer than ten, or there are ten or more but it would give others away."""

    FEW = "fewer than ten"
    WITHHELD = "not shown"


Mark = Shown | Hidden


@dataclass(frozen=True, slots=True)
class Edition:
    """All that one moment of publication tells. `name` is unique within a history, as a date is."""

    name: str
    total: int
    marks: Mapping[Group, Mark]
    contains: tuple[str, ...] = ()


def group(answers: Mapping[str, str]) -> Group:
    """The group of everybody who gave these answers."""
    return tuple(sorted(answers.items()))


def questions(of: Group) -> Questions:
    """What a group is about."""
    return tuple(question for question, _answer in of)


def groups(of: Questions, bands: Bands) -> Iterator[Group]:
    """Every group of a table, in the order of its bands."""
    for answers in product(*(bands[question] for question in of)):
        yield tuple(zip(of, answers, strict=True))


def parts(of: Group) -> Iterator[Group]:
    """The wider groups in whose tables a group counts too: of a crossing both its answers; itself last."""
    for size in range(1, len(of) + 1):
        yield from combinations(of, size)


def tables(groups_: Iterable[Group]) -> list[Questions]:
    """The tables to which these groups belong, everybody left out."""
    return sorted({questions(each) for each in groups_ if each})


def last_shown(history: Sequence[Edition], of: Group) -> tuple[str, int] | None:
    """The newest number that was ever shown of a group, and of which edition: what stays on the page meanwhile."""
    for edition in reversed(history):
        mark = edition.marks.get(of)
        if isinstance(mark, Shown):
            return edition.name, mark.count
    return None

"""Editions as the pages tell them: per question what was told, the groups beside the official figures, the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from stoep.core.margins import tables
from stoep.places.models import Neighbourhood
from stoep.reach import rules
from stoep.reach.models import Edition, Round
from stoep.reach.rules import Compared, Line

PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one edition. `lines` is empty where nothing may be told; `compared` without official figures."""

    question: str
    lines: list[Line]
    compared: list[Compared]
    year: int | None = None
    sources: tuple[str, ...] = ()
    residents: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One edition: its questions in the order of the card."""

    edition: Edition
    asked: list[Asked]

    @property
    def groups(self) -> list[Compared]:
        """Every group that was laid beside official figures."""
        return [group for asked in self.asked for group in asked.compared]


@dataclass(frozen=True, slots=True)
class Changed:
    """A group in two editions, and what became of it: "heard", "better", "same" or "less"."""

    group: Compared
    before: Compared
    what: str


def history(rows: Sequence[Edition]) -> list[tables.Edition]:
    """The editions of one round as the core keeps them, the first one first."""
    found: list[tables.Edition] = []
    for row in rows:
        name = str(row.number)
        found.append(rules.read(name, row.total, row.marks, [each.name for each in found]))
    return found


def _with_rounds() -> QuerySet[Edition]:
    own = Prefetch("round__editions", Edition.objects.order_by("number"), to_attr="in_order")
    return Edition.objects.select_related("round__neighbourhood", "round__activity").prefetch_related(own)


def newest(neighbourhood: Neighbourhood) -> Edition | None:
    """The newest edition of the whole wijk, with those of the same round; None before the first."""
    every = _with_rounds().filter(round__neighbourhood=neighbourhood, round__about=Round.About.WIJK)
    return every.order_by("-pk").first()


def edition_of(slug: str, pk: int) -> Edition:
    """The edition with this number in this very neighbourhood; Edition.DoesNotExist when there is none."""
    return _with_rounds().get(round__neighbourhood__slug=slug, pk=pk)


def earlier(neighbourhood: Neighbourhood, before: int | None = None) -> list[Edition]:
    """Editions of any round, newest first, a page of them, below the key `before`."""
    every = Edition.objects.filter(round__neighbourhood=neighbourhood).select_related("round")
    if before is not None:
        every = every.filter(pk__lt=before)
    return list(every.order_by("-pk")[:PAGE])


def told(edition: Edition) -> Told:
    """One edition as its page tells it, worked out from what was published alone."""
    every = [row for row in _in_order(edition.round) if row.number <= edition.number]
    kept = history(every)
    parts = edition.round.parts
    asked = [_asked(kept, question, parts, edition.margins.get(question)) for question in rules.questions(parts)]
    return Told(edition, asked)


def _in_order(of: Round) -> list[Edition]:
    known: list[Edition] | None = getattr(of, "in_order", None)
    return list(of.editions.order_by("number")) if known is None else known


def _asked(kept: Sequence[tables.Edition], question: str, parts: rules.Parts, margin: dict[str, Any] | None) -> Asked:
    every = rules.answers(question, parts)
    lines = rules.lines(kept, question, every)
    if margin is None:
        return Asked(question, lines, [])
    return Asked(
        question, lines, rules.compare(kept, question, every, margin), margin["year"], tuple(margin["sources"]),
        margin["residents"],
    )  # fmt: skip


def former(edition: Edition) -> Edition | None:
    """The edition before this one: of the same round, else the last one of an earlier round of the wijk."""
    own = [row for row in _in_order(edition.round) if row.number < edition.number]
    if own:
        row = own[-1]
        row.round = edition.round
        return row
    if edition.round.about != Round.About.WIJK:
        return None
    every = _with_rounds().filter(
        round__neighbourhood=edition.round.neighbourhood_id, round__about=Round.About.WIJK, pk__lt=edition.pk
    )
    return every.order_by("-pk").first()


def changes(now: Told, before: Told | None) -> list[Changed]:
    """What became of each group since the former edition, as far as both editions tell it."""
    if before is None:
        return []
    known = {group.key: group for group in before.groups}
    pairs = [(group, known[group.key]) for group in now.groups if group.key in known]
    found = [Changed(group, old, rules.change(old.standing, group.standing)) for group, old in pairs]
    return [each for each in found if each.what != "unknown" and (each.what != "same" or each.group.is_missing)]

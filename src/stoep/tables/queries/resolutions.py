"""Decisions of the partnership: those that lie open, and those that were taken. Read only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from stoep.network import queries as network
from stoep.network.models import Partnership, Seat
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask
from stoep.tables import rules
from stoep.tables.models import Ballot, MinorityStatement, Resolution, Wording

PAGE, LISTED = 50, 20
Standing = Literal["open", "withdrawn", "carried", "rejected", "objected", "replaced"]


@dataclass(frozen=True)
class Listed:
    """A decision as a list shows it: how it stands, how it was counted, who denied, and what a minority thinks."""

    resolution: Resolution
    standing: Standing
    replaced_by: int | None
    ballots: tuple[Ballot, ...]
    statements: tuple[MinorityStatement, ...]

    @property
    def tally(self) -> rules.Tally:
        """The votes as they were counted at the closing; of an open decision nothing is counted yet."""
        return rules.tally(rules.votes_of(self.resolution.roll))

    @property
    def hangs_on_denied(self) -> bool:
        """Whether it would have gone otherwise, had what seats say that they said been written down."""
        denied = {ballot.seat_id: ballot.own_said for ballot in self.ballots if ballot.denied_at is not None}
        if self.resolution.closed_at is None or not denied:
            return False
        return rules.hangs_on_denied(self.resolution.method, self.resolution.roll, denied)

    @property
    def present(self) -> dict[str, int]:
        """How many seats of each side spoke, as they counted at the closing."""
        found: dict[str, int] = {}
        for vote in rules.votes_of(self.resolution.roll):
            if vote.said:
                found[vote.side] = found.get(vote.side, 0) + 1
        return found


@dataclass(frozen=True)
class Taken(Listed):
    """A decision as its own page and paper show it: with its text now, and every text with what seats said of it."""

    wording: Wording
    rounds: tuple[tuple[Wording, tuple[Ballot, ...]], ...]


_WORDINGS = Wording.objects.select_related("written_by__person").order_by("round")
_BALLOTS = Ballot.objects.select_related(
    "seat__person__organisation", "seat__organisation", "written_by__person"
).order_by("round", "pk")
_STATEMENTS = MinorityStatement.objects.select_related("seat__person").order_by("pk")


def _wide(rows: QuerySet[Resolution]) -> QuerySet[Resolution]:
    later = Resolution.objects.filter(replaces=OuterRef("pk"), outcome=Resolution.Outcome.CARRIED).values("number")
    wide = rows.select_related("neighbourhood", "replaces__neighbourhood", "opened_by__person", "closed_by__person")
    return wide.annotate(replaced_by=Subquery(later[:1]))


def _all(slug: str) -> QuerySet[Resolution]:
    said = (("wordings", _WORDINGS), ("ballots", _BALLOTS), ("statements", _STATEMENTS))
    prefetched = [Prefetch(name, rows.all()) for name, rows in said]
    return _wide(Resolution.objects.filter(neighbourhood__slug=slug)).prefetch_related(*prefetched, "items")


def _taken(resolution: Resolution) -> Taken:
    said = (resolution.wordings.all(), resolution.ballots.all(), resolution.statements.all())
    return _made(resolution, *said)


def _made(
    resolution: Resolution,
    wordings: Iterable[Wording],
    ballots: Iterable[Ballot],
    statements: Iterable[MinorityStatement],
) -> Taken:
    replaced_by: int | None = resolution.replaced_by  # type: ignore[attr-defined] # annotated in `_all`
    rounds = tuple((one, tuple(each for each in ballots if each.round == one.round)) for one in wordings)
    wording, spoke = next((one, spoke) for one, spoke in rounds if one.round == resolution.round)
    standing = _standing(resolution, replaced_by)
    return Taken(resolution, standing, replaced_by, spoke, tuple(statements), wording, rounds)


def _standing(resolution: Resolution, replaced_by: int | None) -> Standing:
    if resolution.withdrawn_at is not None:
        return "withdrawn"
    if resolution.closed_at is None:
        return "open"
    if resolution.outcome == Resolution.Outcome.REJECTED:
        return "rejected"
    if resolution.outcome == Resolution.Outcome.OBJECTED:
        return "objected"
    return "replaced" if replaced_by else "carried"


def lying_open(neighbourhood: Neighbourhood) -> list[Taken]:
    """The decisions on which seats can still speak, the oldest first."""
    found = _all(neighbourhood.slug).filter(closed_at__isnull=True, withdrawn_at__isnull=True).order_by("number")
    return [_taken(resolution) for resolution in found[:PAGE]]


def resolutions(slug: str, *, before: int | None = None, limit: int = PAGE, year: int | None = None) -> list[Taken]:
    """The decisions of a neighbourhood, the newest first: one page of them, from before this number on.

    With `year` only those that were closed in it.
    """
    found = _all(slug).order_by("-number")
    if before is not None:
        found = found.filter(number__lt=before)
    if year is not None:
        found = found.filter(closed_at__year=year)
    return [_taken(resolution) for resolution in found[:limit]]


def listed(slug: str, *, before: int | None = None) -> list[Listed]:
    """Twenty decisions of a neighbourhood, the newest first, from before this number on; three questions."""
    found = ask(_listed, before is not None, slug=slug, **({} if before is None else {"before": before}))
    keys = [resolution.pk for resolution in found]
    said: list[MinorityStatement] = ask(_stated, None, keys=keys) if keys else []
    denied: list[Ballot] = ask(_denied, None, keys=keys) if keys else []
    return [
        Listed(
            each,
            _standing(each, each.replaced_by),  # type: ignore[attr-defined] # annotated in `_listed`
            each.replaced_by,  # type: ignore[attr-defined]
            tuple(ballot for ballot in denied if (ballot.resolution_id, ballot.round) == (each.pk, each.round)),
            tuple(statement for statement in said if statement.resolution_id == each.pk),
        )
        for each in found
    ]


def _listed(goes_on: bool, *, slug: str, before: int = 0) -> QuerySet[Resolution]:
    later = Resolution.objects.filter(replaces=OuterRef("pk"), outcome=Resolution.Outcome.CARRIED).values("number")
    found = Resolution.objects.filter(neighbourhood__slug=slug)
    if goes_on:
        found = found.filter(number__lt=before)
    shown = ("number", "title", "method", "round", "opened_at", "closed_at", "withdrawn_at", "outcome", "roll")
    return found.only("neighbourhood", *shown).annotate(replaced_by=Subquery(later[:1])).order_by("-number")[:LISTED]


def _stated(_shape: None, *, keys: Sequence[int]) -> QuerySet[MinorityStatement]:
    wide = MinorityStatement.objects.filter(resolution__in=keys).select_related("seat__person").order_by("pk")
    return wide.only("resolution", "words", "written_at", "seat__side", "seat__person__name")


def _denied(_shape: None, *, keys: Sequence[int]) -> QuerySet[Ballot]:
    return Ballot.objects.filter(resolution__in=keys, denied_at__isnull=False).order_by("pk")


def resolution(slug: str, number: int) -> Taken:
    """One decision. Raises Resolution.DoesNotExist."""
    found = ask(_one, None, slug=slug, number=number)
    if not found:
        raise Resolution.DoesNotExist(number)
    key = found[0].pk
    said = (ask(_wordings, None, of=key), ask(_ballots, None, of=key), ask(_statements, None, of=key))
    return _made(found[0], *said)


def _one(_shape: None, *, slug: str, number: int) -> QuerySet[Resolution]:
    return _wide(Resolution.objects.filter(neighbourhood__slug=slug, number=number))


def _wordings(_shape: None, *, of: int) -> QuerySet[Wording]:
    return _WORDINGS.filter(resolution=of)


def _ballots(_shape: None, *, of: int) -> QuerySet[Ballot]:
    return _BALLOTS.filter(resolution=of)


def _statements(_shape: None, *, of: int) -> QuerySet[MinorityStatement]:
    return _STATEMENTS.filter(resolution=of)


def decided(neighbourhood: Neighbourhood) -> QuerySet[Resolution]:
    """The decisions of the partnership that are in force: carried, and not replaced by a later one; the newest first.

    In whose competence a decision is, it does not say: the room council does.
    """
    found = _in_force().filter(neighbourhood=neighbourhood)
    return found.select_related("neighbourhood").prefetch_related("items").order_by("-closed_at", "-pk")


def decided_on(item: int) -> QuerySet[Resolution]:
    """The decisions in force that touch the item of the agenda with this key."""
    return _in_force().filter(items=item)


def _in_force() -> QuerySet[Resolution]:
    carried = Resolution.Outcome.CARRIED
    replaced = Resolution.objects.filter(outcome=carried, replaces__isnull=False).values("replaces")
    return Resolution.objects.filter(outcome=carried).exclude(pk__in=replaced)


def silent_seats(taken: Taken, table: Partnership, today: date) -> list[Seat]:
    """The running seats that did not speak in this round yet."""
    spoke = {ballot.seat_id for ballot in taken.ballots}
    return [seat for seat, _side, _weight in network.votes_at(table, today) if seat.pk not in spoke]

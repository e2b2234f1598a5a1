"""How a seat and a post stand in the log: by number, side and dates; the name only as a commitment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone, translation

from stoep.network import queries
from stoep.network.facts import post_facts, seat_facts
from stoep.network.models import Post, Seat
from stoep.record import actions as record
from stoep.shared.actor import Actor

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Votes = Sequence[tuple[Seat, str, int]]


def in_dutch(label: str | _StrPromise) -> str:
    """A label for the log, which speaks one language, whatever that of whoever acts."""
    with translation.override("nl"):
        return str(label)


def seal_seat(seat: Seat, *, act: str, by: Actor, at: datetime, told: str, change: int | None = None) -> None:
    """Seal how this seat stands now."""
    record.seal(
        neighbourhood=seat.partnership.neighbourhood,
        act=act,
        subject=f"seat:{seat.pk}",
        by=by,
        at=at,
        facts={**seat_facts(seat), "counts_as": _counts_as(seat, at), "told": told}
        | ({"change": change} if change else {}),
        personal={"person": seat.person.name},
        rows=[seat],
    )


def seal_post(post: Post, *, act: str, by: Actor, at: datetime, told: str, change: int | None = None) -> None:
    """Seal how this post stands now."""
    record.seal(
        neighbourhood=post.neighbourhood,
        act=act,
        subject=f"post:{post.pk}",
        by=by,
        at=at,
        facts={**post_facts(post), "told": told} | ({"change": change} if change else {}),
        personal={"person": post.person.name},
        rows=[post],
    )


def seal_sides(
    before: Votes, after: Votes, *, by: Actor, at: datetime, change: int | None = None, act: str = "network.seat"
) -> None:
    """Seal each seat whose holder counts on another side than before, though nothing was done to the seat itself."""
    then = {seat.pk: side for seat, side, _weight in before}
    for seat, side, _weight in after:
        if then.get(seat.pk, side) != side:
            told = "Wie deze zetel heeft, telt nu mee voor een andere kant."
            seal_seat(seat, act=act, by=by, at=at, told=told, change=change)


def _counts_as(seat: Seat, at: datetime) -> str:
    """The side on which its holder counts at this table now: who works for the municipality counts as municipality."""
    votes = queries.votes_at(seat.partnership, timezone.localdate(at))
    return next((side for one, side, _weight in votes if one.pk == seat.pk), "")

"""What is public about a seat and a post: side, organisation, task and dates. No names."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from stoep.network.models import Change, Charter, Post, Seat
from stoep.network.rules import MOST_KEY_DAYS, CharterFacts
from stoep.places.models import Neighbourhood


def table_of(neighbourhood: Neighbourhood) -> str:
    """The name of a neighbourhood's table in the log."""
    return f"partnership:{neighbourhood.pk}"


def door_of(neighbourhood: Neighbourhood) -> str:
    """The name in the log of where a neighbourhood can be found."""
    return f"door:{neighbourhood.pk}"


def seat_facts(seat: Seat) -> dict[str, object]:
    """What is public about a seat."""
    return {
        "side": seat.side,
        "organisation": seat.organisation.name if seat.organisation else "",
        "works_there": _works_there(seat),
        "chair": seat.is_chair,
        "since_on": _day(seat.since_on),
        "until_on": _day(seat.until_on),
        "weight": seat.weight,
        "appointed": seat.appointed,
        "term_until_on": _day(seat.term_until_on),
    }


def charter_facts(row: Charter) -> CharterFacts:
    """One version of the rules, as the rules of this room read it."""
    return CharterFacts(**{name: getattr(row, name) for name in CharterFacts.__dataclass_fields__})


def post_facts(post: Post) -> dict[str, object]:
    """What is public about a post."""
    return {
        "kind": post.kind,
        "organisation": post.organisation.name if post.organisation else "",
        "works_there": _works_there(post),
        "since_on": _day(post.since_on),
        "until_on": _day(post.until_on),
    }


def last_day(change: Change) -> date:
    """The last day on which the other key can confirm this change."""
    if change.expires_on is not None:
        return change.expires_on
    return timezone.localdate(change.proposed_at) + timedelta(days=MOST_KEY_DAYS)


def _works_there(held: Seat | Post) -> bool | None:
    """Whether they said themselves that they work for this organisation; None without one, or once it has ended."""
    if held.organisation_id is None or held.until_on is not None:
        return None
    return held.person.organisation_id == held.organisation_id


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

"""Somebody wants to be rung no more; and whoever is about to ring a list looks at it first. No number is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.core.margins.rounding import STEP, rounded
from stoep.gatherings import queries
from stoep.gatherings.models import Unasked
from stoep.gatherings.rules import numbers
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import addresses
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import Refused

_LOOKED = "Iemand keek voor het bellen na wie niet gebeld wil worden."


@dataclass(frozen=True, slots=True)
class Looked:
    """A list that was looked at: which lines may be rung, which may not, and which hold no number. All as typed."""

    ring: list[str]
    leave: list[str]
    unread: list[str]


@transaction.atomic
def ring_no_more(*, neighbourhood: Neighbourhood, phone: str, by: Standing) -> None:
    """Somebody asks, on the telephone or at the counter, to be rung no more for any activity. Twice is once.

    Not sealed: the moment would point at somebody. Refused("bad-phone").
    """
    network.require_here(by, neighbourhood.pk, right="host", act="gatherings.ring_no_more")
    token = queries.phone_tokens(neighbourhood, tidy(phone))[0]
    Unasked.objects.get_or_create(token=token, defaults={"neighbourhood": neighbourhood})


@transaction.atomic
def ring_again(*, neighbourhood: Neighbourhood, phone: str, by: Standing) -> None:
    """They want to be rung again: nothing is left of it. Who never asked to stop is told the same."""
    network.require_here(by, neighbourhood.pk, right="host", act="gatherings.ring_again")
    Unasked.objects.filter(token__in=queries.phone_tokens(neighbourhood, tidy(phone))).delete()


@transaction.atomic
def look_before_ringing(*, neighbourhood: Neighbourhood, typed: str, by: Standing, at: datetime) -> Looked:
    """Which numbers of a list are left alone. The list goes with the page: nothing of it is kept.

    The log tells who looked at about how many numbers; never which, and not how many are left alone.
    Refused: "none", "too-many".
    """
    network.require_here(by, neighbourhood.pk, right="host", act="gatherings.look_before_ringing")
    every = numbers.lines(typed[: numbers.MOST_TEXT])
    if not every:
        raise Refused("none", _("Plak hier de nummers, één per regel."))
    if len(every) > numbers.MOST or len(typed) > numbers.MOST_TEXT:
        raise Refused("too-many", _("Kijk hoogstens %(most)s nummers tegelijk na."), most=numbers.MOST)
    read = {line: _number(line) for line in every}
    left = queries.unrung_among(neighbourhood, {number for number in read.values() if number})
    record.seal(
        neighbourhood=neighbourhood, act="gatherings.look_before_ringing",
        subject=f"neighbourhood:{neighbourhood.slug}", by=by.actor(), at=at,
        facts={"told": _LOOKED, "about": max(STEP, rounded(len(every)))}, rows=[],
    )  # fmt: skip
    return Looked(
        ring=[line for line, number in read.items() if number and number not in left],
        leave=[line for line, number in read.items() if number in left],
        unread=[line for line, number in read.items() if not number],
    )


def tidy(typed: str) -> str:
    """The number in one way of writing, without a name beside it. Refused("bad-phone")."""
    return addresses.tidy_phone(typed).split("\n")[0]


def _number(line: str) -> str:
    try:
        return tidy(line)
    except Refused:
        return ""

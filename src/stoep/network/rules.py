"""What the table of residents and organisations must look like, and on which side somebody counts."""

from __future__ import annotations

from collections.abc import Iterable

RESIDENT = "resident"
INDEPENDENT = "independent"
MUNICIPALITY = "municipality"
POLICE = "police"
# Who may ask after people by the power of their office: they read no address and no telephone number, and check no
# texts. What neighbours say to a host must never become a file (function creep).
NEVER_HOST = frozenset({MUNICIPALITY, POLICE})
OF_ONE_SIDE = {"clerk": MUNICIPALITY, "trusted": INDEPENDENT}
# "de wijkaanpak wordt geleid door bewoners en een onafhankelijke organisatie": only these two sides lead.
LEADING_SIDES = frozenset({RESIDENT, INDEPENDENT})


def side_of(own_side: str, posts_for: Iterable[str]) -> str:
    """On which side somebody counts: their organisation's, or any organisation's that they hold a post for.

    An official who lives in the wijk counts as an official. The side that leads least wins: an institution before
    the independent organisation, and that before residents.
    """
    sides = sorted({own_side, *posts_for} - {RESIDENT, INDEPENDENT}, key=lambda side: (side != MUNICIPALITY, side))
    if sides:
        return sides[0]
    return INDEPENDENT if INDEPENDENT in {own_side, *posts_for} else RESIDENT


def may_become(now: str, then: str) -> bool:
    """Whether somebody who works for the one side may say that they work for the other from now on.

    To a side that leads as much or less, never to one that leads more: an official does not become a resident by
    naming another employer.
    """
    ranks = {RESIDENT: 2, INDEPENDENT: 1}
    return ranks.get(then, 0) <= ranks.get(now, 0)


def residents_hold(sides: Iterable[str], share: int) -> bool:
    """Whether residents hold at least `share` per cent of these seats. An empty table holds nothing."""
    seats = list(sides)
    return bool(seats) and seats.count(RESIDENT) * 100 >= share * len(seats)


def seats_missing(sides: Iterable[str], share: int) -> int:
    """How many more seats residents need before they hold `share` per cent; 0 when they do.

    At 100 only residents may sit.
    """
    seats = list(sides)
    residents = seats.count(RESIDENT)
    if not seats:
        return 1
    if share >= 100:
        return 0 if residents == len(seats) else len(seats)
    # (residents + k) * 100 >= share * (seats + k), solved for k and rounded up.
    return max(0, -(-(share * len(seats) - 100 * residents) // (100 - share)))


def asks_second_key(sides: Iterable[str]) -> bool:
    """Whether a change asks for two keys: from the day that the independent organisation has a seat."""
    return INDEPENDENT in set(sides)


def may_hold_post(kind: str, side: str) -> bool:
    """Whether this side may do this work.

    Municipality and police check no texts and open no residents' post. The clerk of the council works for the
    municipality; whom people tell what they dare not say in public is of the independent organisation.
    """
    if kind in OF_ONE_SIDE:
        return side == OF_ONE_SIDE[kind]
    return kind == "official" or side not in NEVER_HOST

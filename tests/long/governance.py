"""A table, acted upon in any order by anybody: the acts themselves beside a model that counts on its own.

The model knows nothing of stoep.network: it reads plain rows by SQL, and works out shares, keys and dates itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import connection

from stoep.places.models import Neighbourhood

LEADS = {"resident", "independent"}


@dataclass(frozen=True)
class Held:
    """A running seat, as the model sees it: on which side its holder counts, and with how many votes."""

    pk: int
    person: int
    side: str
    counts_as: str
    weight: int
    is_chair: bool
    has_account: bool


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def held(here: Neighbourhood, today: date) -> list[Held]:
    """The seats that run today. Who works anywhere counts as that: municipality first, residents last."""
    seats = _rows(
        "SELECT s.id, s.person_id, s.side, s.weight, s.is_chair, p.account_id, o.kind, own.kind"
        " FROM network_seat s JOIN network_partnership t ON t.id = s.partnership_id"
        " JOIN people_person p ON p.id = s.person_id"
        " LEFT JOIN people_organisation o ON o.id = s.organisation_id"
        " LEFT JOIN people_organisation own ON own.id = p.organisation_id"
        " WHERE t.neighbourhood_id = %s AND s.since_on <= %s AND (s.until_on IS NULL OR s.until_on > %s)",
        here.pk, today, today,
    )  # fmt: skip
    jobs = _rows(
        "SELECT x.person_id, o.kind FROM network_post x JOIN people_organisation o ON o.id = x.organisation_id"
        " WHERE x.neighbourhood_id = %s AND x.since_on <= %s AND (x.until_on IS NULL OR x.until_on > %s)",
        here.pk, today, today,
    )  # fmt: skip
    found = []
    for pk, person, side, weight, chair, account, kind, own in seats:
        kinds = {kind, own, *[job for who, job in jobs if who == person]} - {None, "resident"}
        institutions = sorted(kinds - LEADS, key=lambda one: (one != "municipality", one))
        counts_as = institutions[0] if institutions else "independent" if "independent" in kinds else "resident"
        found.append(Held(pk, person, side, counts_as, weight, bool(chair), account is not None))
    return found


def shares(seats: list[Held]) -> tuple[Fraction, Fraction]:
    """Residents' part of the seats and of the votes."""
    theirs = [seat for seat in seats if seat.counts_as == "resident"]
    votes = sum(seat.weight for seat in seats)
    return (
        Fraction(len(theirs), len(seats)) if seats else Fraction(0),
        Fraction(sum(seat.weight for seat in theirs), votes) if votes else Fraction(0),
    )


def share_asked(here: Neighbourhood) -> Fraction:
    """The least part that residents hold, as the table stands."""
    ((share,),) = _rows("SELECT residents_share FROM network_partnership WHERE neighbourhood_id = %s", here.pk)
    return Fraction(share, 100)


def charter_in_force(here: Neighbourhood) -> list[tuple[Any, ...]]:
    """Number and share of each version that has no end."""
    return _rows(
        "SELECT c.number, c.residents_share FROM network_charter c JOIN network_partnership t"
        " ON t.id = c.partnership_id WHERE t.neighbourhood_id = %s AND c.until_on IS NULL",
        here.pk,
    )


def settled(here: Neighbourhood) -> list[tuple[Any, ...]]:
    """Every confirmed change: its kind, whether alone, who turned which key, and its days."""
    return _rows(
        "SELECT c.id, c.kind, c.alone, c.proposed_key, c.proposed_by_id, c.confirmed_by_id, c.proposed_at,"
        " c.confirmed_at, c.expires_on FROM network_change c JOIN network_partnership t ON t.id = c.partnership_id"
        " WHERE t.neighbourhood_id = %s AND c.confirmed_at IS NOT NULL ORDER BY c.id",
        here.pk,
    )

"""Who sits at the table at this moment, what each said in this round, and by which rules that is counted."""

from __future__ import annotations

from datetime import date

from stoep.network import queries as network
from stoep.network.models import Partnership, Seat
from stoep.network.rules import CharterFacts
from stoep.tables import rules
from stoep.tables.models import Ballot, Resolution


def votes_now(resolution: Resolution, table: Partnership, today: date) -> list[rules.Vote]:
    """Every running seat with its side and votes of today, and what it said in this round; nothing of ended seats."""
    said = {
        ballot.seat_id: ballot.counts_as
        for ballot in Ballot.objects.filter(resolution=resolution, round=resolution.round)
    }
    return [
        rules.Vote(seat.pk, side, weight, said.get(seat.pk, ""))
        for seat, side, weight in network.votes_at(table, today)
    ]


def quorum_by(charter: CharterFacts) -> rules.Quorum:
    """The quorum of the table's charter."""
    return rules.Quorum(charter.quorum, charter.quorum_residents)


def runs(seat: Seat, today: date) -> bool:
    """Whether this seat runs today."""
    return seat.since_on <= today and (seat.until_on is None or seat.until_on > today)

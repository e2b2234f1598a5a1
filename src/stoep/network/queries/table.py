"""How the table stands: its rules, and how many seats and votes each side has."""

from __future__ import annotations

from datetime import date

from stoep.network import rules
from stoep.network.facts import charter_facts
from stoep.network.models import Charter, Partnership, Post, Seat
from stoep.network.queries.running import running, running_seats


def charter_of(partnership: Partnership, today: date) -> rules.CharterFacts:
    """The rules of this table that are in force today; the first ones when it never wrote any down."""
    found = Charter.objects.filter(running(today), partnership=partnership).first()
    return charter_facts(found) if found else first_charter(partnership)


def first_charter(partnership: Partnership) -> rules.CharterFacts:
    """The rules of a table that never wrote any down: those of the house, with the share that it was founded with."""
    return rules.CharterFacts(
        since_on=partnership.founded_on,
        residents_share=partnership.residents_share,
        review_month=partnership.founded_on.month,
    )


def votes_at(partnership: Partnership, today: date, *, but: Seat | None = None) -> list[tuple[Seat, str, int]]:
    """Each running seat with the side on which it counts today, and how many votes it has.

    Who took a job at the municipality counts as municipality. Without the one seat `but`: how the table would stand
    if it ended.
    """
    seats = [seat for seat in running_seats(partnership, today) if seat != but]
    jobs = {seat.person_id: [seat.organisation.kind] for seat in seats if seat.organisation}
    here = Post.objects.filter(running(today), neighbourhood=partnership.neighbourhood_id)
    posts = here.filter(person__in=[seat.person_id for seat in seats])
    for person_id, kind in posts.exclude(organisation=None).values_list("person_id", "organisation__kind"):
        jobs.setdefault(person_id, []).append(kind)
    return [(seat, rules.side_of(seat.person.side, jobs.get(seat.person_id, [])), seat.weight) for seat in seats]


def sides_at(partnership: Partnership, today: date, *, but: Seat | None = None) -> list[str]:
    """The side of each running seat, as it counts today: votes_at without seats and votes."""
    return [side for _seat, side, _weight in votes_at(partnership, today, but=but)]


def balance_at(partnership: Partnership, today: date, *, but: Seat | None = None) -> rules.Balance:
    """How far residents are from their share of the seats and of the votes."""
    votes = [(side, weight) for _seat, side, weight in votes_at(partnership, today, but=but)]
    return rules.balance(votes, partnership.residents_share)

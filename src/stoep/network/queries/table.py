"""How the table stands: its rules, and how many seats and votes each side has."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from stoep.network import rules
from stoep.network.facts import charter_facts
from stoep.network.models import Charter, Partnership, Post, Seat
from stoep.network.queries.running import running, seats_now
from stoep.network.queries.who import waits_for_word
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask

Votes = list[tuple[Seat, str, int]]


def with_table(slug: str) -> Neighbourhood:
    """The neighbourhood with this slug, and its table with it. Raises Neighbourhood.DoesNotExist."""
    found = ask(_with_table, None, slug=slug)
    if not found:
        raise Neighbourhood.DoesNotExist(slug)
    return found[0]


def _with_table(_shape: None, *, slug: str) -> QuerySet[Neighbourhood]:
    return Neighbourhood.objects.filter(slug=slug).select_related("partnership")


def charter_of(partnership: Partnership, today: date) -> rules.CharterFacts:
    """The rules of this table that are in force today; the first ones when it never wrote any down."""
    found = ask(_charter, None, table=partnership.pk, today=today)
    return charter_facts(found[0]) if found else first_charter(partnership)


def _charter(_shape: None, *, table: int, today: date) -> QuerySet[Charter]:
    return Charter.objects.filter(running(today), partnership=table).order_by("pk")[:1]


def first_charter(partnership: Partnership) -> rules.CharterFacts:
    """The rules of a table that never wrote any down: those of the house, with the share that it was founded with."""
    first = rules.CharterFacts()
    return rules.CharterFacts(
        since_on=partnership.founded_on,
        seats={**first.seats, rules.RESIDENT: rules.residents_beside_one(partnership.residents_share)},
        residents_share=partnership.residents_share,
        review_month=partnership.founded_on.month,
    )


def votes_at(
    partnership: Partnership, today: date, *, but: Seat | None = None, posts: list[Post] | None = None
) -> list[tuple[Seat, str, int]]:
    """Each running seat with the side on which it counts today, and how many votes it has.

    Who took a job at the municipality counts as municipality. Without the one seat `but`: how the table would stand
    if it ended. Whoever has asked for the running posts already gives them along.
    """
    seats = [seat for seat in seats_now(partnership, today) if seat != but]
    jobs = {seat.person_id: [seat.organisation.kind] for seat in seats if seat.organisation}
    if posts is None:
        posts = ask(_jobs, None, here=partnership.neighbourhood_id, today=today)
    for post in posts:
        if post.organisation:
            jobs.setdefault(post.person_id, []).append(post.organisation.kind)
    return [(seat, rules.side_of(seat.person.side, jobs.get(seat.person_id, [])), seat.weight) for seat in seats]


def _jobs(_shape: None, *, here: int, today: date) -> QuerySet[Post]:
    """The tasks for an organisation that run here, whoever has them."""
    posts = Post.objects.filter(running(today), neighbourhood=here, organisation__isnull=False)
    return posts.select_related("organisation").order_by("pk")


def sides_at(partnership: Partnership, today: date, *, but: Seat | None = None) -> list[str]:
    """The side of each running seat, as it counts today: votes_at without seats and votes."""
    return [side for _seat, side, _weight in votes_at(partnership, today, but=but)]


def balance_at(partnership: Partnership, today: date, *, but: Seat | None = None) -> rules.Balance:
    """How far residents are from their share of the seats and of the votes."""
    votes = [(side, weight) for _seat, side, weight in votes_at(partnership, today, but=but)]
    return rules.balance(votes, partnership.residents_share)


def asks_two_keys(partnership: Partnership, today: date, votes: Votes | None = None) -> bool:
    """Whether a change asks for two keys: from the day that the independent organisation said yes to a seat, for ever.

    A seat that was only offered turns no key: else a mistake in an address would lock the table. Whoever has asked
    for the votes already gives them along, here and below.
    """
    return partnership.two_keys_since_on is not None or any(
        side == rules.INDEPENDENT and not waits_for_word(seat, seat.person)
        for seat, side, _weight in votes or votes_at(partnership, today)
    )


def second_key_is_lost(partnership: Partnership, today: date, votes: Votes | None = None) -> bool:
    """Whether the independent organisation has the second key, but nobody who can turn it.

    Nobody has a seat for it, or only people who have no account any more, or who did not say yes within two weeks.
    """
    if partnership.two_keys_since_on is None:
        return False
    since = today - timedelta(days=rules.MOST_KEY_DAYS)
    return not any(
        side == rules.INDEPENDENT
        and seat.person.account_id is not None
        and (seat.since_on > since or not waits_for_word(seat, seat.person))
        for seat, side, _weight in votes or votes_at(partnership, today)
    )

"""Paper ballots: who may type them over, what piles there are, and what was changed about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from stoep.budgeting import rules
from stoep.budgeting.models import Counter, Pile, PileChange, Round
from stoep.budgeting.queries.countkey import is_counter
from stoep.budgeting.queries.ideas import lookers
from stoep.budgeting.queries.observers import observer_of, observers
from stoep.network import queries as network
from stoep.network import rules as sides
from stoep.network.models import Post, Seat
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.shared.asked import ask


def piles(round: Round) -> Sequence[Pile]:
    """The piles of paper in the order of their numbers, each with what was changed or waits (`changes.all()`)."""
    rows = Pile.objects.filter(round=round).select_related("first_by", "second_by", "round__neighbourhood", "typed_as")
    changes = PileChange.objects.select_related("asked_by", "agreed_by", "typist")
    return list(rows.prefetch_related(Prefetch("changes", changes)).order_by("number"))


def pile_changes(round: Round) -> list[PileChange]:
    """What was changed about the papers of a round, in the order in which it happened: everybody reads this."""
    return ask(_changed, None, round=round.pk)


def _changed(_shape: None, *, round: int) -> QuerySet[PileChange]:
    rows = PileChange.objects.filter(pile__round=round, done_at__isnull=False)
    return rows.select_related("pile__typed_as").order_by("done_at", "pk")


def papers_left(round: Round) -> int:
    """How many papers lie in an envelope, taken back and not typed again.

    Of a pile that was taken back again, as many as it ever had: they do not vanish in a smaller one.
    """
    most: dict[int, int] = {}
    for key, before, many in Pile.objects.filter(round=round).order_by("number").values_list("pk", "again", "many"):
        most[key] = max(many, most.get(before or 0, 0))
    rows = Pile.objects.filter(round=round, withdrawn_at__isnull=False, typed_as__isnull=True)
    return sum(most[key] for key in rows.values_list("pk", flat=True))


def may_type(round: Round, standing: Standing) -> bool:
    """Whether they may type paper of this round: who does a host's work here, and who observes or counts this round."""
    if standing.hosts:
        return True
    if standing.person is None or not standing.in_network:
        return False
    return observer_of(round, standing) is not None or _counts(_counting(round), standing.person)


def typists(round: Round, today: date) -> list[Person]:
    """Everybody who may, by name: with an account, and a seat or a task here."""
    held: dict[int, list[Seat | Post]] = defaultdict(list)
    here = round.neighbourhood
    seats = Seat.objects.filter(network.running(today), partnership__neighbourhood=here)
    rows: list[Seat | Post] = [*seats.select_related("organisation"), *network.running_posts(here, today)]
    for row in rows:
        held[row.person_id].append(row)
    watching = {each.observer.person_id for each in observers(round, today) if not each.left}
    counting = _counting(round)
    people = [each for each in lookers(here, today).filter(account__isnull=False) if held[each.pk]]
    return [
        each
        for each in people
        if _standing(round, each, held[each.pk]).hosts or each.pk in watching or _counts(counting, each)
    ]


def enough_type(round: Round, today: date) -> bool:
    """Whether two of them can type a pile together: not both of the municipality."""
    return rules.enough_type([network.side_and_name(each)[0] == sides.MUNICIPALITY for each in typists(round, today)])


def _standing(round: Round, person: Person, held: Sequence[Seat | Post]) -> Standing:
    """As they stand here once they showed a second factor."""
    known = [each for each in held if not network.waits_for_word(each, person)]
    side = sides.side_of(person.side, [each.organisation.kind for each in known if each.organisation])
    seat = next((each for each in known if isinstance(each, Seat)), None)
    posts = frozenset(each.kind for each in known if isinstance(each, Post))
    return Standing(round.neighbourhood, person, side, seat, posts, second_factor=True)


def _counting(round: Round) -> list[Counter]:
    return list(Counter.objects.filter(round=round).select_related("party"))


def _counts(counting: Sequence[Counter], person: Person) -> bool:
    """Whether this person, of the party of that counter still, is one of these."""
    return any(is_counter(each, person) and rules.same_party(each.party, person.organisation) for each in counting)

"""Who observes a round: since when and until when, whose place is open, and who may come in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from stoep.budgeting import rules
from stoep.budgeting.models import Counter, Observer, Round
from stoep.budgeting.queries.ideas import lookers
from stoep.budgeting.queries.parties import of_party
from stoep.budgeting.queries.rounds import phase_and_term
from stoep.network import queries as network
from stoep.network.models import Post, Seat
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.shared.asked import ask


@dataclass(frozen=True, slots=True)
class Watch:
    """One observer as everybody reads of them, with their party and whom they follow.

    `left`: why they observe no more: "stopped", "gone" (no seat, task or account here) or "party" (they are of another
    party now than the one that they observe for); "" while they do. `is_open`: they left, and nobody came in their
    place yet.
    """

    observer: Observer
    left: str
    is_open: bool


def observing(round: Round) -> list[Person]:
    """Who observes this round, in the order in which they were named."""
    rows = round.observers.filter(person__isnull=False, until_at__isnull=True)
    return [each.person for each in rows.select_related("person__organisation").order_by("order") if each.person]


def observers(round: Round, today: date) -> list[Watch]:
    """All who observe or observed this round, in the order in which they were named."""
    rows = ask(_observers, None, round=round.pk, today=today)
    followed = {each.in_place_of_id for each in rows}
    return [Watch(each, _left(each), is_open=each.pk not in followed and bool(_left(each))) for each in rows]


def _left(observer: Observer) -> str:
    if observer.until_at is not None:
        return "stopped"
    if not observer.is_here:  # type: ignore[attr-defined] # the question adds it
        return "gone"
    return "" if _same_party(observer) else "party"


def _same_party(observer: Observer) -> bool:
    return observer.person is not None and rules.same_party(observer.party, observer.person.organisation)


def _observers(_shape: None, *, round: int, today: date) -> QuerySet[Observer]:
    here = OuterRef("round__neighbourhood")
    seats = Seat.objects.filter(network.running(today), person=OuterRef("person"), partnership__neighbourhood=here)
    posts = Post.objects.filter(network.running(today), person=OuterRef("person"), neighbourhood=here)
    # Whoever ended the account cannot look any more, though the seat stays until the table fills it.
    is_here = Q(person__account__isnull=False) & (Q(Exists(seats)) | Q(Exists(posts)))
    rows = Observer.objects.filter(round=round).annotate(is_here=ExpressionWrapper(is_here, BooleanField()))
    return rows.select_related("party", "person__organisation", "in_place_of").order_by("order")


def observer_of(round: Round, standing: Standing, *, still: bool = True) -> Observer | None:
    """Who they are as an observer of this round; None when they are none, or (with `still`) stopped.

    Whoever is of another party now than the one that they observe for, has stopped.
    """
    if standing.person is None:
        return None
    rows = Observer.objects.filter(round=round, person=standing.person)
    found = rows.select_related("party", "person__organisation").first()
    return None if found and still and (found.until_at or not _same_party(found)) else found


def observers_may_change(round: Round, at: datetime) -> str:
    """Whether an observer can stop and another can come now: "" or why not ("not-begun", "over")."""
    phase, last = phase_and_term(round, at)
    return rules.observers_fixed(phase, today=timezone.localdate(at), last=last)


def followers(observer: Observer, today: date) -> list[Person]:
    """Who may come in the place of this observer: of the same party, with a seat or a task here and an account.

    Nobody who counts, and nobody who observes or observed this round.
    """
    round = observer.round
    known = Observer.objects.filter(round=round, person__isnull=False).values("person")
    rows = (
        lookers(round.neighbourhood, today)
        .filter(of_party(observer.party), account__isnull=False)
        .exclude(pk__in=known)
    )
    counters = Counter.objects.filter(round=round).values_list("called", "person")
    counting, linked = {called.casefold() for called, _person in counters}, {person for _called, person in counters}
    return [each for each in rows if each.name.casefold() not in counting and each.pk not in linked]

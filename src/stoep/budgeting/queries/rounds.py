"""Rounds: the list, one of them, in which phase it is, what waits for a key, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from stoep.budgeting import rules
from stoep.budgeting.models import Award, Box, Counter, Decision, LetterOrder, Objection, Round
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask
from stoep.venues.models import Venue

MOST = 2**31 - 1  # a number that a row can have


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of a round that a decision changes: its name, and what stood and stands there, as plain values."""

    name: str
    before: Any
    after: Any


def rounds(here: Neighbourhood) -> QuerySet[Round]:
    """The rounds of this wijk, the newest first; drafts too, since everybody may read those."""
    return Round.objects.filter(neighbourhood=here).prefetch_related("parts").order_by("-number")


def found(slug: str, number: int) -> Round:
    """The round with this number in this very neighbourhood; Round.DoesNotExist when there is none."""
    rows = ask(_one, None, slug=slug, number=number) if number <= MOST else []
    if not rows:
        raise Round.DoesNotExist
    return rows[0]


def _one(_shape: None, *, slug: str, number: int) -> QuerySet[Round]:
    rows = Round.objects.filter(neighbourhood__slug=slug, number=number).prefetch_related("parts")
    rows = rows.select_related("neighbourhood", "carried_over__neighbourhood")
    return rows.defer("neighbourhood__outline", "carried_over__neighbourhood__outline")


def open_venues(round: Round) -> list[Venue]:
    """The places where people take part on paper, of those that are open still."""
    found = ask(_venues, None, round=round.pk)
    for venue in found:
        if venue.neighbourhood_id == round.neighbourhood_id:
            venue.neighbourhood = round.neighbourhood
    return found


def _venues(_shape: None, *, round: int) -> QuerySet[Venue]:
    return Venue.objects.filter(budget_rounds=round, closed_on__isnull=True).order_by("name")


def moments(round: Round) -> rules.Moments:
    """When what happens, as the rules read it."""
    return rules.Moments(**{name: getattr(round, name) for name in rules.Moments.__slots__})


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of the box: when it was opened and counted, whether the round is done, and whether people could vote.

    Done: each objection was answered and the box is wiped, and each plan that got money is done or was stopped.
    """

    counted_at: datetime | None = None
    is_done: bool = False
    is_ready: bool = True


def _came_of(round: Round, at: datetime) -> _Came:
    """Nobody is asked before voting can have begun."""
    if not round.announced_at or at < round.voting_from:
        return _Came()
    if round.ballot_made_at is None:
        return _Came(is_ready=False)
    running = Award.objects.filter(idea__round=OuterRef("round"), done_at__isnull=True, stopped_at__isnull=True)
    unanswered = Objection.objects.filter(round=OuterRef("round"), answered_at__isnull=True)
    made = LetterOrder.objects.filter(round=OuterRef("round"), void_at__isnull=True, made_at__isnull=False)
    told = {"runs": Exists(running), "waits": Exists(unanswered), "letters": Exists(made)}
    rows: Any = Box.objects.filter(round_id=round.pk).annotate(**told, **_sheets())
    box = rows.values("public", "closed_at", "opened_at", "wiped_at", *told, *_sheets()).first()
    if box is None:
        return _Came(is_ready=False)
    enough = rules.enough_sheets(box["held"] or 0, box["of_others"] or 0)
    is_ready = box["closed_at"] is not None or (bool(box["public"]) and box["letters"] and enough)
    is_done = box["wiped_at"] is not None and not box["runs"] and not box["waits"]
    return _Came(box["opened_at"], is_done, is_ready)


def _sheets() -> dict[str, Subquery]:
    """How many counters said that they hold their sheet, and how many of those are not of the municipality."""
    held = Counter.objects.filter(round=OuterRef("round"), confirmed_at__isnull=False).order_by().values("round")
    others = held.exclude(party__kind=Organisation.Kind.MUNICIPALITY)
    return {
        name: Subquery(rows.annotate(many=Count("pk")).values("many"))
        for name, rows in (("held", held), ("of_others", others))
    }


def last_day_to_object(round: Round, ended_at: datetime | None) -> date | None:
    """The last day of the term for objections of a round that was counted or stopped at this moment (None: not yet)."""
    ended_on = timezone.localdate(ended_at) if ended_at else None
    return rules.last_day_to_object(
        planned=round.objections_until, count_planned=timezone.localdate(round.count_at), ended_on=ended_on
    )


def objections_end(round: Round, today: date, box: Box | None = None) -> date | None:
    """The same, as it stands on this day; None while it is not counted.

    Nobody is asked before voting is over, nor where the box was asked already.
    """
    if today < timezone.localdate(round.voting_until):
        return None
    opened_at = (
        box.opened_at if box else Box.objects.filter(round_id=round.pk).values_list("opened_at", flat=True).first()
    )
    return last_day_to_object(round, opened_at or round.stopped_at)


def may_object(round: Round, at: datetime, box: Box | None = None) -> bool:
    """Whether the term for objections runs still at this moment; it cannot end before the count."""
    today = timezone.localdate(at)
    return rules.may_object(today, objections_end(round, today, box))


def phase(round: Round, at: datetime) -> str:
    """In which phase the round is at this moment: one of rules.PHASES."""
    return phase_and_term(round, at)[0]


def phase_and_term(round: Round, at: datetime) -> tuple[str, date | None]:
    """The same, with the last day of the term for objections; None while it is not counted."""
    came = _came_of(round, at)
    found = rules.phase(
        moments(round), at=at, today=timezone.localdate(at), announced_at=round.announced_at,
        stopped_at=round.stopped_at, counted_at=came.counted_at, is_done=came.is_done, is_ready=came.is_ready,
    )  # fmt: skip
    return found, last_day_to_object(round, came.counted_at or round.stopped_at)


def has_begun(round: Round, at: datetime) -> bool:
    """Whether people can vote, or could: it is time, and nothing is lacking. From then on nothing of it changes."""
    return bool(round.announced_at) and at >= round.voting_from and _came_of(round, at).is_ready


def front(outer: OuterRef, today: Any) -> dict[str, Subquery]:
    """What a question about a wijk asks along for its first page: `round_number` and `round_title` of what
    runs now; `waiting_number` and `waiting_since` of the plan that waits longest for somebody who promises it."""
    running = Round.objects.filter(neighbourhood=outer, announced_at__isnull=False, stopped_at__isnull=True)
    # The same term as rules.last_day_to_object, worked out by the database; not over while nobody counted.
    term = ExpressionWrapper(F("objections_until") - TruncDate("count_at"), DurationField())
    passed = ExpressionWrapper(Value(today, DateField()) - TruncDate("box__opened_at"), DurationField())
    still = (
        Q(objections_until__gte=today)
        | Q(box__opened_at__isnull=True, box__closed_at__isnull=False)
        | Q(term__gte=passed)
    )
    last = running.annotate(term=term).filter(still).order_by("-number")
    waits = waiting_awards(today).filter(idea__round__neighbourhood=outer)
    return {
        "round_number": Subquery(last.values("number")[:1]), "round_title": Subquery(last.values("title")[:1]),
        "waiting_number": Subquery(waits.values("idea__round__number")[:1]),
        "waiting_since": Subquery(waits.values("awarded_at")[:1]),
    }  # fmt: skip


def waiting_awards(today: date) -> QuerySet[Award]:
    """The plans that won and wait too long for somebody who promises to do them, the oldest first; none of a round
    of which the result is set aside.

    As rules.waits_too_long, in words of the database; the day stands in them as it was given (shared.asked).
    """
    waited = ExpressionWrapper(Value(today, DateField()) - TruncDate("awarded_at"), DurationField())
    rows = Award.objects.filter(promise__isnull=True, done_at__isnull=True, stopped_at__isnull=True)
    rows = rows.exclude(idea__round__box__opened_at__isnull=True, idea__round__box__closed_at__isnull=False)
    rows = rows.annotate(waited=waited).filter(waited__gte=rules.PROMISED_WITHIN)
    return rows.order_by("awarded_at", "pk")


def decisions(round: Round) -> QuerySet[Decision]:
    """What asked for two keys in this round, the newest first: waiting, done, withdrawn and lapsed."""
    rows = Decision.objects.filter(round=round).select_related("proposed_by__person", "seconded_by__person")
    return rows.order_by("-proposed_at", "-pk")


def told_decisions(round: Round, today: date) -> list[Decision]:
    """What was decided, the newest first and at most fifty, after what waits for the other key now; one question."""
    return ask(_told, None, round=round.pk, today=today)


def _told(_shape: None, *, round: int, today: date) -> QuerySet[Decision]:
    waits = Q(seconded_at__isnull=True, withdrawn_at__isnull=True, expires_on__gte=today)
    rows = Decision.objects.filter(waits | Q(seconded_at__isnull=False), round=round)
    rows = rows.select_related("proposed_by__person", "seconded_by__person", "round__neighbourhood")
    rows = rows.defer("content", "round__neighbourhood__outline")
    return rows.order_by(F("seconded_at").desc(nulls_first=True), "-pk")[:51]


# What stands in a letter with a code, as fields of the round.
ON_LETTERS = frozenset({"voting_from", "voting_until", "count_at", "count_where", "phone", "venues"})


def touches_letters(decision: Decision) -> bool:
    """Whether it changes what stands in letters with a code."""
    return decision.kind == Decision.Kind.CHANGE and not ON_LETTERS.isdisjoint(decision.content.get("before", {}))


def moved_since_letters(round: Round) -> bool:
    """Whether two keys moved the days of voting after the letters that are valid now were made."""
    rows = ask(_changed_since, None, round=round.pk)
    return any(not {"voting_from", "voting_until"}.isdisjoint(content.get("before", {})) for (content,) in rows)


def _changed_since(_shape: None, *, round: int) -> QuerySet[Decision, tuple[Any]]:
    before = LetterOrder.objects.filter(
        round=OuterRef("round"), void_at__isnull=True, made_at__lt=OuterRef("seconded_at")
    )
    rows = Decision.objects.filter(Exists(before), round=round, kind=Decision.Kind.CHANGE)
    return rows.order_by("pk").values_list("content")


def waiting(round: Round, today: date) -> Decision | None:
    """What waits for the other key now; None when nothing does."""
    rows = Decision.objects.filter(
        round=round, seconded_at__isnull=True, withdrawn_at__isnull=True, expires_on__gte=today
    )
    return rows.select_related("proposed_by__person").first()


def decision_standing(decision: Decision, today: date) -> str:
    """Where a decision stands: "waiting", "done", "withdrawn" or "lapsed"."""
    if decision.seconded_at:
        return "done"
    if decision.withdrawn_at:
        return "withdrawn"
    return "waiting" if decision.expires_on >= today else "lapsed"


def may_second(decision: Decision, standing: Standing) -> bool:
    """Whether they hold the other key than the one that proposed this."""
    residents_first = decision.proposed_by.side == "resident"
    return standing.holds_independent_key if residents_first else standing.holds_residents_key


def changed(decision: Decision) -> list[Changed]:
    """What a decision changes, field by field; nothing when it changes nothing."""
    before, after = decision.content.get("before", {}), decision.content.get("after", {})
    return [Changed(name, before[name], after[name]) for name in before]


def organisations(here: Neighbourhood) -> QuerySet[Organisation]:
    """The parties with a seat or a post in this wijk, residents aside: of whom a counter can be."""
    seats = Q(seats__partnership__neighbourhood=here) | Q(people__seats__partnership__neighbourhood=here)
    posts = Q(posts__neighbourhood=here) | Q(people__posts__neighbourhood=here)
    known = Organisation.objects.filter(seats).values("pk").union(Organisation.objects.filter(posts).values("pk"))
    rows = Organisation.objects.filter(pk__in=[row["pk"] for row in known])
    return rows.exclude(kind=Organisation.Kind.RESIDENTS).order_by("name", "pk")


def next_round(round: Round) -> Round | None:
    """The first later round of this neighbourhood that is open; None when there is none yet."""
    rows = Round.objects.filter(neighbourhood_id=round.neighbourhood_id, number__gt=round.number)
    return rows.filter(announced_at__isnull=False, stopped_at__isnull=True).order_by("number").first()

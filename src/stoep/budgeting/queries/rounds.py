"""Rounds: the list, one of them, in which phase it is, what waits for a key, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from stoep.budgeting import rules
from stoep.budgeting.models import Award, Box, Decision, LetterOrder, Objection, Round
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


def _came_of(round: Round, at: datetime) -> tuple[datetime | None, bool]:
    """When the box was opened and counted, and whether the round is done; nobody is asked before voting is over.

    Done: each objection was answered and the box is wiped, and each plan that got money is done or was stopped.
    """
    if at < round.voting_until:
        return None, False
    running = Award.objects.filter(idea__round=OuterRef("round"), done_at__isnull=True, stopped_at__isnull=True)
    unanswered = Objection.objects.filter(round=OuterRef("round"), answered_at__isnull=True)
    rows = Box.objects.filter(round_id=round.pk).annotate(runs=Exists(running), waits=Exists(unanswered))
    found = rows.values_list("opened_at", "wiped_at", "runs", "waits").first()
    if found is None:
        return None, False
    opened_at, wiped_at, runs, waits = found
    return opened_at, wiped_at is not None and not runs and not waits


def phase(round: Round, at: datetime) -> str:
    """In which phase the round is at this moment: one of rules.PHASES."""
    counted_at, is_done = _came_of(round, at)
    return rules.phase(
        moments(round), at=at, today=timezone.localdate(at), announced_at=round.announced_at,
        stopped_at=round.stopped_at, counted_at=counted_at, is_done=is_done,
    )  # fmt: skip


def front(outer: OuterRef, today: Any) -> dict[str, Subquery]:
    """What a question about a wijk asks along for its first page: `round_number` and `round_title` of what runs now."""
    running = Round.objects.filter(neighbourhood=outer, announced_at__isnull=False, stopped_at__isnull=True)
    last = running.filter(objections_until__gte=today).order_by("-number")
    return {"round_number": Subquery(last.values("number")[:1]), "round_title": Subquery(last.values("title")[:1])}


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

"""The count key: whether a sheet was shown, whether people can vote, and what two keys decided about a new one."""

from __future__ import annotations

from datetime import datetime

from stoep.budgeting import rules
from stoep.budgeting.models import Box, Counter, Decision, Envelope, Round
from stoep.budgeting.queries.rounds import has_begun
from stoep.people.models import Person


def is_shown(round: Round) -> bool:
    """Whether a counter showed to hold a sheet of the key that is there now."""
    return Counter.objects.filter(round=round, confirmed_at__isnull=False).exists()


def people_vote(round: Round, at: datetime) -> bool:
    """Whether people can vote, or have voted: something can be lacking after the first vote too."""
    return has_begun(round, at) or Envelope.objects.filter(round_id=round.pk).exists()


def new_key_decision(round: Round, box: Box, at: datetime) -> Decision | None:
    """What lets a new key come now: two keys decided it, or named another counter, and no key was made since.

    Such a decision is good for some days, and on the last day before voting only when it is of that day.
    """
    if not box.key_made_at:
        return None
    kinds = (Decision.Kind.KEY, Decision.Kind.CHANGE)
    rows = Decision.objects.filter(round=round, kind__in=kinds, seconded_at__gte=box.key_made_at)
    found = rows.filter(pk__gt=box.key_decision_id or 0).order_by("-pk")
    allows = [each for each in found if each.seconded_at and _allows(round, each.seconded_at, at)]
    return next((each for each in allows if each.kind == Decision.Kind.KEY or _names_counters(each)), None)


def _allows(round: Round, decided_at: datetime, at: datetime) -> bool:
    return rules.allows_new_key(decided_at, at, round.voting_from)


def is_counter(counter: Counter, person: Person) -> bool:
    """Whether this person is this counter: linked, or while nobody is linked, of the same name and party."""
    if counter.person_id:
        return counter.person_id == person.pk
    same_name = " ".join(person.name.split()).casefold() == " ".join(counter.called.split()).casefold()
    return same_name and rules.same_party(person.organisation, counter.party)


def _names_counters(decision: Decision) -> bool:
    return "counters" in decision.content.get("before", {})

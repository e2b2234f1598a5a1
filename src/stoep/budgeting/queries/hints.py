"""What observers look at: hours, networks, stacks of letters, and who replaced letters. It says nothing of a vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from stoep.budgeting import rules
from stoep.budgeting.models import Box, Finding, Flag, LetterOrder, Observer, Replacement, Round, VoteCount
from stoep.network.standing import Standing
from stoep.people.models import Person


@dataclass(frozen=True, slots=True)
class Giver:
    """Somebody who had a hand in more than half of the letters that were replaced."""

    name: str
    many: int
    of: int


@dataclass(frozen=True, slots=True)
class Hints:
    """What stands out. `stacks`: (letters at least, how many such stacks), known once it is counted.

    `nearly_used`: (letters given, the whole reserve) when few are left. `counts`: empty until the box is closed.
    """

    networks: Sequence[Flag]
    nights: Sequence[rules.Peak]
    stacks: Sequence[tuple[int, int]]
    givers: Sequence[Giver]
    nearly_used: tuple[int, int] | None
    counts: Sequence[VoteCount]


def hints(round: Round) -> Hints:
    """What stands out in this round up to now."""
    box = Box.objects.filter(round=round).first()
    counts = list(VoteCount.objects.filter(round=round).order_by("hour", "channel"))
    by_hour = Counter[datetime]()  # in the night on which the clock goes back, two hours are one
    for each in counts:
        if each.channel == VoteCount.Channel.SCREEN:
            by_hour[timezone.localtime(each.hour)] += each.many
    rows = Replacement.objects.filter(round=round, agreed_at__isnull=False, withdrawn_at__isnull=True)
    hands = list(rows.values_list("asked_by__name", "agreed_by__name"))
    reserve = LetterOrder.objects.filter(round=round, void_at__isnull=True).values_list("reserve", flat=True).first()
    busy = rules.busy_givers(frozenset(name for name in names if name) for names in hands)
    return Hints(
        networks=list(Flag.objects.filter(round=round).order_by("hour", "-many")),
        nights=rules.night_peaks(by_hour),
        stacks=sorted((int(size), many) for size, many in box.stacks.items()) if box else [],
        givers=[Giver(name, many, len(hands)) for name, many in busy.items()],
        nearly_used=(len(hands), reserve or 0) if rules.is_nearly_used(len(hands), reserve or 0) else None,
        counts=counts if box and box.closed_at else [],
    )


def observing(round: Round) -> list[Person]:
    """Who observes this round, in the order in which they were named."""
    rows = round.observers.filter(person__isnull=False).select_related("person__organisation").order_by("order")
    return [each.person for each in rows if each.person]


def observer_of(round: Round, standing: Standing) -> Observer | None:
    """Who they are as an observer of this round; None when they are none."""
    if standing.person is None:
        return None
    return Observer.objects.filter(round=round, person=standing.person).first()


def findings(round: Round) -> QuerySet[Finding]:
    """What the observers said that they found, the newest first."""
    return Finding.objects.filter(round=round).select_related("observer__party").order_by("-written_at", "-pk")

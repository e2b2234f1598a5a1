"""What observers look at: hours, networks, stacks of letters, and who replaced letters when. It tells no vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from stoep.budgeting import rules
from stoep.budgeting.models import Box, Finding, Flag, HelpPoint, LetterOrder, Replacement, Round, VoteCount
from stoep.shared import leaves
from stoep.shared.asked import ask


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

    nights: Sequence[rules.Peak]
    stacks: Sequence[tuple[int, int]]
    givers: Sequence[Giver]
    rushes: Sequence[rules.Rush]
    nearly_used: tuple[int, int] | None
    counts: Sequence[VoteCount]


def networks(round: Round, number: int = 1) -> list[Flag]:
    """A leaf of the hours in which many ballots came from one place, and one more."""
    return ask(_networks, number, round=round.pk)


def _networks(number: int, *, round: int) -> QuerySet[Flag]:
    return Flag.objects.filter(round=round).order_by("hour", "-many", "pk")[leaves.part(number)]


def help_points(round_id: int) -> list[HelpPoint]:
    """Where people get or got help to vote in this round, the oldest first."""
    return ask(_help_points, None, round=round_id)


def _help_points(_shape: None, *, round: int) -> QuerySet[HelpPoint]:
    rows = HelpPoint.objects.filter(round=round).select_related("venue__neighbourhood", "said_by")
    return rows.order_by("since_at", "pk")


def _counts(_shape: None, *, round: int) -> QuerySet[VoteCount]:
    return VoteCount.objects.filter(round=round).order_by("hour", "channel")


def hints(round: Round, box: Box | None) -> Hints:
    """What stands out in this round up to now, with the box if there is one."""
    counts = ask(_counts, None, round=round.pk)
    by_hour = Counter[datetime]()  # in the night on which the clock goes back, two hours are one
    for each in counts:
        if each.channel == VoteCount.Channel.SCREEN:
            by_hour[timezone.localtime(each.hour)] += each.many
    hands = ask(_hands, None, round=round.pk)
    ((reserve,),) = ask(_reserve, None, round=round.pk) or [(0,)]
    busy = rules.busy_givers(frozenset(name for name in names if name) for _at, *names in hands)
    return Hints(
        nights=rules.night_peaks(by_hour),
        stacks=sorted((int(size), many) for size, many in box.stacks.items()) if box else [],
        givers=[Giver(name, many, len(hands)) for name, many in busy.items()],
        rushes=rules.rushes(timezone.localtime(at) for at, *_names in hands if at),
        nearly_used=(len(hands), reserve) if rules.is_nearly_used(len(hands), reserve) else None,
        counts=counts if box and box.closed_at else [],
    )


def _hands(_shape: None, *, round: int) -> QuerySet[Replacement, tuple[datetime | None, str | None, str | None]]:
    rows = Replacement.objects.filter(round=round, agreed_at__isnull=False, withdrawn_at__isnull=True)
    return rows.values_list("agreed_at", "asked_by__name", "agreed_by__name")


def _reserve(_shape: None, *, round: int) -> QuerySet[LetterOrder, tuple[int]]:
    return LetterOrder.objects.filter(round=round, void_at__isnull=True).order_by("pk").values_list("reserve")[:1]


def findings(round: Round, number: int = 1) -> list[Finding]:
    """A leaf of what the observers said that they found and one more, the newest first."""
    return ask(_findings, number, round=round.pk)


def _findings(number: int, *, round: int) -> QuerySet[Finding]:
    rows = Finding.objects.filter(round=round).select_related("observer__party")
    rows = rows.only("words", "written_at", "observer__called", "observer__party__name")
    return rows.order_by("-written_at", "-pk")[leaves.part(number)]

"""After closing: paper that waits, how far the count is, the result of each part, marks, and objections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from stoep.budgeting.models import Count, Idea, Mark, Objection, Pile, Result, Round
from stoep.core.signs import tidy
from stoep.people.models import Contact
from stoep.shared import leaves
from stoep.shared.asked import ask
from stoep.voices.models import Following


def piles(round: Round) -> Sequence[Pile]:
    """The piles of paper, in the order of their numbers."""
    rows = Pile.objects.filter(round=round).select_related("first_by", "second_by", "round__neighbourhood")
    return list(rows.order_by("number"))


# While the process that counts lives it says so each second, but in its last step, which works out the result.
SILENT = timedelta(seconds=90)


def count_of(round: Round) -> Count | None:
    """The count of this round that runs, or that broke off; None when none was begun, and once it is done."""
    return Count.objects.filter(round=round).first()


def is_counting(round: Round, at: datetime) -> bool:
    """Whether somebody counts this round now."""
    found = count_of(round)
    return found is not None and not found.trouble and at - found.beat_at < SILENT


def results(round: Round) -> Sequence[Result]:
    """What came out, part by part; nothing before it is counted."""
    found = ask(_results, None, round=round.pk)
    for each in found:
        each.part.round = round
    return found


def _results(_shape: None, *, round: int) -> QuerySet[Result]:
    """Without the ballots, which are as long as many people voted."""
    rows = Result.objects.filter(part__round=round).select_related("part").defer("ballots")
    return rows.annotate(has_ballots=~Q(ballots="")).order_by("part__order")


def _by_letter(round: Round) -> QuerySet[Following]:
    return Following.objects.filter(
        voice__budget_idea__round=round, voice__budget_idea__ballot_number__isnull=False,
        contact__channel=Contact.Channel.LETTER, contact__erased_at__isnull=True,
    )  # fmt: skip


def by_letter(round: Round) -> list[tuple[Idea, Contact]]:
    """Each plan on the ballot with whoever hears by letter what becomes of it, plan after plan."""
    found = (
        _by_letter(round)
        .select_related("contact", "voice__budget_idea")
        .order_by("voice__budget_idea__ballot_number", "pk")
    )
    return [(row.voice.budget_idea, row.contact) for row in found]


def many_by_letter(round: Round) -> int:
    """How many of those letters there are."""
    return _by_letter(round).count()


def marked(round: Round, typed: str) -> Mark | None:
    """The ballot with this mark; None when there is none."""
    return Mark.objects.filter(part__round=round, mark=tidy(typed)[:16]).select_related("part").first()


def objections(round: Round, number: int = 1) -> list[Objection]:
    """A leaf of what was said against the vote or the count and one more, the newest first."""
    return ask(_objected, number, round=round.pk)


def _objected(number: int, *, round: int) -> QuerySet[Objection]:
    return Objection.objects.filter(round=round).order_by("-made_at", "-pk")[leaves.part(number)]

"""After closing: how far the count is, the result of each part, marks, and objections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from stoep.budgeting.models import Count, EarlierResult, Idea, Mark, Objection, PileChange, Result, Round
from stoep.core.signs import tidy
from stoep.people.models import Contact
from stoep.shared import leaves
from stoep.shared.asked import ask
from stoep.voices.models import Following

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
    """Without the ballots, which are as long as many people voted; and whether anything of the paper was changed."""
    changes = PileChange.objects.filter(pile__round=OuterRef("part__round"), done_at__isnull=False)
    rows = Result.objects.filter(part__round=round).select_related("part").defer("ballots")
    return rows.annotate(has_ballots=~Q(ballots=""), paper_changed=Exists(changes)).order_by("part__order")


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


def earlier_results(round: Round) -> list[EarlierResult]:
    """The results of this round that were set aside, the first one first; everybody reads them."""
    return ask(_earlier, None, round=round.pk)


def _earlier(_shape: None, *, round: int) -> QuerySet[EarlierResult]:
    return EarlierResult.objects.filter(round=round).select_related("decision").order_by("pk")


def is_set_aside(round: Round) -> bool:
    """Whether a result of this round was set aside, and nobody counted again yet."""
    return EarlierResult.objects.filter(round=round, round__box__opened_at__isnull=True).exists()


def objects_still(round: Round) -> bool:
    """Whether an objection waits for an answer."""
    return Objection.objects.filter(round=round, answered_at__isnull=True).exists()


def objections(round: Round, number: int = 1) -> list[Objection]:
    """A leaf of what was said against the vote or the count and one more, the newest first."""
    return ask(_objected, number, round=round.pk)


def _objected(number: int, *, round: int) -> QuerySet[Objection]:
    return Objection.objects.filter(round=round).order_by("-made_at", "-pk")[leaves.part(number)]

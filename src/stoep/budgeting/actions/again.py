"""Count again: both keys set a result aside, with a reason, while the box is kept; then it is counted once more.

What came out first stays readable beside what comes out then. Until then nobody promises a plan or spends anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.models import Award, Box, Decision, EarlierResult, Mark, Result, Round
from stoep.budgeting.queries import after
from stoep.shared.refusal import Refused


def may_set_aside(round: Round, at: datetime) -> Box:
    """The box that is counted again.

    Refused: "not-counted", "over" (after the term and no objection waits, or wiped), "carried".
    """
    box = Box.objects.filter(round=round).first()
    if box is None or box.opened_at is None or round.stopped_at:
        raise Refused("not-counted", _("Er is nog geen uitslag om opnieuw te tellen."))
    if box.wiped_at or not (queries.may_object(round, at, box) or queries.objects_still(round)):
        raise Refused("over", _("De termijn voor bezwaar is voorbij. Deze uitslag staat vast."))
    later = round.later.filter(announced_at__isnull=False, stopped_at__isnull=True).order_by("number").first()
    if later is not None:
        raise Refused(
            "carried",
            _("Wat over is van deze ronde, ligt al in een volgende ronde: %(round)s. Haal het daar eerst uit."),
            round=later.title,
        )  # fmt: skip
    return box


def set_aside(round: Round, decision: Decision, at: datetime) -> list[Any]:
    """The result is none any more, and the box can be opened again. The rows that were written."""
    box = may_set_aside(round, at)
    assert box.opened_at is not None
    results = list(Result.objects.filter(part__round=round).select_related("part").order_by("part__order"))
    held = [
        {"part": each.part.order, "name": each.part.name, "ballots": each.ballots, "rule": each.rule,
         "outcome": each.outcome}
        for each in results
    ]  # fmt: skip
    earlier = EarlierResult.objects.create(
        round=round, decision=decision, counted_at=box.opened_at, set_aside_at=at, voters=box.voters or 0,
        left_out=box.left_out, results=held,
    )  # fmt: skip
    gone = _gone([*results, *Mark.objects.filter(part__round=round)])
    box.opened_at, box.voters, box.left_out, box.stacks = None, None, {}, {}
    box.save(update_fields=["opened_at", "voters", "left_out", "stacks"])
    return [earlier, box, *gone]


def _gone(rows: Sequence[Any]) -> list[Any]:
    """These rows are deleted; each keeps its key, for the log to say which."""
    for row in rows:
        key = row.pk
        row.delete()
        row.pk = key
    return list(rows)


def not_set_aside(round: Round) -> None:
    """Refused("aside") while a result is set aside and not counted again: until then no plan goes on."""
    if queries.is_set_aside(round):
        raise Refused("aside", _("De uitslag wordt opnieuw geteld. Tot dan gaat geen plan verder. Wacht daarop."))


def awarded_again(round: Round, won: Iterable[tuple[Any, int]], at: datetime) -> tuple[list[Award], set[int]]:
    """Awards of the first count that a later count changed, and the ideas that need none anew.

    A plan that still wins keeps its award; one that no longer does is stopped, with the reason of the recount. What is
    done stays done: what was spent on it cannot be given to another.
    """
    reason = EarlierResult.objects.filter(round=round).order_by("-pk").values_list("decision__why", flat=True).first()
    if reason is None:
        return [], set()
    voters = {idea.pk: many for idea, many in won}
    changed: list[Award] = []
    known = list(Award.objects.filter(idea__round=round).select_related("idea").order_by("pk"))
    for award in known:
        if award.idea_id in voters:
            award.voters = voters[award.idea_id]
            if award.lost_at:
                award.lost_at = award.stopped_at = award.returned_cents = None
                award.ended_words = ""
        elif not award.is_over:
            award.returned_cents = after.purse_of(award).left
            award.lost_at = award.stopped_at = at
            award.ended_words = f"Er is opnieuw geteld, en dit plan kreeg toen geen geld meer. Waarom opnieuw: {reason}"
        award.save()
        changed.append(award)
    return changed, {award.idea_id for award in known}

"""Steps that follow from an edition: to do, and done with what came of it."""

from __future__ import annotations

from datetime import date

from stoep.places.models import Neighbourhood
from stoep.reach.models import Edition, Step

PAGE, FEW = 20, 6


def steps(neighbourhood: Neighbourhood, today: date) -> list[Step]:
    """The steps of the wijk: those to do first, by their day, then the few that were done last.

    Each carries `name`: of who put their own name there, while they still do that work; else "".
    """
    every = Step.objects.filter(edition__round__neighbourhood=neighbourhood).select_related("post__person")
    found = list(every.filter(done_on__isnull=True).order_by("by_on", "pk")[:PAGE])
    found += every.filter(done_on__isnull=False).order_by("-done_on", "-pk")[:FEW]
    for step in found:
        step.name = name_at(step, today)  # type: ignore[attr-defined] # for the page
    return found


def steps_of(edition: Edition) -> list[Step]:
    """What followed from one edition, in the order in which it was planned; without a name."""
    return list(Step.objects.filter(edition=edition).order_by("pk")[: 2 * PAGE])


def name_at(step: Step, today: date) -> str:
    """The name of who does it, put there by themselves, while their task runs and they have an account."""
    post = step.post
    if post is None or (post.until_on is not None and post.until_on <= today) or post.person.account_id is None:
        return ""
    return str(post.person.name)


def found_step(slug: str, pk: int) -> Step:
    """The step with this number in this very neighbourhood; Step.DoesNotExist when there is none."""
    rows = Step.objects.select_related("edition__round__neighbourhood", "post__person").filter(pk=pk)
    return rows.get(edition__round__neighbourhood__slug=slug)

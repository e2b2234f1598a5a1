"""Bring in: motions and decisions from the open data of the council, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council.actions import doors
from stoep.council.actions.enter import facts_of
from stoep.council.models import Policy
from stoep.council.raadsinformatie import Found
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import Actor

ACT = "council.bring_in"
OPERATOR = Actor("municipality", "wie de server beheert")


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of it: how many are new, and how many were here already."""

    new: int
    known: int


@transaction.atomic
def bring_in(*, neighbourhood: Neighbourhood, found: Sequence[Found], by: Standing | None, at: datetime) -> BroughtIn:
    """Store what is not here yet, by its name at the source; what is here already stays as it is.

    `by` is the clerk of the council; None is whoever runs the server, by the command. Raises NotAllowed.
    """
    if by is not None:
        refuse_not_clerk(by, neighbourhood.pk, ACT)
    doors.lock(neighbourhood.pk)
    wanted = {each.origin: each for each in found}
    here = Policy.objects.filter(neighbourhood=neighbourhood, origin__in=list(wanted)).values_list("origin", flat=True)
    known = set(here)
    made = [
        Policy.objects.create(
            neighbourhood=neighbourhood,
            kind=each.kind,
            number=each.number,
            title=each.title,
            said_on=each.said_on,
            source=each.source,
            origin=each.origin,
            entered_by=by.person if by else None,
            entered_side=by.side if by else OPERATOR.side,
            entered_at=at,
        )
        for each in wanted.values()
        if each.origin not in known
    ]
    if made:
        record.seal(
            neighbourhood=neighbourhood,
            act=ACT,
            subject=f"policies:{neighbourhood.pk}",
            by=by.actor() if by else OPERATOR,
            at=at,
            facts={
                "told": f"{len(made)} stukken van de raad zijn ingelezen.",
                "new": len(made),
                "policies": [facts_of(policy)["origin"] for policy in made[:50]],
            },
            rows=made,
        )
    return BroughtIn(len(made), len(wanted) - len(made))


def refuse_not_clerk(by: Standing, neighbourhood_id: int, act: str, subject: str = "") -> None:
    """What the council decided, its clerk writes down. Raises NotAllowed."""
    network.stand_here(by, neighbourhood_id, act=act, subject=subject)
    if by.is_clerk:
        return
    sentence = _("Dit is werk van de griffier van de gemeenteraad. Heeft u deze taak? Meld u dan eerst aan.")
    raise doors.refusal("not-the-clerk", sentence, by=by, act=act, subject=subject)

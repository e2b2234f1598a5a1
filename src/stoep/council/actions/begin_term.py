"""Begin a term: the clerk writes down who governs since an election."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.actions.bring_in import refuse_not_clerk
from stoep.council.models import Term
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "council.begin_term"


@transaction.atomic
def begin_term(
    *, neighbourhood: Neighbourhood, begins_on: date, coalition: str, by: Standing, at: datetime, source: str = ""
) -> Term:
    """The term that began with this election, with the name of its coalition. One an election; the first stays.

    Raises NotAllowed, Refused("no-election" | "known" | "empty").
    """
    refuse_not_clerk(by, neighbourhood.pk, ACT)
    doors.lock(neighbourhood.pk)
    called = doors.text(coalition, 200, one_line=True)
    if not called:
        raise Refused("empty", _("Schrijf welke partijen samen besturen."))
    if not rules.elections(begins_on, begins_on):
        raise Refused("no-election", _("Op deze dag was geen verkiezing van de gemeenteraad. Kijk de dag na."))
    known = Term.objects.filter(neighbourhood=neighbourhood, begins_on=begins_on).first()
    if known is not None:
        if known.coalition == called:
            return known
        raise Refused("known", _("Voor deze periode staat al een coalitie. Die blijft te lezen."))
    made = Term.objects.create(
        neighbourhood=neighbourhood,
        begins_on=begins_on,
        coalition=called,
        source=doors.web_address(source),
        entered_by=by.person,
        entered_at=at,
    )
    record.seal(
        neighbourhood=neighbourhood,
        act=ACT,
        subject=f"term:{made.pk}",
        by=by.actor(),
        at=at,
        facts={"told": f"Sinds {begins_on.isoformat()} bestuurt: {called}.", "begins_on": begins_on.isoformat(),
               "coalition": called},
        rows=[made],
    )  # fmt: skip
    return made

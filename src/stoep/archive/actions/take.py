"""Take: somebody who holds a key takes the whole archive along, and everybody reads that they did."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.archive import queries
from stoep.archive.models import Taking
from stoep.network.actions import require
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused


@transaction.atomic
def take(*, by: Standing, at: datetime) -> Taking:
    """That they take it, told in the log before they get it; Refused when there is none that may be given now.

    The closed part is encrypted for the independent organisation: whoever takes it holds the box, and not the key.
    """
    require(by, right="lead", act="archive.take")
    here = by.neighbourhood
    last = queries.last_copy(here)
    if last is None or not queries.is_fresh(last) or not queries.here(here, "besloten").is_file():
        raise Refused(
            "no-copy",
            _("Er is nu geen kopie die u mee kunt nemen. Vannacht wordt er een gemaakt. Kom morgen terug."),
        )
    taken = Taking.objects.create(neighbourhood=here, side=by.side, taken_at=at)
    record.seal(
        neighbourhood=here,
        act="archive.take",
        subject=f"copy:{last.pk}",
        by=by.actor(),
        at=at,
        facts={
            "told": "Iemand die een sleutel heeft, nam de hele kopie van de wijk mee.",
            "made_on": str(last.made_on),
        },
        rows=[taken],
    )
    return taken

"""A host keeps the list of streets of the neighbourhood: what the register does not know yet, or nobody loaded."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from stoep.network.actions.require import require
from stoep.network.facts import table_of
from stoep.network.standing import Standing
from stoep.places import actions as places
from stoep.places.models import Neighbourhood, Street
from stoep.record import actions as record


@transaction.atomic
def name_streets(*, by: Standing, names: str, at: datetime, today: date) -> list[Street]:
    """The own list is these names, one on each line; what the register has already is left out. Twice is once.

    Returns the streets that came. NotAllowed for who is no host; Refused("bad-street", "too-many").
    """
    require(by, right="host", act="network.name_streets")
    here = Neighbourhood.objects.select_for_update(no_key=True).get(pk=by.neighbourhood.pk)
    made, gone = places.name_streets(neighbourhood=here, names=names, today=today)
    if made or gone:
        record.seal(
            neighbourhood=here,
            act="network.name_streets",
            subject=table_of(here),
            by=by.actor(),
            at=at,
            facts={
                "told": "De lijst met straten van de wijk veranderde.", "added": len(made), "gone": len(gone),
            },
            rows=[*made, *gone],
        )  # fmt: skip
    return made

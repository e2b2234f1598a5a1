"""Found: a neighbourhood begins, with a table at which a resident takes the first seat."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import queries
from stoep.network.actions.sealing import seal_seat
from stoep.network.facts import table_of
from stoep.network.models import Partnership, Seat
from stoep.network.rules import RESIDENT
from stoep.people.models import Person
from stoep.places import actions as places
from stoep.places.models import Area, Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import Actor
from stoep.shared.refusal import NotAllowed


@transaction.atomic
def found(
    *,
    name: str,
    kind: str,
    municipality_name: str = "",
    areas: Collection[Area] | Collection[str] = (),
    outline: str = "",
    founder: Person,
    at: datetime,
    today: date,
) -> Neighbourhood:
    """A neighbourhood of these areas or this line, and its table with one seat: the founder, as residents' chair.

    Who works for an organisation cannot begin one: it would start as theirs. Raises Refused as places.draw does.
    """
    side, organisation_name = queries.side_and_name(founder, today)
    if side != RESIDENT:
        raise NotAllowed(
            "institution",
            _(
                "U werkt voor %(organisation)s. Een wijk begint met een bewoner. "
                "Vraag een bewoner om te beginnen. Daarna kunt u een zetel krijgen."
            ),
            act="network.found",
            actor=Actor(side=side, organisation=organisation_name, name=founder.name),
            organisation=organisation_name,
        )
    neighbourhood = places.draw(
        name=name, kind=kind, municipality_name=municipality_name, areas=areas, outline=outline, today=today
    )
    partnership = Partnership.objects.create(
        neighbourhood=neighbourhood, founded_on=today, residents_share=settings.STOEP_RESIDENTS_SHARE
    )
    by = Actor(side=RESIDENT, name=founder.name)
    record.seal(
        neighbourhood=neighbourhood,
        act="network.found",
        subject=table_of(neighbourhood),
        by=by,
        at=at,
        facts={
            "name": neighbourhood.name,
            "kind": neighbourhood.kind,
            "municipality": neighbourhood.municipality_name,
            "areas": sorted(neighbourhood.areas.values_list("code", flat=True)),
            "residents_share": partnership.residents_share,
            "told": f"{neighbourhood.name} is begonnen.",
        },
    )
    seat = Seat.objects.create(partnership=partnership, person=founder, side=RESIDENT, is_chair=True, since_on=today)
    seal_seat(seat, act="network.seat", by=by, at=at, told="Een bewoner kreeg de eerste zetel, als voorzitter.")
    return neighbourhood

"""Found: a neighbourhood begins, with a table at which a resident takes the first seat."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.actions.sealing import seal_seat
from stoep.network.actions.write_charter import write_charter
from stoep.network.facts import table_of
from stoep.network.models import Partnership, Seat
from stoep.network.rules import RESIDENT
from stoep.people.models import Person
from stoep.places import actions as places
from stoep.places.models import Area, Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import Actor
from stoep.shared.refusal import NotAllowed, Refused


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

    Who works for an organisation cannot begin one: it would start as theirs. Where the operator named who may
    begin one (settings.STOEP_FOUNDERS), nobody else can; and no second one takes the name of a neighbourhood in the
    same municipality. Raises NotAllowed, Refused("taken"), and Refused as places.draw does.
    """
    _may_begin(founder)
    side, organisation_name = queries.side_and_name(founder)
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
    _only_one(neighbourhood)
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
        rows=[neighbourhood, partnership],
    )
    _first_seat(partnership, founder, by=by, at=at, today=today)
    return neighbourhood


def _first_seat(partnership: Partnership, founder: Person, *, by: Actor, at: datetime, today: date) -> None:
    """The rules with which a table begins, and under these the seat of whoever began it."""
    charter = write_charter(partnership, queries.first_charter(partnership), by=by, at=at, today=today)
    seat = Seat.objects.create(
        partnership=partnership,
        person=founder,
        side=RESIDENT,
        is_chair=True,
        since_on=today,
        weight=charter.weight_of(RESIDENT),
        term_until_on=rules.term_until([], today, years=charter.term_years, most=charter.most_terms),
    )
    seal_seat(seat, act="network.seat", by=by, at=at, told="Een bewoner kreeg de eerste zetel, als voorzitter.")


def _may_begin(founder: Person) -> None:
    """A stranger with an e-mail address is no wijk: who runs this Stoep says whom they know."""
    email = founder.account.email.lower() if founder.account else ""
    names = [name.strip().lower() for name in settings.STOEP_FOUNDERS if name.strip()]
    known = any(name in ("*", email) or (name.startswith("@") and email.endswith(name)) for name in names)
    if not known:
        raise NotAllowed(
            "not-known",
            _(
                "Wie hier een wijk begint, spreekt dat eerst af met de beheerder van deze website. "
                "Zo begint niemand een wijk in uw naam. Hoe u de beheerder bereikt, staat onder 'Privacy'."
            ),
            act="network.found",
            actor=Actor(side=RESIDENT, name=founder.name),
        )


def _only_one(made: Neighbourhood) -> None:
    same = Neighbourhood.objects.filter(name__iexact=made.name, municipality_name__iexact=made.municipality_name)
    if same.exclude(pk=made.pk).exists():
        raise Refused(
            "taken",
            _("%(name)s in %(municipality)s is er al. Zoek de wijk op, en vraag daar of u mee kunt doen."),
            name=made.name,
            municipality=made.municipality_name,
        )

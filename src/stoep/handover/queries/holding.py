"""What an organisation answers for on a day, and who answers for a promise now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from stoep.agenda.models import Item
from stoep.council.models import Link
from stoep.handover import rules
from stoep.handover.models import Commitment, Power
from stoep.network.models import Post, Seat
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise, Verdict
from stoep.shared.asked import ask


@dataclass(frozen=True, slots=True)
class Running:
    """Everything that an organisation answers for."""

    promises: Sequence[Promise]
    links: Sequence[Link]
    items: Sequence[Item]
    commitments: Sequence[Commitment]


def running_lines(neighbourhood: Neighbourhood, organisation: Organisation, on: date) -> Running:
    """What this organisation answers for here, of what was there on that day and still runs.

    Promises that nobody judged yet; of a municipality what its policy contributes to or clashes with; long lines in
    which it takes part, or to which it promised something; and subsidies and contracts that tie no promise or line.
    """
    judged = Verdict.objects.filter(promise=OuterRef("pk"))
    promises = Promise.objects.filter(
        ~Exists(judged), neighbourhood=neighbourhood, organisation=organisation, said_on__lte=on
    )
    ends = Commitment.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), neighbourhood=neighbourhood, organisation=organisation
    )
    alone = ends.filter(promise__isnull=True, item__isnull=True, corrects__isnull=True, since_on__lte=on)
    return Running(
        list(promises.order_by("counts_on", "pk")),
        list(_links(neighbourhood, organisation, on)),
        list(_long_lines(neighbourhood, organisation, promises)),
        list(alone.order_by("since_on", "pk")),
    )


def _links(neighbourhood: Neighbourhood, organisation: Organisation, on: date) -> QuerySet[Link]:
    if organisation.kind != Organisation.Kind.MUNICIPALITY:
        return Link.objects.none()
    running = Link.objects.filter(item__neighbourhood=neighbourhood, ended_at__isnull=True, policy__isnull=False)
    return running.filter(made_at__date__lte=on).order_by("pk")


def _long_lines(
    neighbourhood: Neighbourhood, organisation: Organisation, promises: QuerySet[Promise]
) -> QuerySet[Item]:
    lines = Item.objects.filter(
        neighbourhood=neighbourhood, horizon=Item.Horizon.LONG, is_draft=False, closed_at__isnull=True
    )
    promised = promises.filter(item__isnull=False)
    ours = (
        Q(partners=organisation)
        | Q(strokes__partners=organisation)
        | Q(pk__in=promised.values("item"))
        | Q(strokes__pk__in=promised.values("item"))
    )
    keys = lines.filter(ours).values("pk")
    return Item.objects.filter(pk__in=keys).order_by("position", "pk")


def known_organisations(neighbourhood: Neighbourhood) -> list[Organisation]:
    """The organisations that ever took part here or promised something, but for those of residents.

    The municipality comes first, for there most elections and changes of power are; then by name.
    """
    seats = Seat.objects.filter(partnership__neighbourhood=neighbourhood)
    posts = Post.objects.filter(neighbourhood=neighbourhood)
    promised = Promise.objects.filter(neighbourhood=neighbourhood, organisation__isnull=False)
    ours = Q(pk__in=promised.values("organisation"))
    for held in (seats, posts):
        ours |= Q(pk__in=held.filter(organisation__isnull=False).values("organisation"))
        ours |= Q(pk__in=held.filter(person__organisation__isnull=False).values("person__organisation"))
    municipality_first = Case(When(kind="municipality", then=0), default=1)
    return list(Organisation.objects.filter(ours).exclude(kind="resident").order_by(municipality_first, "name", "pk"))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who answers for a promise now: always the organisation, by the one who holds the office ("": not known)."""

    organisation: str
    called: str
    power: Power


def answers_for(promise: Promise, today: date) -> Holder | None:
    """Who holds today what somebody promised who has left; None when nobody took over. The promise stays as it is."""
    if promise.organisation_id is None:
        return None
    found = ask(_since, None, here=promise.neighbourhood_id, office=promise.organisation_id, day=promise.said_on)
    powers = {rules.Handed(power.on, power.leaves_called, power.comes_called): power for power in found}
    last = rules.holder_now(promise.promiser_called, promise.said_on, powers, today)
    if last is None:
        return None
    power = powers[last]
    return Holder(power.organisation.name, power.comes_called, power)


def _since(_shape: None, *, here: int, office: int, day: date) -> QuerySet[Power]:
    rows = Power.objects.filter(neighbourhood=here, organisation=office, on__gte=day)
    return rows.select_related("neighbourhood", "organisation")

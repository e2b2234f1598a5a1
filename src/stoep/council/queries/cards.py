"""Partner cards: who takes part here, what each says of itself, and which answers each still owes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from stoep.council.models import Advice, Card
from stoep.network import queries as network
from stoep.network.models import Post, Seat
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood


@dataclass(frozen=True, slots=True)
class Party:
    """A party at work here: an organisation, or residents when there is none; and its newest card."""

    organisation: Organisation | None
    card: Card | None

    @property
    def key(self) -> int:
        """0 for residents."""
        return self.organisation.pk if self.organisation else 0


def parties(neighbourhood: Neighbourhood, today: date) -> list[Party]:
    """Residents first, then by name every organisation with a seat, a post, a card or an advice here. Two questions."""
    organisations = list(_here(neighbourhood, today).order_by("name"))
    newest: dict[int | None, Card] = {}
    for card in Card.objects.filter(neighbourhood=neighbourhood).order_by("-pk")[:500]:
        newest.setdefault(card.organisation_id, card)
    return [
        Party(None, newest.get(None)),
        *(Party(organisation, newest.get(organisation.pk)) for organisation in organisations),
    ]


def _here(neighbourhood: Neighbourhood, today: date) -> QuerySet[Organisation]:
    running = network.running(today)
    seats = Seat.objects.filter(running, partnership__neighbourhood=neighbourhood)
    posts = Post.objects.filter(running, neighbourhood=neighbourhood)
    cards = Card.objects.filter(neighbourhood=neighbourhood, organisation__isnull=False)
    asked = Advice.objects.filter(neighbourhood=neighbourhood, organisation__isnull=False)
    known = (
        Q(pk__in=seats.values("organisation"))
        | Q(pk__in=seats.values("person__organisation"))
        | Q(pk__in=posts.values("organisation"))
        | Q(pk__in=posts.values("person__organisation"))
        | Q(pk__in=cards.values("organisation"))
        | Q(pk__in=asked.values("organisation"))
    )
    return Organisation.objects.filter(known).exclude(kind=Organisation.Kind.RESIDENTS)


def party_here(neighbourhood: Neighbourhood, key: int, today: date) -> Party:
    """The party with this key, 0 for residents. Raises Organisation.DoesNotExist when it does not take part here."""
    organisation = organisation_here(neighbourhood, key, today) if key else None
    return Party(organisation, card_of(neighbourhood, organisation))


def organisation_here(neighbourhood: Neighbourhood, key: int, today: date) -> Organisation:
    """The organisation with this key. Raises Organisation.DoesNotExist when it does not take part here."""
    return _here(neighbourhood, today).get(pk=key)


def card_of(neighbourhood: Neighbourhood, organisation: Organisation | None) -> Card | None:
    """The newest card of this party."""
    return Card.objects.filter(neighbourhood=neighbourhood, organisation=organisation).order_by("-pk").first()


def versions_of(neighbourhood: Neighbourhood, organisation: Organisation | None) -> list[Card]:
    """Every version of a card, the newest first, at most fifty."""
    return list(Card.objects.filter(neighbourhood=neighbourhood, organisation=organisation).order_by("-pk")[:50])


def owed(neighbourhood: Neighbourhood, today: date) -> dict[int, tuple[int, int]]:
    """Per organisation (by key) how many answers it owes residents here, and how many are late. One question."""
    rows: Sequence[tuple[Any, ...]] = list(
        Advice.objects.filter(neighbourhood=neighbourhood, reply__isnull=True, withdrawn_at__isnull=True)
        .exclude(organisation=None)
        .values("organisation")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(answer_due_on__lt=today)))
        .order_by()
        .values_list("organisation", "open", "late")
    )
    return {key: (waiting, late) for key, waiting, late in rows}

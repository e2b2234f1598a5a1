"""Partner cards: who takes part here, what each says of itself, and which answers each still owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from stoep.council.models import Advice, Card
from stoep.network import queries as network
from stoep.network.models import Post, Seat
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask


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
    organisations = ask(_known, None, here=neighbourhood.pk, today=today)
    newest: dict[int | None, Card] = {}
    for card in ask(_newest, None, here=neighbourhood.pk):
        newest.setdefault(card.organisation_id, card)
    return [
        Party(None, newest.get(None)),
        *(Party(organisation, newest.get(organisation.pk)) for organisation in organisations),
    ]


def _newest(_shape: None, *, here: int) -> QuerySet[Card]:
    """The newest card of each: one row a party, however often it was written anew."""
    later = Card.objects.filter(neighbourhood=here, pk__gt=OuterRef("pk"))
    of_residents = Exists(later.filter(organisation=None))
    of_others = Exists(later.filter(organisation=OuterRef("organisation")))
    newest = Q(organisation=None) & ~of_residents | Q(organisation__isnull=False) & ~of_others
    return Card.objects.filter(newest, neighbourhood=here)


def _known(_shape: None, *, here: int, today: date) -> QuerySet[Organisation]:
    running = network.running(today)
    seats = Seat.objects.filter(running, partnership__neighbourhood=here)
    posts = Post.objects.filter(running, neighbourhood=here)
    cards = Card.objects.filter(neighbourhood=here, organisation__isnull=False)
    asked = Advice.objects.filter(neighbourhood=here, organisation__isnull=False)
    known = (
        Q(pk__in=seats.values("organisation"))
        | Q(pk__in=seats.values("person__organisation"))
        | Q(pk__in=posts.values("organisation"))
        | Q(pk__in=posts.values("person__organisation"))
        | Q(pk__in=cards.values("organisation"))
        | Q(pk__in=asked.values("organisation"))
    )
    return Organisation.objects.filter(known).exclude(kind=Organisation.Kind.RESIDENTS).order_by("name")


def _known_one(_shape: None, *, here: int, today: date, key: int) -> QuerySet[Organisation]:
    return _known(None, here=here, today=today).filter(pk=key)


def party_here(neighbourhood: Neighbourhood, key: int, today: date) -> Party:
    """The party with this key, 0 for residents. Raises Organisation.DoesNotExist when it does not take part here."""
    organisation = organisation_here(neighbourhood, key, today) if key else None
    return Party(organisation, card_of(neighbourhood, organisation))


def organisation_here(neighbourhood: Neighbourhood, key: int, today: date) -> Organisation:
    """The organisation with this key. Raises Organisation.DoesNotExist when it does not take part here."""
    found = ask(_known_one, None, here=neighbourhood.pk, today=today, key=key)
    if not found:
        raise Organisation.DoesNotExist(key)
    return found[0]


def card_of(neighbourhood: Neighbourhood, organisation: Organisation | None) -> Card | None:
    """The newest card of this party."""
    return Card.objects.filter(neighbourhood=neighbourhood, organisation=organisation).order_by("-pk").first()


def versions_of(neighbourhood: Neighbourhood, organisation: Organisation | None) -> list[Card]:
    """Every version of a card, the newest first, at most fifty."""
    office = {"office": organisation.pk} if organisation else {}
    return ask(_versions, organisation is None, here=neighbourhood.pk, **office)


def _versions(of_residents: bool, *, here: int, office: int = 0) -> QuerySet[Card]:
    whose = Q(organisation__isnull=True) if of_residents else Q(organisation=office)
    return Card.objects.filter(whose, neighbourhood=here).order_by("-pk")[:50]


def owed(neighbourhood: Neighbourhood, today: date) -> dict[int, tuple[int, int]]:
    """Per organisation (by key) how many answers it owes residents here, and how many are late. One question."""
    rows = ask(_owed, None, here=neighbourhood.pk, today=today)
    return {key: (waiting, late) for key, waiting, late in rows}


def _owed(_shape: None, *, here: int, today: date) -> QuerySet[Advice, tuple[Any, ...]]:
    waiting = Advice.objects.filter(neighbourhood=here, reply__isnull=True, withdrawn_at__isnull=True)
    asked = waiting.exclude(organisation=None).values("organisation").order_by()
    counted = asked.annotate(open=Count("pk"), late=Count("pk", filter=Q(answer_due_on__lt=today)))
    return counted.values_list("organisation", "open", "late")

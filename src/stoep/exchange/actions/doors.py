"""The doors that every act in this room passes: whose card it is, one after another, what may be typed, who is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as say

from stoep.exchange import rules
from stoep.exchange.models import Card
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared.typed import Limits


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, locked until the transaction ends: a form that comes twice counts once."""
    return Neighbourhood.objects.select_for_update(no_key=True).get(pk=neighbourhood_id)


def keeps(card: Card, by: Standing) -> bool:
    """Whether they may change this card: who wrote it, their organisation, or a host; nobody for one from elsewhere."""
    if card.followed_id is not None or by.neighbourhood.pk != card.neighbourhood_id:
        return False
    works = by.person.organisation_id if by.person else None
    own = by.person is not None and card.written_by_id == by.person.pk
    return by.hosts or (by.in_network and (own or (works is not None and works == card.written_from_id)))


def answers_for(card: Card, by: Standing) -> bool:
    """Whether they may answer who wants to come and see: a host of where it was done, or who wrote the card.

    For a card of another server: a host of whoever follows it, who writes down what was said there.
    """
    if by.neighbourhood.pk != card.neighbourhood_id:
        return False
    return by.hosts or keeps(card, by)


_TYPED = Limits(rules.LIMITS, rules.WORDS_LIMIT)
texts, asked = _TYPED.texts, _TYPED.asked


def tell(
    person: Person | None, here: Neighbourhood, about: str, at: datetime, *, subject: str, body: str,
    known: Mapping[str, str],
) -> None:  # fmt: skip
    """Let somebody with an account know; `subject` and `body` are to be translated, with what is known filled in."""
    account = person.account if person else None
    if account is None or not account.is_active:
        return
    with translation.override(account.language):
        people.tell(
            contact=people.contact_for(account=account, at=at), neighbourhood=here, about=about,
            subject=say(subject) % known, body=say(body) % known, at=at,
        )  # fmt: skip

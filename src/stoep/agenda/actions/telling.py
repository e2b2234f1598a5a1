"""Telling those who follow the voices of an item: short, in their own language, at most once a day an item."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from stoep.agenda.models import Item, Origin
from stoep.network import queries as network
from stoep.network.models import Post, Seat
from stoep.people import actions as people
from stoep.people.models import Contact, Person
from stoep.places.models import Neighbourhood
from stoep.voices import actions as voices

CHANGED = _("De tekst van agendapunt '%(title)s' is veranderd. Uw inbreng hoort bij dit punt. Lees het na: %(address)s")
ADOPTED = _(
    "Bewoners hebben agendapunt '%(title)s' vastgesteld. Uw inbreng hoort bij dit punt. Lees het na: %(address)s"
)
CLOSED = _("Agendapunt '%(title)s' is afgesloten. Waarom: %(why)s Lees het na: %(address)s")
MERGED = _(
    "Uw inbreng zit nu in agendapunt '%(title)s'. Twee punten zijn daarin samengevoegd. "
    "Klopt dat zo? Zeg ja of nee: %(address)s"
)
SPLIT = _("Uw inbreng zit nu ook in een nieuw agendapunt: '%(title)s'. Klopt dat zo? Zeg ja of nee: %(address)s")
_SUBJECT = _("Nieuws over agendapunt '%(title)s'")


def _said(message: str, params: dict[str, str]) -> str:
    return gettext(message) % params


def address(item: Item) -> str:
    """Where the item stands; the sender puts the site in front of it."""
    return f"/a/{item.code}/"


def claim_address(item: Item, number: str) -> str:
    """Where the author of a voice says whether the item says what they meant."""
    return f"/a/{item.code}/klopt/{number}/"


def tell(
    *, item: Item, message: str, at: datetime, today: date, why: str = "", always: bool = False, unless: int = 0
) -> int:
    """Tell the followers of every voice in this item; 0 when they heard of it today already.

    `always` is for the last thing that is told of it. `unless` is a voice whose author needs no telling.
    """
    if item.last_told_on == today and not always:
        return 0
    Item.objects.filter(pk=item.pk).update(last_told_on=today)
    item.last_told_on = today
    found = Origin.objects.filter(item=item, released_at__isnull=True).exclude(voice=unless or None)
    count = 0
    # Only voices that somebody follows: an item may have grown from thousands.
    followed = found.filter(Q(voice__followings__isnull=False)).select_related("voice").distinct()
    for origin in followed:
        where = claim_address(item, origin.voice.number) if message in (MERGED, SPLIT) else address(item)
        params = {"title": item.title, "address": where, "why": why}
        voices.tell_followers(
            voice=origin.voice, subject=partial(_said, _SUBJECT, params), body=partial(_said, message, params), at=at
        )
        count += 1
    return count


def who_looks_after(neighbourhood: Neighbourhood, owner: str, today: date, at: datetime) -> list[Contact]:
    """The one who looks after it when that is somebody we know here; else who decides for the residents.

    An owner is written down as a name or a group, and many have no account.
    """
    running = network.running(today)
    seats = Seat.objects.filter(running, partnership__neighbourhood=neighbourhood).select_related("person__account")
    posts = Post.objects.filter(running, neighbourhood=neighbourhood).select_related("person__account")
    known = {person.pk: person for person in [*(seat.person for seat in seats), *(post.person for post in posts)]}
    named = [person for person in known.values() if person.name.casefold() == owner.strip().casefold()]
    found: list[Person] = named or [seat.person for seat in seats if seat.side == "resident"]
    accounts = {person.account.email: person.account for person in found if person.account and person.account.is_active}
    return [people.contact_for(account=accounts[address], at=at) for address in sorted(accounts)]

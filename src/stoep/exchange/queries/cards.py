"""Practice cards that are found by words, theme, kind of place, and by what two places have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.exchange import rules
from stoep.exchange.models import Card
from stoep.places.figures import whole_numbers_of
from stoep.places.models import Neighbourhood
from stoep.places.rules import asked_words, plain
from stoep.promises.models import Promise
from stoep.strengths import queries as strengths
from stoep.strengths.models import Strength

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST = 300
_PLAIN_PIECE = 150
FIGURES: dict[str, tuple[_StrPromise, _StrPromise]] = {
    "inhabitants": (_("hoeveel mensen er wonen"), _("ongeveer evenveel mensen: hier %(here)s, daar %(there)s")),
    "density": (
        _("hoe dicht op elkaar"),
        _("ongeveer even dicht op elkaar: hier %(here)s mensen per vierkante kilometer, daar %(there)s"),
    ),
    "household-size": (
        _("hoeveel mensen in een huis"),
        _("ongeveer evenveel mensen in een huis: hier %(here)s, daar %(there)s"),
    ),
    "share-0-15": (
        _("hoeveel kinderen"),
        _("ongeveer evenveel kinderen: hier %(here)s van de 100 mensen, daar %(there)s"),
    ),
    "share-65": (
        _("hoeveel ouderen"),
        _("ongeveer evenveel mensen van 65 en ouder: hier %(here)s van de 100, daar %(there)s"),
    ),
    "owner-occupied": (
        _("hoeveel eigen huizen"),
        _("ongeveer evenveel eigen huizen: hier %(here)s van de 100, daar %(there)s"),
    ),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for: words, a theme, a kind of place, and the figures that must be about the same."""

    words: str = ""
    theme: str = ""
    kind: str = ""
    alike: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A card, with in words what that place has in common with the own one."""

    card: Card
    alike: list[str] = field(default_factory=list)


def search(here: Neighbourhood, sought: Sought) -> list[Found]:
    """The cards that fit, the newest first, at most three hundred; of this server, and of those that `here` follows.

    No place is better than another: nothing is counted together, and the order says only when it was written.
    """
    rows = Card.objects.filter(Q(followed__isnull=True) | Q(neighbourhood=here), withdrawn_at__isnull=True)
    for word in asked_words(sought.words):
        rows = rows.filter(plain__contains=word)
    if sought.theme:
        rows = rows.filter(theme=sought.theme)
    if sought.kind:
        rows = rows.filter(place_kind=sought.kind)
    mine = figures_of(here)
    result = []
    for card in rows.select_related("neighbourhood", "followed").order_by("-pk")[:MOST]:
        shared = rules.alike(mine, card.figures) if card.neighbourhood_id != here.pk or card.followed_id else []
        if rules.fits(shared, sought.alike):
            result.append(Found(card, [_in_words(each) for each in shared]))
    return result


def _in_words(each: rules.Alike) -> str:
    places = 1 if each.figure == "household-size" else 0
    told = {
        "here": number_format(each.here, decimal_pos=places, force_grouping=True),
        "there": number_format(each.there, decimal_pos=places, force_grouping=True),
    }
    return str(FIGURES[each.figure][1]) % told


def figures_of(here: Neighbourhood) -> dict[str, float]:
    """The figures of a place by which others are found alike; those that residents leave out are not in it."""
    return rules.derived(whole_numbers_of(here))


def plain_of(card: Card) -> str:
    """What stands on a card, as it is searched."""
    told = (
        card.title, card.what, card.spot, card.for_whom, card.failed, card.took, card.place, card.municipality,
    )  # fmt: skip
    # places.rules.plain holds names, so it is given a piece at a time.
    pieces = [text[at : at + _PLAIN_PIECE] for text in told for at in range(0, len(text), _PLAIN_PIECE)]
    return " ".join(plain(piece) for piece in pieces)


def found(pk: int) -> Card:
    """The card with this number; Card.DoesNotExist when there is none."""
    rows = Card.objects.select_related("neighbourhood", "item", "promise", "strength", "followed")
    return rows.get(pk=pk)


def source_of(here: Neighbourhood, written: str) -> Mapping[str, Item | Promise | Strength]:
    """What a card is written from, as the address names it: "item:ABC", "belofte:ABC", "kracht:ABC"; {} for nothing."""
    kind, _colon, code = written.partition(":")
    if kind == "item":
        item = Item.objects.filter(neighbourhood=here, code=code, is_draft=False).first()
        return {"item": item} if item else {}
    if kind == "belofte":
        promise = Promise.objects.filter(neighbourhood=here, code=code).select_related("item").first()
        return {"promise": promise} if promise else {}
    strength = shown_strength(here, code) if kind == "kracht" else None
    return {"strength": strength} if strength else {}


def shown_strength(here: Neighbourhood, number: str) -> Strength | None:
    """The strength of here with this number, while its giver lets everybody see it; its words stay in its own row."""
    return strengths.shown("list").filter(neighbourhood=here, number=number).first()

"""Practice cards that are found by words, theme, kind of place, and by what two places have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.exchange import rules
from stoep.exchange.models import Card
from stoep.places.figures import whole_numbers_of
from stoep.places.models import Neighbourhood
from stoep.places.rules import asked_words, plain
from stoep.promises.models import Promise
from stoep.shared.asked import ask
from stoep.strengths import queries as strengths
from stoep.strengths.models import Strength

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST, A_PAGE, BRIEF = 300, 20, 180
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

    @property
    def brief(self) -> str:
        """The first words of what was done."""
        text = self.card.what
        return text if len(text) <= BRIEF else text[:BRIEF].rsplit(" ", 1)[0] + "…"


def search(here: Neighbourhood, sought: Sought, *, page: int = 1) -> tuple[list[Found], bool]:
    """A page of twenty cards that fit, the newest first, and whether there are more; also of servers that are followed.

    No place is better than another: nothing is counted together, and the order says only when it was written. Where
    figures must be alike, only the newest three hundred are looked at.
    """
    mine, start = figures_of(here), A_PAGE * (page - 1)
    words = {f"word{at}": word for at, word in enumerate(asked_words(sought.words))}
    more = {name: value for name, value in (("theme", sought.theme), ("kind", sought.kind)) if value}
    if sought.alike:
        told = _fitting(here=here.pk, **more, **words).exclude(neighbourhood=here, followed__isnull=True)
        figures = told.values_list("pk", "figures")[:MOST]
        keys = [key for key, there in figures if rules.fits(rules.alike(mine, there), sought.alike)]
        asked = _shown(_fitting(here=here.pk).filter(pk__in=keys[start : start + A_PAGE + 1]))
        cards = list(asked)
    else:
        cards = ask(_page, start, here=here.pk, **more, **words)
    return [Found(card, _alike(here, mine, card)) for card in cards[:A_PAGE]], len(cards) > A_PAGE


def _fitting(*, here: int, theme: str = "", kind: str = "", **words: str) -> QuerySet[Card]:
    rows = Card.objects.filter(Q(followed__isnull=True) | Q(neighbourhood=here), withdrawn_at__isnull=True)
    for word in words.values():
        rows = rows.filter(plain__contains=word)
    rows = rows.filter(theme=theme) if theme else rows
    return (rows.filter(place_kind=kind) if kind else rows).order_by("-pk")


def _page(start: int, **values: Any) -> QuerySet[Card]:
    return _shown(_fitting(**values))[start : start + A_PAGE + 1]


def _shown(rows: QuerySet[Card]) -> QuerySet[Card]:
    return rows.select_related("neighbourhood", "followed").defer("plain", "failed", "took")


def _alike(here: Neighbourhood, mine: Mapping[str, float], card: Card) -> list[str]:
    if not mine or (card.neighbourhood_id == here.pk and card.followed_id is None):
        return []
    return [_in_words(each) for each in rules.alike(mine, card.figures)]


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
    rows = ask(_found, None, pk=pk)
    if not rows:
        raise Card.DoesNotExist
    return rows[0]


def _found(_shape: None, *, pk: int) -> QuerySet[Card]:
    return Card.objects.filter(pk=pk).select_related("neighbourhood", "item", "promise", "strength", "followed")


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

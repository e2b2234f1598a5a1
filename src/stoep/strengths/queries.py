"""Questions to strengths. Read only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from rapidfuzz import fuzz

from stoep.places import buurten
from stoep.places.geometry import shape_of_text
from stoep.places.models import Area, Neighbourhood
from stoep.shared import receipts
from stoep.shared.asked import ask
from stoep.shared.look_first import Near, Sought, likeness, mentions
from stoep.strengths import kept, rules
from stoep.strengths.kept import Kept, Side
from stoep.strengths.models import Consent, Introduction, Strength

PAGE = 20
FEW = 6
MOST_TO_MEET = 1000
MOST_NEAR = 80
BESIDE = 0.02  # degrees: about two kilometres to the north, somewhat less to the east
NETHERLANDS = (3.2, 50.7, 7.3, 53.7)
# The six kinds of what is here, in the order in which they are told; a wish is none of them.
KINDS = tuple(kind for kind in Strength.Kind if kind != Strength.Kind.WISH)


@dataclass(frozen=True, slots=True)
class OfKind:
    """Strengths of one kind that everybody may see, newest first."""

    kind: str
    called: str
    strengths: list[Strength]


def shown(use: str) -> QuerySet[Strength]:
    """What everybody may see in this use: agreed to by its giver, and looked at by a host."""
    agreed = Consent.objects.filter(strength=OuterRef("pk"), use=use, until_at__isnull=True)
    return Strength.objects.filter(Exists(agreed), checked_at__isnull=False, held_back_why="", erased_at__isnull=True)


def newest(here: Neighbourhood, kind: str, *, before: int | None = None, limit: int = PAGE) -> list[Strength]:
    """The newest of this kind in the public list, below the id `before`."""
    return ask(_newest, limit, here=here.pk, kind=kind, before=before if before is not None else 2**62)


def _newest(limit: int, *, here: int, kind: str, before: int) -> QuerySet[Strength]:
    found = shown(Consent.Use.LIST).filter(neighbourhood=here, kind=kind, pk__lt=before)
    return found.order_by("-id").only("number", "kind", "part", "words", "where")[:limit]


def by_kind(here: Neighbourhood) -> list[OfKind]:
    """The first of each of the six kinds, in the order in which they are told."""
    return [OfKind(kind.value, str(kind.label), newest(here, kind.value, limit=FEW)) for kind in KINDS]


def which_are_here(neighbourhood: OuterRef) -> dict[str, Exists]:
    """For each of the six kinds whether something of it stands in the public list: annotations, and no count."""
    listed = shown(Consent.Use.LIST).filter(neighbourhood=neighbourhood)
    return {f"has_{kind.value}": Exists(listed.filter(kind=kind.value)) for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Placed:
    """A strength on the map: the row, and the name of the part in which it stands ("" when it stands on a point)."""

    strength: Strength
    part_name: str


def on_map(here: Neighbourhood, *, before: int | None = None, limit: int = PAGE) -> list[Placed]:
    """The newest that givers put on the map, below the id `before`; two questions."""
    rows = ask(_on_map, limit, here=here.pk, before=before if before is not None else 2**62)
    codes = sorted({row.spot for row in rows if rules.point(row.spot) is None})
    names = dict(Area.objects.filter(code__in=codes).order_by("year").values_list("code", "name")) if codes else {}
    return [Placed(row, names.get(row.spot, "")) for row in rows]


def _on_map(limit: int, *, here: int, before: int) -> QuerySet[Strength]:
    found = shown(Consent.Use.LIST).filter(neighbourhood=here, spot__gt="", pk__lt=before)
    return found.order_by("-id").only("number", "kind", "words", "where", "spot")[:limit]


def outlines(here: Neighbourhood) -> list[tuple[str, str, str]]:
    """(code, name, GeoJSON geometry) of each part of this neighbourhood, by code; of its newest year."""
    areas = list(here.areas.values_list("pk", "year"))
    keys, year = [pk for pk, _year in areas], max((year for _pk, year in areas), default=0)
    inside = Q(pk__in=keys) | Q(within__in=keys) | Q(municipality__in=keys)
    rows = Area.objects.filter(inside, kind=Area.Kind.BUURT, year=year, outline__isnull=False)
    return list(rows.order_by("code").values_list("code", "name", "outline__geometry"))


def unchecked(here: Neighbourhood) -> QuerySet[Strength]:
    """What its giver agreed to show, and no host has looked at; oldest first. What is private is not among it."""
    return Strength.objects.filter(neighbourhood=here, checked_at__isnull=True, erased_at__isnull=True).exclude(
        words=""
    )


def uses(strength: Strength) -> list[str]:
    """The uses that its giver agrees to now, in the order of the form."""
    running = set(Consent.objects.filter(strength=strength, until_at__isnull=True).values_list("use", flat=True))
    return [use for use in Consent.Use.values if use in running]


def kept_words(strength: Strength) -> str:
    """The words of the giver, out of their lock; "" when they were erased. Only for whoever showed the secret."""
    return kept.of(strength).words


def held_by(number: str, secret: str) -> Strength | None:
    """The strength of which these are the number and the secret, however they were typed; else None.

    An unknown number takes as long as a wrong secret, and gets the same answer.
    """
    tidied = receipts.tidy(number)
    found = None
    if receipts.is_number(tidied):
        found = Strength.objects.select_related("neighbourhood").filter(number=tidied).first()
    kept = found.secret_hash if found else receipts.secret_hash("nobody")
    return found if receipts.secret_matches(secret, kept) and found else None


def parts(here: Neighbourhood) -> list[buurten.Choice]:
    """The parts of this neighbourhood (buurten) on which somebody can put something: (code, name); [] when unknown."""
    groups = buurten.around(here)
    return groups[0][1] if groups and groups[0][0] == here.name else []


def is_near(here: Neighbourhood, lon: float, lat: float) -> bool:
    """Whether a point lies in this neighbourhood or right beside it; anywhere in the land when it has no outline."""
    west, south, east, north = box(here) or NETHERLANDS
    return west - BESIDE <= lon <= east + BESIDE and south - BESIDE <= lat <= north + BESIDE


def box(here: Neighbourhood) -> tuple[float, float, float, float] | None:
    """West, south, east and north of this neighbourhood in degrees; None when no outline is known."""
    if here.outline:
        return shape_of_text(here.outline).box()
    found = here.areas.aggregate(Min("west"), Min("south"), Max("east"), Max("north"))
    sides = [found[name] for name in ("west__min", "south__min", "east__max", "north__max")]
    return None if None in sides else (sides[0], sides[1], sides[2], sides[3])


@dataclass(frozen=True, slots=True)
class Given:
    """A wish or an offer that a connector may read: its row, and what stands under its lock."""

    strength: Strength
    kept: Kept


@dataclass(frozen=True, slots=True)
class Meeting:
    """An introduction as one of the two sees it: the other's words, and with a yes of both how to reach them.

    `state` is "asked", "waiting", "both" or "over".
    """

    pk: int
    state: str
    by: str
    why: str
    words: str
    called: str
    other: Side
    mine: Side
    until_on: date


@dataclass(frozen=True, slots=True)
class Laid:
    """An introduction as a connector sees it: both sides' words, how to reach who left that, and the state."""

    pk: int
    state: str
    why: str
    wish: Given
    offer: Given
    until_on: date


def to_meet(here: Neighbourhood) -> list[Given]:
    """The newest wishes and offers that connectors may read, newest first; at most a thousand of them."""
    agreed = Consent.objects.filter(strength=OuterRef("pk"), use=Consent.Use.MEET, until_at__isnull=True)
    found = Strength.objects.filter(Exists(agreed), neighbourhood=here, erased_at__isnull=True, held_back_why="")
    return [Given(one, kept.of(one)) for one in found.order_by("-pk")[:MOST_TO_MEET]]


def may_meet(strength: Strength) -> bool:
    """Whether its giver lets connectors read it now."""
    is_there = strength.erased_at is None and not strength.held_back_why
    return is_there and Consent.Use.MEET in uses(strength)


def fits(wish: Given, among: Iterable[Given]) -> list[Given]:
    """The offers that could be laid beside a wish (or wishes beside an offer), those with the likest words first."""
    others = [other for other in among if other.kept.is_wish != wish.kept.is_wish]
    known = set(
        Introduction.objects.filter(Q(first=wish.strength) | Q(second=wish.strength)).values_list("first", "second")
    )
    taken = {pk for pair in known for pk in pair}
    words = wish.kept.words.casefold()
    free = [other for other in others if other.strength.pk not in taken]
    return sorted(free, key=lambda other: -fuzz.token_set_ratio(words, other.kept.words.casefold()))


def meetings(strength: Strength, today: date) -> list[Meeting]:
    """What the giver of this sees of who a connector laid beside it, newest first."""
    rows = Introduction.objects.filter(Q(first=strength) | Q(second=strength)).select_related("first", "second")
    found = []
    for row in rows.order_by("-pk"):
        said = kept.said_of(row)
        is_first = row.first_id == strength.pk
        mine, other = (said.first, said.second) if is_first else (said.second, said.first)
        state = rules.seen_by_side(mine.answer, other.answer, today=today, until_on=row.until_on)
        if not state or not row.kept:
            continue
        theirs = kept.of(row.second if is_first else row.first)
        about: dict[str, Any] = {"by": said.by, "why": said.why, "words": theirs.words, "called": theirs.called}
        shown = other if state == "both" else Side()
        found.append(Meeting(row.pk, state, **about, other=shown, mine=mine, until_on=row.until_on))
    return found


def laid(here: Neighbourhood, today: date) -> QuerySet[Introduction]:
    """What connectors laid side by side here and is not over, newest first."""
    rows = Introduction.objects.filter(neighbourhood=here, until_on__gte=today)
    return rows.select_related("first", "second").order_by("-pk")


def as_laid(row: Introduction, today: date) -> Laid:
    """An introduction as a connector sees it; select `first` and `second` along with it."""
    said = kept.said_of(row)
    state = rules.seen_by_connector(said.first.answer, said.second.answer, today=today, until_on=row.until_on)
    sides = sorted((Given(one, kept.of(one)) for one in (row.first, row.second)), key=lambda one: not one.kept.is_wish)
    return Laid(row.pk, state, said.why, sides[0], sides[1], row.until_on)


def near(here: int, sought: Sought) -> Iterator[Near]:
    """What stands in the public list of the neighbourhood with this key, as whoever begins something looks at it first.

    Called by `shared.look_first.near`, which calendar, gatherings and agenda ask before something is begun.
    """
    found = shown(Consent.Use.LIST).filter(mentions("words", sought), neighbourhood=here).exclude(kind="wish")
    for one in found.order_by("-pk").select_related("neighbourhood")[:MOST_NEAR]:
        alike = likeness(sought, "", one.words, places=[one.spot or one.where])
        if alike:
            href = f"{reverse('strengths:list', args=[one.neighbourhood.slug])}?soort={one.kind}"
            yield Near(one.get_kind_display().capitalize(), Truncator(one.words).chars(100), href, alike)

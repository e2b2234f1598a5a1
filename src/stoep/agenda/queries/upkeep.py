"""Questions about keeping up what got better: what stands, what asks, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from stoep.agenda import rules
from stoep.agenda.models import Item, Upkeep
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask

MOST = 500


class Kept(NamedTuple):
    """A closed item with the last word on keeping it up, where that stands, and the item that took it up again."""

    item: Item
    upkeep: Upkeep | None
    standing: rules.UpkeepStanding
    again: str = ""

    @property
    def asks(self) -> bool:
        """Whether residents are asked something."""
        return self.standing in {"unknown", "look-back", "slipping"}


def last_word(item: Item) -> Upkeep | None:
    """What was said last of keeping this item up; None when nobody said anything."""
    return next(iter(last_words([item.pk])), None)


def last_words(items: Iterable[int]) -> list[Upkeep]:
    """The word that stands for each of these items; those of which nobody said anything are left out."""
    keys = sorted(items)
    return ask(_standing_words, None, keys=keys) if keys else []


def _standing_words(_shape: None, *, keys: list[int]) -> QuerySet[Upkeep]:
    return Upkeep.objects.filter(item__in=keys, replaced_at__isnull=True).order_by("pk")


def upkeep_of(item: Item) -> list[Upkeep]:
    """All that was said of keeping this item up, the latest first."""
    return list(item.upkeeps.select_related("said_by").order_by("-said_at", "-pk"))


def kept(item: Item, upkeep: Upkeep | None, today: date, again: str = "") -> Kept:
    """Where the keeping up of a closed item stands. `again` is the code of the item that took it up again."""
    standing = rules.standing_of_upkeep(
        kind=upkeep.kind if upkeep else "",
        kept_by=upkeep.kept_by if upkeep else "",
        look_back_on=upkeep.look_back_on if upkeep else None,
        taken_up_again=bool(again),
        today=today,
    )
    return Kept(item, upkeep, standing, again)


def kept_of(item: Item, today: date) -> Kept:
    """The same for one item, with two questions."""
    again = item.taken_up_again.values_list("code", flat=True).first() or ""
    return kept(item, last_word(item), today, again)


def closed_and_kept(neighbourhood: Neighbourhood, today: date, limit: int = MOST) -> list[Kept]:
    """What was closed and not merged, the latest first, each with how it is kept up. Two questions."""
    items = ask(_closed, limit, here=neighbourhood.pk)
    words = {word.item_id: word for word in last_words(item.pk for item in items)}
    return [kept(item, words.get(item.pk), today, vars(item)["again"] or "") for item in items]


def _closed(limit: int, *, here: int) -> QuerySet[Item]:
    again = Item.objects.filter(again_of=OuterRef("pk")).order_by("pk").values("code")[:1]
    found = Item.objects.filter(neighbourhood=here, is_draft=False, closed_at__isnull=False, merged_into__isnull=True)
    return found.annotate(again=Subquery(again)).order_by("-closed_at", "-pk")[:limit]

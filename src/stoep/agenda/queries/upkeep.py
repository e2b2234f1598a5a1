"""Questions about keeping up what got better: what stands, what asks, and since when."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from stoep.agenda import rules
from stoep.agenda.models import Item, Upkeep
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask

MOST = 500


class Said(NamedTuple):
    """What was said last of keeping something up."""

    kind: str
    words: str
    kept_by: str
    look_back_on: date | None


class Kept(NamedTuple):
    """A closed item with the last word on keeping it up, where that stands, and the item that took it up again."""

    item: Item
    said: Said | None
    standing: rules.UpkeepStanding
    again: str = ""

    @property
    def asks(self) -> bool:
        """Whether residents are asked something."""
        return self.standing in {"unknown", "look-back", "slipping"}


def last_word(item: Item) -> Upkeep | None:
    """What was said last of keeping this item up; None when nobody said anything."""
    return Upkeep.objects.filter(item=item, replaced_at__isnull=True).first()


def upkeep_of(item: Item) -> list[Upkeep]:
    """All that was said of keeping this item up, the latest first."""
    return list(item.upkeeps.select_related("said_by").order_by("-said_at", "-pk"))


def kept(item: Item, today: date) -> Kept:
    """Where the keeping up of a closed item stands; the item was read by `with_upkeep`."""
    read = vars(item)
    kind, again = read["kept_kind"], read["again"] or ""
    said = Said(kind, read["kept_words"], read["kept_by"], read["look_back_on"]) if kind else None
    standing = rules.standing_of_upkeep(
        kind=said.kind if said else "",
        kept_by=said.kept_by if said else "",
        look_back_on=said.look_back_on if said else None,
        taken_up_again=bool(again),
        today=today,
    )
    return Kept(item, said, standing, again)


def with_upkeep(items: QuerySet[Item]) -> QuerySet[Item]:
    """The same items, each with the last word on keeping it up, and the code of what took it up again; one question."""
    again = Item.objects.filter(again_of=OuterRef("pk")).order_by("pk").values("code")[:1]
    return items.annotate(
        said=FilteredRelation("upkeeps", condition=Q(upkeeps__replaced_at__isnull=True)),
        kept_kind=F("said__kind"),
        kept_words=F("said__words"),
        kept_by=F("said__kept_by"),
        look_back_on=F("said__look_back_on"),
        again=Subquery(again),
    )


def closed_and_kept(neighbourhood: Neighbourhood, today: date, limit: int = MOST) -> list[Kept]:
    """What was closed and not merged, the latest first, each with how it is kept up. One question."""
    return [kept(item, today) for item in ask(_closed, limit, here=neighbourhood.pk)]


def _closed(limit: int, *, here: int) -> QuerySet[Item]:
    found = Item.objects.filter(neighbourhood=here, is_draft=False, closed_at__isnull=False, merged_into__isnull=True)
    return with_upkeep(found).select_related("neighbourhood").order_by("-closed_at", "-pk")[:limit]

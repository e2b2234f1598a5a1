"""Questions to paper. Read only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from stoep.agenda.models import Item
from stoep.packs import kept, rules
from stoep.packs.kept import Typed
from stoep.packs.models import Batch, Card, Pack, Scan
from stoep.places.models import Neighbourhood

_WHO = ("begun_by", "again_by", "closed_by")


@dataclass(frozen=True, slots=True)
class Shown:
    """A typed card as its pile shows it: its place, what was typed, and the number that it got ("" until it counts)."""

    place: int
    typed: Typed
    entered: str
    who: str


def packs(here: Neighbourhood) -> QuerySet[Pack]:
    """The packs of this neighbourhood, newest first."""
    found = Pack.objects.filter(neighbourhood=here)
    return found.select_related("neighbourhood", "made_by", "sending__activity__venue").order_by("-pk")


def open_batches(here: Neighbourhood) -> QuerySet[Batch]:
    """Piles that do not count yet, oldest first; `differs` when two people typed something else."""
    found = Batch.objects.filter(pack__neighbourhood=here, closed_at__isnull=True)
    found = found.annotate(differs=Q(again_at__isnull=False) & Exists(Card.objects.filter(batch=OuterRef("pk"))))
    return found.select_related("pack__neighbourhood", "begun_by").order_by("pk")


def batches_of(pack: Pack) -> QuerySet[Batch]:
    """The piles of this pack, in the order in which they were begun."""
    return pack.batches.select_related("pack__neighbourhood", "begun_by", "closed_by").order_by("pk")


def batch(here: Neighbourhood, pk: int) -> Batch | None:
    """The pile of here with this key; None when there is none."""
    found = Batch.objects.filter(pack__neighbourhood=here, pk=pk)
    return found.select_related("pack__neighbourhood", "pack__round", *_WHO, "count").first()


def cards_of(batch: Batch) -> list[Card]:
    """The cards of a pile, by their place in the pack."""
    return list(Card.objects.filter(batch=batch).select_related("typed_by").order_by("place"))


def shown(batch: Batch) -> list[Shown]:
    """What was typed of a pile, out of the lock, for its hosts."""
    return [
        Shown(card.place, kept.typed(card), card.entered, card.typed_by.name if card.typed_by else "")
        for card in cards_of(batch)
    ]


def next_place(batch: Batch) -> int:
    """The first card of the pack that nobody typed yet; 0 when all of them are."""
    taken = set(Card.objects.filter(pack=batch.pack, kind=batch.kind).values_list("place", flat=True))
    most = batch.pack.voices if batch.kind == rules.VOICES else batch.pack.strengths
    return next((place for place in range(1, most + 1) if place not in taken), 0)


def sheet(pack: Pack) -> list[Item]:
    """The items on the sticker sheet of a pack, in their order there; those that no longer run are left out."""
    running = Item.objects.filter(neighbourhood=pack.neighbourhood_id, code__in=pack.items, closed_at__isnull=True)
    known = {item.code: item for item in running}
    return [known[code] for code in pack.items if code in known]


def scans_of(batch: Batch) -> list[Scan]:
    """The scans that lie with a pile, in the order in which they were added."""
    return list(batch.scans.order_by("pk"))


def scan(here: Neighbourhood, pk: int) -> Scan | None:
    """The scan of here with this key; None when there is none, or it was destroyed."""
    found = Scan.objects.filter(batch__pack__neighbourhood=here, pk=pk)
    return found.select_related("batch__pack__neighbourhood").first()

"""How many authors say that an item is not what they meant: counted in the act itself, for each item and each day."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from stoep.agenda.models import Item, Origin
from stoep.places.models import Neighbourhood
from stoep.voices import tallies


def said_on(origin: Origin) -> date | None:
    """The day on which its author last said no; None while they did not."""
    if origin.author_agrees is not False or origin.author_said_at is None:
        return None
    return timezone.localtime(origin.author_said_at).date()


def move(origin: Origin, *, before: date | None) -> None:
    """Count what the author says now; `before` is what `said_on` gave before they said it."""
    now = said_on(origin)
    count(origin.item, (now is not None) - (before is not None))
    tallies.contradicted(origin.voice, before=before, on=now)


def count(item: Item, step: int) -> None:
    """So many more authors, or fewer, contradict this item."""
    if step:
        Item.objects.filter(pk=item.pk).update(contradicted_count=F("contradicted_count") + step)
        item.refresh_from_db(fields=["contradicted_count"])


def recount(neighbourhood: Neighbourhood) -> None:
    """Work the counts out anew from the origins: an archive of before they were kept does not bring them."""
    against = Origin.objects.filter(item=OuterRef("pk"), author_agrees=False, released_at__isnull=True)
    number = against.order_by().values("item").annotate(number=Count("pk")).values("number")
    Item.objects.filter(neighbourhood=neighbourhood).update(contradicted_count=Coalesce(Subquery(number), 0))
    said = Origin.objects.filter(item__neighbourhood=neighbourhood, author_agrees=False, author_said_at__isnull=False)
    moments = said.order_by().values_list("author_said_at", flat=True).iterator(2000)
    tallies.recounted(neighbourhood, Counter(timezone.localtime(moment).date() for moment in moments if moment))

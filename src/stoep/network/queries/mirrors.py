"""What the pages say about the table, for whoever lays it beside the log."""

from __future__ import annotations

from collections.abc import Iterator

from stoep.network.facts import door_of, post_facts, seat_facts, table_of
from stoep.network.models import Door, Partnership, Post, Seat
from stoep.places.models import Neighbourhood
from stoep.record.inspection import Shown


def shown(neighbourhood: Neighbourhood) -> Iterator[Shown]:
    """What the pages say about seats and posts, for whoever checks that nobody changed it behind the log's back."""
    seats = Seat.objects.filter(partnership__neighbourhood=neighbourhood)
    for seat in seats.select_related("person", "organisation"):
        for field in ("side", "organisation", "chair", "since_on", "until_on", "works_there"):
            yield Shown(f"seat:{seat.pk}", field, seat_facts(seat)[field])
    for post in Post.objects.filter(neighbourhood=neighbourhood).select_related("person", "organisation"):
        for field, value in post_facts(post).items():
            yield Shown(f"post:{post.pk}", field, value)
    for table in Partnership.objects.filter(neighbourhood=neighbourhood):
        yield Shown(table_of(neighbourhood), "residents_share", table.residents_share)
        yield Shown(table_of(neighbourhood), "areas", sorted(neighbourhood.areas.values_list("code", flat=True)))
    for row in Door.objects.filter(neighbourhood=neighbourhood):
        for field in ("place", "address", "hours"):
            yield Shown(door_of(neighbourhood), field, getattr(row, field))
        yield Shown(door_of(neighbourhood), "has_contact", row.contact_id is not None)

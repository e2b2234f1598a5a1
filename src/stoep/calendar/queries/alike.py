"""What is asked of residents already, as whoever begins something looks at it first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from stoep.calendar.models import Entry
from stoep.shared.look_first import Near, Sought, likeness

MOST = 300


def near(here: int, sought: Sought) -> Iterator[Near]:
    """What stands in the calendar of the neighbourhood with this key and is not over; not what a higher room keeps."""
    rows = Entry.objects.filter(neighbourhood=here, withdrawn_at__isnull=True, kept_by="", last_on__gte=sought.today)
    for entry in rows.select_related("neighbourhood", "venue").order_by("last_on", "pk")[:MOST]:
        places = [*entry.streets, entry.venue.name if entry.venue else entry.place]
        alike = likeness(sought, entry.what, entry.about, places=places)
        yield Near(_("In de kalender"), entry.what, entry.get_absolute_url(), alike, entry.posted_key or "")

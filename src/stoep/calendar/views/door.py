"""What the pages of this room share: which line, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from functools import partial

from django.http import Http404

from stoep.calendar import queries
from stoep.calendar.models import Entry
from stoep.shared import posted


def entry_or_404(slug: str, pk: int) -> Entry:
    """The line with this number in this very neighbourhood."""
    try:
        return queries.found(slug, pk)
    except Entry.DoesNotExist:
        raise Http404 from None


form_page = partial(posted.form_page, "calendar/form.html")

"""What the pages of this room share: which line, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from stoep.calendar import queries
from stoep.calendar.models import Entry
from stoep.places.models import Neighbourhood
from stoep.shared import posted


def entry_or_404(slug: str, pk: int) -> Entry:
    """The line with this number in this very neighbourhood."""
    try:
        return queries.found(slug, pk)
    except Entry.DoesNotExist:
        raise Http404 from None


def form_page(
    request: HttpRequest, form: Form, here: Neighbourhood, *, title: str, lead: str, send: str, back: str, **more: Any
) -> HttpResponse:
    """A page with one form; 422 when something in it must be mended."""
    page = {"neighbourhood": here, "form": form, "title": title, "lead": lead, "send": send, "back": back, **more}
    return render(request, "calendar/form.html", page, status=posted.status(form))

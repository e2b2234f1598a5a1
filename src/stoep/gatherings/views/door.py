"""What the pages of this room share: which activity, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from stoep.gatherings import queries
from stoep.gatherings.models import Activity
from stoep.network import access
from stoep.network.standing import Right, Standing
from stoep.places.models import Neighbourhood
from stoep.shared import posted


def activity_or_404(slug: str, pk: int) -> Activity:
    """The activity with this number in this very neighbourhood."""
    try:
        return queries.found(slug, pk)
    except Activity.DoesNotExist:
        raise Http404 from None


def may(request: HttpRequest, slug: str, pk: int, *, act: str, right: Right = "host") -> tuple[Activity, Standing]:
    """The same, for who has this right, and who they are."""
    activity = activity_or_404(slug, pk)
    return activity, access.stand(
        request, activity.neighbourhood, right=right, act=act, subject=f"activity:{activity.pk}"
    )


def form_page(
    request: HttpRequest, form: Form, here: Neighbourhood, *, title: str, lead: str, send: str, back: str, **more: Any
) -> HttpResponse:
    """A page with one form; 422 when something in it must be mended."""
    page = {"neighbourhood": here, "form": form, "title": title, "lead": lead, "send": send, "back": back, **more}
    return render(request, "gatherings/form.html", page, status=posted.status(form))

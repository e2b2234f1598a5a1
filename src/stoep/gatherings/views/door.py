"""What the pages of this room share: which activity, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest

from stoep.gatherings import queries
from stoep.gatherings.models import Activity
from stoep.network import access
from stoep.network.standing import Right, Standing
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


form_page = partial(posted.form_page, "gatherings/form.html")

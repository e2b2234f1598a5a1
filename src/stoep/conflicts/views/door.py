"""What the pages of this room share: which conflict, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest

from stoep.conflicts import queries
from stoep.conflicts.models import Conflict
from stoep.network import access
from stoep.network import actions as network
from stoep.network.standing import Right, Standing
from stoep.shared import posted


def conflict_or_404(request: HttpRequest, slug: str, pk: int) -> tuple[Conflict, Standing]:
    """The conflict at this address, when the visitor may read it, and who they are."""
    try:
        found = queries.conflict(slug, pk)
    except Conflict.DoesNotExist:
        raise Http404 from None
    standing = access.standing_of(request, found.neighbourhood)
    if not queries.may_read(found, standing):
        raise Http404
    return found, standing


def may(request: HttpRequest, slug: str, pk: int, *, right: Right, act: str) -> tuple[Conflict, Standing]:
    """The same, for who has this right."""
    found, standing = conflict_or_404(request, slug, pk)
    network.require(standing, right=right, act=act, subject=f"conflict:{found.pk}")
    return found, standing


form_page = partial(posted.form_page, "conflicts/form.html")

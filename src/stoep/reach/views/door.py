"""What the pages of this room share: which round, edition or step, and a form that keeps what was typed."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest

from stoep.network import access
from stoep.network.standing import Standing
from stoep.reach import queries
from stoep.reach.models import Edition, Round, Step
from stoep.shared import posted


def round_or_404(slug: str, pk: int) -> Round:
    """The round with this number in this very neighbourhood."""
    try:
        return queries.found_round(slug, pk)
    except Round.DoesNotExist:
        raise Http404 from None


def edition_or_404(slug: str, pk: int) -> Edition:
    """The edition with this number in this very neighbourhood."""
    try:
        return queries.edition_of(slug, pk)
    except Edition.DoesNotExist:
        raise Http404 from None


def step_or_404(slug: str, pk: int) -> Step:
    """The step with this number in this very neighbourhood."""
    try:
        return queries.found_step(slug, pk)
    except Step.DoesNotExist:
        raise Http404 from None


def host(request: HttpRequest, of: Round, act: str) -> Standing:
    """Who stands here, when they do a host's work; else a page with 403."""
    return access.stand(request, of.neighbourhood, right="host", act=act, subject=f"reach-round:{of.pk}")


form_page = partial(posted.form_page, "reach/form.html")

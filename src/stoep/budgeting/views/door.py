"""What the pages of this room share: which round, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest

from stoep.budgeting import queries
from stoep.budgeting.models import Idea, Round
from stoep.network import access
from stoep.network.standing import Right, Standing
from stoep.shared import posted


def round_or_404(slug: str, number: int) -> Round:
    """The round with this number in this very neighbourhood."""
    try:
        return queries.found(slug, number)
    except Round.DoesNotExist:
        raise Http404 from None


def may(request: HttpRequest, slug: str, number: int, *, act: str, right: Right = "lead") -> tuple[Round, Standing]:
    """The same, for who has this right, and who they are."""
    round = round_or_404(slug, number)
    return round, access.stand(request, round.neighbourhood, right=right, act=act, subject=f"round:{round.pk}")


def may_type(request: HttpRequest, slug: str, number: int, *, act: str) -> tuple[Round, Standing]:
    """The same, for who may type paper of this round."""
    round = round_or_404(slug, number)
    may = queries.may_type(round, access.standing_of(request, round.neighbourhood))
    right: Right = "take-part" if may else "host"
    return round, access.stand(request, round.neighbourhood, right=right, act=act, subject=f"round:{round.pk}")


def idea_or_404(slug: str, number: int, voice: str) -> Idea:
    """The idea with this number in this very round."""
    try:
        return queries.one(slug, number, voice)
    except Idea.DoesNotExist:
        raise Http404 from None


def stands(request: HttpRequest, idea: Idea, *, act: str, right: Right) -> Standing:
    """Who the visitor is, when they have this right where the idea is."""
    return access.stand(request, idea.round.neighbourhood, right=right, act=act, subject=f"idea:{idea.voice.number}")


form_page = partial(posted.form_page, "budgeting/form.html")
acted_or_form = partial(posted.acted_or_form, "budgeting/form.html")

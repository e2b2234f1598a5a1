"""The ideas of a round: the list with its search, one of them, and giving one by screen, paper and voice."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.budgeting import actions, queries
from stoep.budgeting.forms import IdeaCardForm, IdeaForm
from stoep.budgeting.models import Idea, Round
from stoep.budgeting.views import door, gate
from stoep.network import access
from stoep.network.standing import Standing
from stoep.shared import leaves
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import access as authors
from stoep.voices import queries as voices

_both = require_http_methods(["GET", "HEAD", "POST"])
LONGEST_SEARCH = 200


@require_safe
def listing(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The ideas by twenty, the newest first; ?q= searches by words, ?deel= shows one part."""
    round = door.round_or_404(slug, number)
    standing = access.standing_of(request, round.neighbourhood)
    typed, part = request.GET.get("q", "").strip()[:LONGEST_SEARCH], request.GET.get("deel", "")
    chosen = int(part) if part.isascii() and part.isdecimal() and len(part) <= 3 else None
    leaf_number = leaves.number_of(request)
    rows = queries.listed(round, standing, typed=typed, part=chosen, number=leaf_number)
    more = urlencode({name: value for name, value in (("q", typed), ("deel", part)) if value})
    leaf = leaves.leaf(rows, leaf_number, keeps=f"&{more}" if more else "")
    page = {
        "neighbourhood": round.neighbourhood,
        "round": round,
        "phase": queries.phase(round, timezone.now()),
        "standing": standing,
        "leaf": leaf,
        "typed": typed,
        "part": chosen,
        "parts": list(round.parts.all()),
        "numbers": queries.numbers(round),
    }
    return render(request, "budgeting/ideas.html", page)


@require_safe
def idea(request: HttpRequest, slug: str, number: int, voice: str) -> HttpResponse:
    """One idea: its words, whether it can be done and what it costs, and everything that was said of that."""
    found = door.idea_or_404(slug, number, voice)
    here = found.round.neighbourhood
    standing = access.standing_of(request, here)
    verdicts, repairs = queries.verdicts_of(found), queries.repairs_of(found)
    state = queries.shown_of(found, verdicts, repairs)
    last = verdicts[-1] if verdicts and state in ("no", "refused") else None
    page = {
        "neighbourhood": here,
        "round": found.round,
        "idea": found,
        "readable": voices.may_read(found.voice, standing),
        "state": state,
        "verdicts": verdicts,
        "repairs": repairs,
        "repair_until": queries.repair_until_of(found, last),
        "today": timezone.localdate(),
        "parents": queries.parents_of(found),
        "standing": standing,
        "photo": getattr(found.voice, "photo", None),
        "is_author": authors.holds_secret(request, found.voice),
        **_talk(found, standing, leaves.number_of(request)),
    }
    return render(request, "budgeting/idea.html", page)


def _talk(found: Idea, standing: Standing, number: int) -> dict[str, Any]:
    """What is said of it, this leaf of it, who helps, and with whom it goes together."""
    phase = queries.phase(found.round, timezone.now())
    consents, asked = queries.consents_of(found)
    before_voting = phase in ("announced", "ideas", "checking", "talking")
    return {
        "phase": phase,
        "leaf": queries.arguments(found, standing, number),
        "helps": queries.helps_of(found),
        "consents": consents,
        "asked": asked,
        "can_argue": before_voting and found.is_live and found.voice.is_shown,
        "can_change": before_voting and found.is_live and not found.round.ballot_made_at,
    }


@never_cache
@_both
def give(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give an idea on the screen, without an account. What was typed stays when something is wrong."""
    round = door.round_or_404(slug, number)
    form = IdeaForm(request.POST or None, request.FILES or None, parts=round.parts.all())
    if form.is_valid() and (receipt := _given(request, form, round, None)):
        return authors.keep_receipt(redirect("voices:receipt", number=receipt.number), receipt)
    return door.form_page(
        request, form, round.neighbourhood, title=_("Geef uw idee"),
        lead=_("U hoeft geen account te maken. U krijgt een nummer en een geheime code. Bewaar die goed."),
        send=_("Verstuur mijn idee"), back=round.get_absolute_url(), files=True,
    )  # fmt: skip


@never_cache
@_both
def give_for(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Type over an idea from a card, or take down what somebody says; the receipt is printed on the spot."""
    round, standing = door.may(request, slug, number, act="budgeting.give", right="host")
    form = IdeaCardForm(
        request.POST or None, request.FILES or None, parts=round.parts.all(),
        initial={"channel": "card", "said_on": min(timezone.localdate(), round.ideas_until), "tell_by": "none"},
    )  # fmt: skip
    if form.is_valid() and (receipt := _given(request, form, round, standing)):
        return authors.keep_receipt(redirect("voices:receipt", number=receipt.number), receipt)
    return door.form_page(
        request, form, round.neighbourhood, title=_("Schrijf een idee op van iemand anders"),
        lead=_("Typ over wat iemand schreef of zei, woord voor woord. Geef het bewijs meteen mee."),
        send=_("Bewaar, en laat het bewijs zien"), back=round.get_absolute_url(), files=True,
    )  # fmt: skip


def _given(request: HttpRequest, form: IdeaForm, round: Round, by: Standing | None) -> Any:
    """The receipt; or None, and the form says what is wrong."""
    now = timezone.now()
    try:
        if by is None:
            gate.knock(request, at=now)
        return actions.give(
            round=round, by=by, at=now, today=timezone.localdate(),
            language=get_language() or settings.LANGUAGE_CODE, **form.act_fields(),
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refused as refused:
        if by is None and refused.code != "too-often":
            gate.forgive(request)
        form.add_error(None, str(refused))
        return None

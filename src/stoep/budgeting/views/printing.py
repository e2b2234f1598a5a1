"""Paper of a round: ballots for the places, a sample to look at, the poster of the result, and letters about it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.budgeting import filled, outcomes, papers, queries
from stoep.budgeting.forms.printing import BallotsForm
from stoep.budgeting.models import Part
from stoep.budgeting.views import door
from stoep.gatherings.models import Language
from stoep.record.freshness import unless_unchanged


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballots(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Print a chosen number of ballots for one of the places."""
    round, _standing = door.may(request, slug, number, act="budgeting.print_ballots", right="host")
    back = reverse("budgeting:plans", args=[slug, number])
    if not round.ballot_made_at:
        messages.error(request, _("Het stembiljet is er nog niet. Drukken kan als het gemaakt is."))
        return redirect(back)
    form = BallotsForm(request.POST or None, round=round)
    if form.is_valid():
        spoken = queries.spoken_in(round)[form.cleaned_data["language"]]
        made = filled.ballots(form.chosen(), spoken, form.cleaned_data["many"], secrets.SystemRandom())
        return pdf(made, f"stembiljetten-{slug}-{number}-{spoken.language}.pdf")
    return door.form_page(
        request, form, round.neighbourhood, title=_("Druk stembiljetten"),
        lead=_("Op elk biljet staan de plannen in een andere volgorde. De code schrijft de stemmer er zelf op."),
        send=_("Maak de stembiljetten"), back=back, note=lacking(queries.paper_languages(round)),
    )  # fmt: skip


def lacking(languages: Iterable[tuple[str, str]]) -> str:
    """Which languages are not on paper yet beside these, and what is needed for that; "" when all are there."""
    there = {code for code, _name in languages}
    names = [str(language.label) for language in Language if language.value not in there]
    if not names:
        return ""
    return _(
        "Nog niet op papier: %(languages)s. Iemand die de taal leest, keurt eerst de vaste zinnen en de woorden van "
        "elk plan goed."
    ) % {"languages": ", ".join(names)}


@require_safe
@unless_unchanged
def sample(request: HttpRequest, slug: str, number: int, part: int, language: str) -> HttpResponse:
    """One empty ballot to look at, for everybody."""
    round = door.round_or_404(slug, number)
    found = get_object_or_404(Part.objects.select_related("round__neighbourhood"), round=round, order=part)
    if not round.ballot_made_at or language not in dict(queries.paper_languages(round)):
        raise Http404
    made = filled.ballots(found, queries.spoken_in(round)[language], 1, secrets.SystemRandom(), is_sample=True)
    return pdf(made, f"voorbeeld-{slug}-{number}-{part}-{language}.pdf")


@require_safe
@unless_unchanged
def poster(request: HttpRequest, slug: str, number: int, part: int, language: str, size: str) -> HttpResponse:
    """The poster of the result of one part, for everybody."""
    round = door.round_or_404(slug, number)
    found = next((each for each in queries.results(round) if each.part.order == part), None)
    if found is None or size not in outcomes.SIZES or language not in dict(queries.paper_languages(round)):
        raise Http404
    made = outcomes.poster(found, queries.spoken_in(round)[language], size)
    return pdf(made, f"uitslag-{slug}-{number}-{part}-{language}-{size}.pdf")


@never_cache
@require_safe
def replies(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The letters to whoever follows a plan and hears by letter, for a host to print and post."""
    round, _standing = door.may(request, slug, number, act="budgeting.print_replies", right="host")
    made = outcomes.replies(round, timezone.localdate())
    if not made:
        messages.error(request, _("Er is nog geen uitslag, of niemand die een plan volgt, hoort het per brief."))
        return redirect("budgeting:result", slug, number)
    page = filled.page_of(round, "not_won")
    return pdf(papers.result_letters(made, title=round.title, page=page), f"brieven-uitslag-{slug}-{number}.pdf")


def pdf(made: bytes, name: str) -> HttpResponse:
    """A paper, shown in the browser."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response

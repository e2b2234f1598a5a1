"""The card: on a screen, and four on a sheet of paper. It leaves no message, no session and no cookie of its own."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.people import actions as people
from stoep.places.access import neighbourhood_or_404
from stoep.reach import actions, forms, papers, queries
from stoep.reach.models import Round
from stoep.reach.views import door
from stoep.record.freshness import unless_unchanged
from stoep.shared import posted, visitor
from stoep.shared.refusal import Refused

PER_DAY = 60  # a flat, a school or a library stands behind one address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Five questions that may be skipped. Who sends it is not asked, and nothing of them is kept but the numbers."""
    here = neighbourhood_or_404(slug)
    round = queries.round_of_card(slug, pk)
    if round is None:
        return render(request, "reach/no_round.html", {"neighbourhood": here})
    form = forms.CardForm(request.POST or None, parts=round.parts)
    if form.is_valid() and _counted(request, round, form):
        return redirect("reach:thanks", slug)
    page = {"neighbourhood": here, "form": form, "round": round}
    return render(request, "reach/card.html", page, status=posted.status(form))


def _counted(request: HttpRequest, round: Round, form: forms.CardForm) -> bool:
    """Whether the card was counted; else the form says why not."""
    now = timezone.now()
    try:
        # It counts how often one network sends a card, and not which.
        people.knock(
            key=f"reach.card:{visitor.address_of(request)}", limit=PER_DAY, span=timedelta(days=1), at=now
        )  # fmt: skip
        actions.count(
            round=round, cards=[form.card()], today=timezone.localdate(now), posted_key=form.cleaned_data["key"]
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Thank you; the page is the same for everybody."""
    return render(request, "reach/thanks.html", {"neighbourhood": neighbourhood_or_404(slug)})


@require_safe
@unless_unchanged
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Four cards on an A4, in the language of the page or of ?taal=."""
    found = door.round_or_404(slug, pk)
    language = request.GET.get("taal", "") or get_language() or ""
    response = HttpResponse(papers.cards(found, language), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="kaart-zonder-nummer-{found.neighbourhood.slug}.pdf"'
    return response

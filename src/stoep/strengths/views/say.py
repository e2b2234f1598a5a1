"""Tell what is here, on a phone, and take the slip home; and the empty card for the table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.refusal import NotAllowed, Refused
from stoep.strengths import actions, forms, kept, papers, queries
from stoep.strengths.views import gate


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, slug: str) -> HttpResponse:
    """Three boxes, without an account. What was typed stays when something is wrong; ?wat=wish begins with a wish."""
    here = neighbourhood_or_404(slug)
    asked = request.GET.get("wat", "")
    begins = {"what": asked} if asked in forms.WHAT else {}
    form = forms.NoteForm(request.POST or None, here=here, initial=begins)
    if request.method == "POST" and form.is_valid() and (slip := _noted(request, here, form)):
        return receipt(request, slip)
    context = {"neighbourhood": here, "form": form}
    return render(request, "strengths/note.html", context, status=422 if form.is_bound else 200)


def _noted(request: HttpRequest, here: Neighbourhood, form: forms.NoteForm) -> actions.Slip | None:
    """The slip; or None, and the form says what is wrong."""
    now = timezone.now()
    try:
        gate.knock_to_note(request, at=now)
    except Refused as refused:
        form.refuse(refused)
        return None
    try:
        return actions.note(neighbourhood=here, at=now, **form.said())
    except NotAllowed:
        raise
    except Refused as refused:
        gate.forgive_note(request)
        form.refuse(refused)
        return None


def receipt(request: HttpRequest, slip: actions.Slip, *, by_host: bool = False) -> HttpResponse:
    """The slip in the answer to the form: no address, cookie or session ever holds its secret."""
    given = kept.of(slip.strength)
    context = {
        "neighbourhood": slip.strength.neighbourhood,
        "meets": queries.may_meet(slip.strength),
        "is_wish": given.is_wish,
        "strength": slip.strength,
        "secret": receipts.spoken_secret(slip.secret),
        "by_host": by_host,
    }
    return render(request, "strengths/receipt.html", context)


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """An empty card for a conversation, to print and fill in by hand, in the reader's language."""
    here = neighbourhood_or_404(slug)
    response = HttpResponse(papers.card(here), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="krachtkaart-{here.slug}.pdf"'
    return response

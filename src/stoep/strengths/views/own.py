"""What a giver does with a slip: agree, take back, correct, wipe.

Nothing of it goes into a session or an address: each page is made in the answer to a form with the two codes.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stoep.shared import receipts
from stoep.shared.refusal import Refused
from stoep.strengths import actions, forms, papers, queries
from stoep.strengths.models import Consent, Strength
from stoep.strengths.views import gate


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Number and code open it; a script fills them in from the QR code's fragment."""
    form = forms.CodesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _opened(request, *_found(request, form))
        except Refused as refused:
            form.refuse(refused)
    return render(request, "strengths/codes.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_POST
def slip(request: HttpRequest) -> HttpResponse:
    """The slip as an A6 PDF, for whoever has its codes."""
    form = forms.CodesForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        found, secret = _found(request, form)
    except Refused as refused:
        raise Http404 from refused
    response = HttpResponse(papers.slip(found, secret), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bewijs-{found.number}.pdf"'
    return response


def _found(request: HttpRequest, form: forms.CodesForm) -> tuple[Strength, str]:
    """The strength and its secret; Refused when they do not belong together, or this was tried too often."""
    gate.knock_to_own(request, at=timezone.now())
    secret = form.cleaned_data["secret"]
    found = queries.held_by(form.cleaned_data["number"], secret)
    if found is None:
        # One answer for an unknown number and for a wrong code: it tells nobody which numbers exist.
        raise Refused("secret", _("Nummer en geheime code horen niet bij elkaar. Kijk ze allebei na."))
    return found, secret


def _opened(request: HttpRequest, found: Strength, secret: str) -> HttpResponse:
    """The giver's page, after what the pressed button asked."""
    pressed = request.POST.get("doe", "")
    correct = forms.CorrectForm(request.POST if pressed == "anders" else None)
    erase = forms.EraseForm(request.POST if pressed == "wis" else None)
    problem = ""
    try:
        done = _done(found, secret, pressed, request.POST.get("use", ""), correct, erase)
    except Refused as refused:
        done, problem = "", str(refused)
        if correct.is_bound:
            correct.refuse(refused)
    found.refresh_from_db()
    words, agreed = queries.kept_words(found), queries.uses(found)
    if not correct.is_bound or done:
        correct = forms.CorrectForm(initial={"words": words})
    context = {
        "neighbourhood": found.neighbourhood,
        "strength": found,
        "secret": receipts.spoken_secret(secret),
        "words": words,
        "uses": [(use.value, use.label, use.value in agreed) for use in Consent.Use],
        "agreed": agreed,
        "correct": correct,
        "erase": erase,
        "done": done,
        "problem": "" if correct.is_bound else problem,
    }
    wrong = any(form.is_bound and form.errors for form in (correct, erase))
    return render(request, "strengths/own.html", context, status=422 if wrong else 200)


def _done(
    found: Strength, secret: str, pressed: str, use: str, correct: forms.CorrectForm, erase: forms.EraseForm
) -> str:
    """What was done, in words; "" when nothing was asked, or the form is not whole."""
    now = timezone.now()
    if pressed == "ja":
        actions.agree(strength=found, secret=secret, use=use, at=now)
        return _("Dank u. U kunt dit altijd terugnemen.")
    if pressed == "nee":
        actions.take_back(strength=found, secret=secret, use=use, at=now)
        return _("Teruggenomen. Het is op elke pagina weg.")
    if pressed == "anders" and correct.is_valid():
        actions.correct(strength=found, secret=secret, words=correct.cleaned_data["words"], at=now)
        return _("Veranderd. Uw oude woorden zijn weg.")
    if pressed == "wis" and erase.is_valid():
        actions.erase_words(strength=found, secret=secret, at=now)
        return _("Gewist, overal.")
    return ""

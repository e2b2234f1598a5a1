"""What a giver does with a slip: agree, take back, correct, wipe.

Nothing of it goes into a session or an address: each page is made in the answer to a form with the two codes.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stoep.places import buurten as places
from stoep.shared import receipts
from stoep.shared.refusal import Refused
from stoep.strengths import actions, forms, kept, papers, queries, rules
from stoep.strengths.kept import Kept
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
    page = _Own(found, secret, request.POST, pressed)
    try:
        done, problem = page.do(), ""
    except Refused as refused:
        done, problem = "", page.refused(refused)
    found.refresh_from_db()
    agreed = queries.uses(found)
    given = kept.of(found)
    context = {
        "neighbourhood": found.neighbourhood,
        "strength": found,
        "kept": given,
        "place": places.name_of(given.spot) if given.spot and not rules.point(given.spot) else "",
        "secret": receipts.spoken_secret(secret),
        "uses": [(use.value, use.label, use.value in agreed) for use in Consent.Use if given.may_be(use)],
        "agreed": agreed,
        "meetings": page.meetings(found),
        "correct": page.correct if page.correct.is_bound and not done else page.fresh(given),
        "erase": page.erase,
        "done": done,
        "problem": problem,
    }
    return render(request, "strengths/own.html", context, status=422 if page.is_wrong() else 200)


class _Own:
    """The forms of a giver's page, of which one was sent, and what its button does."""

    def __init__(self, found: Strength, secret: str, sent: QueryDict, pressed: str) -> None:
        self.found, self.secret, self.sent, self.pressed = found, secret, sent, pressed
        given = kept.of(found)
        self.correct = forms.CorrectForm(
            sent if pressed == "anders" else None, here=found.neighbourhood, spot=given.spot
        )
        self.erase = forms.EraseForm(sent if pressed == "wis" else None)
        self.meet = forms.MeetForm(sent if pressed == "ontmoet" else None)

    def do(self) -> str:
        """What was done, in words; "" when nothing was asked, or the form is not whole."""
        act = {
            "ja": self._agree,
            "nee": self._take_back,
            "anders": self._correct,
            "wis": self._erase,
            "ontmoet": self._meet,
            "ontmoet-niet": self._do_not_meet,
        }.get(self.pressed)
        return act() if act else ""

    def refused(self, refused: Refused) -> str:
        """The sentence for the top of the page; "" where it stands beside a box."""
        for form in (self.correct, self.meet):
            if form.is_bound:
                form.refuse(refused)
                return ""
        return str(refused)

    def fresh(self, given: Kept) -> forms.CorrectForm:
        """The form to say it otherwise, with what is there now."""
        begins = {"words": given.words, "where": given.where}
        return forms.CorrectForm(here=self.found.neighbourhood, spot=given.spot, initial=begins)

    def meetings(self, found: Strength) -> list[tuple[queries.Meeting, forms.MeetForm]]:
        """Each introduction with its own form; the one that was sent keeps what was typed."""
        wrong = self.meet.is_bound and self.meet.errors
        return [
            (one, self.meet if wrong and one.pk == self._asked() else forms.MeetForm(auto_id=f"o{one.pk}_%s"))
            for one in queries.meetings(found, timezone.localdate())
        ]

    def is_wrong(self) -> bool:
        """Whether something in the form that was sent must be mended."""
        return any(form.is_bound and form.errors for form in (self.correct, self.erase, self.meet))

    def _asked(self) -> int:
        typed = self.sent.get("ontmoeting", "")
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 18 else 0

    def _codes(self) -> dict[str, Any]:
        return {"strength": self.found, "secret": self.secret, "at": timezone.now()}

    def _agree(self) -> str:
        actions.agree(use=self.sent.get("use", ""), reach=self.sent.get("reach", ""), **self._codes())
        return _("Dank u. U kunt dit altijd terugnemen.")

    def _take_back(self) -> str:
        actions.take_back(use=self.sent.get("use", ""), **self._codes())
        return _("Teruggenomen. Het is op elke pagina weg.")

    def _correct(self) -> str:
        if not self.correct.is_valid():
            return ""
        said: dict[str, Any] = {"words": self.correct.cleaned_data["words"], **self.correct.placed()}
        actions.correct(**said, **self._codes())
        return _("Veranderd. Uw oude woorden zijn weg.")

    def _erase(self) -> str:
        if not self.erase.is_valid():
            return ""
        actions.erase_words(**self._codes())
        return _("Gewist, overal.")

    def _meet(self) -> str:
        if not self.meet.is_valid():
            return ""
        self._say(yes=True, **self.meet.cleaned_data)
        return _("Dank u. Zegt de ander ook ja? Dan staat hier hoe u elkaar bereikt.")

    def _do_not_meet(self) -> str:
        self._say(yes=False)
        return _("Goed. Niemand hoort dat u nee zei.")

    def _say(self, **said: Any) -> None:
        today = timezone.localdate()
        actions.say(introduction=self._asked(), strength=self.found, secret=self.secret, today=today, **said)

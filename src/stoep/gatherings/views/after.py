"""At the door and after it: count with a thumb, type over what was said, close, and what may be told of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.gatherings import actions, queries
from stoep.gatherings.forms import PaperTallyForm, SaidForm, TallyForm
from stoep.gatherings.models import CAME_BY, Activity
from stoep.gatherings.views import door
from stoep.people.models import Person
from stoep.places import queries as places
from stoep.record.freshness import unless_unchanged
from stoep.shared import posted, receipts
from stoep.shared.form_key import new_key
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import papers
from stoep.voices import queries as voices

_both = require_http_methods(["GET", "HEAD", "POST"])


def _desk(activity: Activity) -> str:
    return f"{activity.get_absolute_url()}werk/"


@never_cache
@_both
def tally(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Count who comes in with one thumb. Each press is one; what is chosen stays for the next one."""
    activity, standing = door.may(request, slug, pk, act="gatherings.count_came")
    streets = list(dict.fromkeys([*queries.streets_of(activity), *_sent_to(activity)]))
    form = TallyForm(request.POST or None, streets=streets, initial={"language": "nl"})
    problem = ""
    if request.method == "POST":
        try:
            if not form.is_valid():
                raise Refused("choice", _("Kies hoe iemand is uitgenodigd, en in welke taal."))
            actions.count_came(activity=activity, by=standing, today=timezone.localdate(), **form.act_fields())
        except NotAllowed:
            raise
        except Refused as refused:
            problem = str(refused)
        chosen = {name: request.POST.get(name, "")[:80] for name in ("language", "street")}
        form = TallyForm(streets=streets, initial=chosen)
    used = [*dict.fromkeys(activity.sendings.values_list("channel", flat=True)), "walked"]
    page = {
        "neighbourhood": activity.neighbourhood,
        "activity": activity,
        "form": form,
        "ways": [(value, label) for value, label in CAME_BY if value in used],
        "key": new_key(),
        "problem": problem,
        "counted": request.method == "POST" and not problem,
        "came": queries.came_so_far(activity),
    }
    return render(request, "gatherings/tally.html", page, status=422 if problem else 200)


def _sent_to(activity: Activity) -> list[str]:
    return list(activity.sendings.exclude(street="").values_list("street", flat=True).distinct()[:200])


@never_cache
@_both
def paper_tally(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was counted on paper, typed over."""
    activity, standing = door.may(request, slug, pk, act="gatherings.count_came")
    form = PaperTallyForm(request.POST or None)
    form.know(places.streets(activity.neighbourhood))
    if form.is_valid():

        def act() -> bool:
            return actions.count_came(activity=activity, by=standing, today=timezone.localdate(), **form.act_fields())

        if answer := posted.done(request, form, act, to=request.path, said=_("Dit is geteld.")):
            return answer
    return door.form_page(
        request, form, activity.neighbourhood, title=_("Op papier geteld"),
        lead=_("Turf op papier, en typ hier over hoeveel het er waren. Geen namen."), send=_("Tel dit erbij"),
        back=_desk(activity),
    )  # fmt: skip


@never_cache
@_both
def said(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Type over what somebody said there; the receipt comes at once, and its code is shown this once."""
    activity, standing = door.may(request, slug, pk, act="gatherings.take_down")
    here = activity.neighbourhood
    initial = {"channel": "card", "year_band": Person.YearBand.YOUTH if activity.is_youth else ""}
    form = SaidForm(request.POST or None, initial=initial)
    page = {"neighbourhood": here, "activity": activity, "form": form, "desk": _desk(activity)}
    if form.is_valid():
        try:
            receipt = actions.take_down(
                activity=activity, by=standing, at=timezone.now(), today=timezone.localdate(),
                said_on=min(activity.day or timezone.localdate(), timezone.localdate()),
                language=get_language() or "nl", **form.act_fields(),
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            page |= {"receipt": receipt, "secret": receipts.spoken_secret(receipt.secret)}
            return render(request, "gatherings/receipt.html", page)
    return render(request, "gatherings/said.html", page, status=posted.status(form))


@never_cache
@require_POST
def slip(request: HttpRequest) -> HttpResponse:
    """The receipt as an A6 PDF, for whoever has its number and code."""
    voice = voices.by_number(request.POST.get("number", "")[:40])
    secret = request.POST.get("secret", "")[:60]
    if not voices.proves(voice, secret) or voice is None:
        raise Http404
    response = HttpResponse(papers.slip(voice, receipts.tidy(secret)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bewijs-{voice.number}.pdf"'
    return response


@never_cache
@_both
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End the counting: what may be told stays, the rest goes."""
    activity, standing = door.may(request, slug, pk, act="gatherings.close")
    problem = ""
    if request.method == "POST":
        try:
            actions.close(activity=activity, by=standing, at=timezone.now(), today=timezone.localdate())
            return redirect(reverse("gatherings:ledger", args=[slug, pk]))
        except NotAllowed:
            raise
        except Refused as refused:
            problem = str(refused)
    page = {
        "neighbourhood": activity.neighbourhood,
        "activity": activity,
        "problem": problem,
        "desk": _desk(activity),
    }
    return render(request, "gatherings/close.html", page, status=422 if problem else 200)


@require_safe
@unless_unchanged
def ledger(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How many were invited, answered and came: what may be told of it, after the close."""
    activity = door.activity_or_404(slug, pk)
    if not activity.closed_at:
        raise Http404
    totals, parts = queries.ledger_of(activity)
    page = {
        "neighbourhood": activity.neighbourhood,
        "activity": activity,
        "totals": totals,
        "parts": parts,
    }
    return render(request, "gatherings/ledger.html", page)

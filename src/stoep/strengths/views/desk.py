"""The host's desk: type over a card, and look at words before others read them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from stoep.network import access
from stoep.network import actions as network
from stoep.places.access import neighbourhood_or_404
from stoep.shared import receipts
from stoep.shared.refusal import NotAllowed, Refused
from stoep.strengths import actions, forms, queries
from stoep.strengths.models import Strength
from stoep.strengths.views.say import receipt

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_both
def type_over(request: HttpRequest, slug: str) -> HttpResponse:
    """Type over a card or take down what somebody says; the slip for the giver comes at once."""
    here = neighbourhood_or_404(slug)
    standing = access.standing_of(request, here)
    network.require(standing, right="host", act="strengths.note")
    begins = {"channel": Strength.Channel.CARD}
    form = forms.TypeForm(request.POST or None, here=here, initial=begins)
    if request.method == "POST" and form.is_valid():
        try:
            slip = actions.note(neighbourhood=here, host=standing, at=timezone.now(), **form.said())
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return receipt(request, slip, by_host=True)
    context = {"neighbourhood": here, "form": form}
    return render(request, "strengths/type.html", context, status=422 if form.is_bound else 200)


@never_cache
@_both
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """What givers agreed to show and nobody looked at yet. What they keep to themselves is not here."""
    here = neighbourhood_or_404(slug)
    standing = access.standing_of(request, here)
    network.require(standing, right="host", act="strengths.check")
    number = receipts.tidy(request.POST.get("number", ""))
    form = forms.HoldBackForm(request.POST if request.method == "POST" and "show" not in request.POST else None)
    if request.method == "POST":
        found = get_object_or_404(Strength, number=number, neighbourhood=here)
        try:
            if "show" in request.POST:
                actions.show(strength=found, by=standing, at=timezone.now())
                messages.success(request, _("Gedaan. Iedereen kan het nu lezen."))
                return redirect("strengths:check", slug=slug)
            if form.is_valid():
                why = form.cleaned_data["why"]
                actions.hold_back(strength=found, why=why, by=standing, at=timezone.now())
                messages.success(request, _("Gedaan. De gever leest uw reden."))
                return redirect("strengths:check", slug=slug)
        except NotAllowed:
            raise
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("strengths:check", slug=slug)
    waiting = queries.unchecked(here).order_by("pk")[: queries.PAGE]
    rows = [(one, form if one.number == number else forms.HoldBackForm(auto_id=f"{one.number}_%s")) for one in waiting]
    context = {"neighbourhood": here, "rows": rows, "connects": standing.reads_contacts}
    return render(request, "strengths/check.html", context, status=422 if form.is_bound and form.errors else 200)

"""Pages on which a host wipes a typed name: who left and who came, or for whom money is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from stoep.handover import actions
from stoep.handover.actions import doors
from stoep.handover.forms import EraseForm
from stoep.handover.models import Commitment
from stoep.handover.views.pages import power_or_404
from stoep.network import access
from stoep.network import actions as network


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_names(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A host wipes who left and who came; the lines and the answers stay."""
    power = power_or_404(slug, pk)
    standing = access.standing_of(request, power.neighbourhood)
    network.require(standing, right="host", act="handover.erase_names", subject=doors.subject_of(power))
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.erase_names(power=power, ground=form.cleaned_data["grond"], by=standing, at=timezone.now())
        messages.success(request, _("De namen zijn gewist. De regels en de antwoorden blijven staan."))
        return redirect(power)
    page = {"neighbourhood": power.neighbourhood, "back": power.get_absolute_url(), "form": form}
    return render(request, "handover/erase_names.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_to(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A host wipes for whom a subsidy or contract is; what else is known of it stays."""
    known = Commitment.objects.select_related("neighbourhood")
    found = get_object_or_404(known, pk=pk, neighbourhood__slug=slug)
    standing = access.standing_of(request, found.neighbourhood)
    network.require(standing, right="host", act="handover.erase_to", subject=f"commitment:{pk}")
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.erase_to(commitment=found, ground=form.cleaned_data["grond"], by=standing, at=timezone.now())
        messages.success(request, _("De naam is gewist. Wat verder bekend is, blijft staan."))
        return redirect("handover:powers", slug)
    back = reverse("handover:powers", args=[slug])
    page = {"neighbourhood": found.neighbourhood, "back": back, "form": form, "commitment": found}
    return render(request, "handover/erase_names.html", page, status=422 if form.errors else 200)

"""Packs: make one, print it, and begin a pile of what comes back of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.gatherings import queries as gatherings
from stoep.packs import actions, papers, queries
from stoep.packs.forms import BeginForm, PackForm
from stoep.packs.models import Batch, Pack
from stoep.packs.views import door
from stoep.shared import leaves, posted, receipts

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_both
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Piles that wait, packs that were printed, and the form for a new pack."""
    here, standing = door.host(request, slug, "packs.print" if request.method == "POST" else "packs.look")
    offers = gatherings.offers(here, timezone.localdate())
    form = PackForm(request.POST or None, invitations=offers)
    if form.is_valid():

        def act() -> Pack:
            return actions.print_pack(by=standing, at=timezone.now(), **form.act_fields())

        if answer := posted.done(request, form, act, to=Pack.get_absolute_url, said=_("Het pakket is klaar.")):
            return answer
    number = leaves.number_of(request)
    leaf = leaves.leaf(list(queries.packs(here)[leaves.part(number)]), number)
    waiting = queries.open_batches(here)[: leaves.PAGE]
    page = {"neighbourhood": here, "form": form, "leaf": leaf, "waiting": waiting}
    return render(request, "packs/packs.html", page, status=posted.status(form))


@never_cache
@_both
def pack(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One pack: print it again, and begin a pile of one kind."""
    here, standing = door.host(request, slug, "packs.begin" if request.method == "POST" else "packs.look")
    found = get_object_or_404(queries.packs(here), number=receipts.tidy(number))
    form = BeginForm(request.POST or None, pack=found)
    if form.is_valid():
        given = {"kind": form.cleaned_data["kind"], "keep_days": form.cleaned_data["keep_days"]}

        def act() -> Batch:
            key = form.cleaned_data["key"]
            return actions.begin(pack=found, by=standing, at=timezone.now(), posted_key=key, **given)

        if answer := posted.done(request, form, act, to=Batch.get_absolute_url, said=_("De stapel is begonnen.")):
            return answer
    page = {"neighbourhood": here, "pack": found, "form": form, "batches": queries.batches_of(found)}
    return render(request, "packs/pack.html", page, status=posted.status(form))


@never_cache
@require_safe
def paper(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The whole pack as one PDF."""
    here, _standing = door.host(request, slug)
    found = get_object_or_404(queries.packs(here), number=receipts.tidy(number))
    response = HttpResponse(papers.pack(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="pakket-{found.number}-{found.size}.pdf"'
    return response

"""The list of streets of a neighbourhood: everybody reads it, a host adds to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stoep.network import access, actions
from stoep.network.forms import StreetsForm
from stoep.places import queries as places
from stoep.places.access import neighbourhood_or_404
from stoep.shared.refusal import NotAllowed, Refused


@require_http_methods(["GET", "HEAD", "POST"])
def streets(request: HttpRequest, slug: str) -> HttpResponse:
    """The streets by which forms know one when they see it; for a host with the box in which they stand."""
    here = neighbourhood_or_404(slug)
    standing = access.standing_of(request, here)
    if request.method == "POST":
        actions.require(standing, right="host", act="network.name_streets")
    own = places.own_streets(here)
    form = StreetsForm(request.POST if request.method == "POST" else None, initial={"names": "\n".join(own)})
    if form.is_valid():
        try:
            actions.name_streets(by=standing, at=timezone.now(), today=timezone.localdate(), **form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("names", str(refused))
        else:
            messages.success(request, _("De lijst is bewaard."))
            return redirect("network:streets", slug)
    page = {
        "neighbourhood": here,
        "form": form if standing.hosts else None,
        "official": places.official_streets(here),
        "own": own,
    }
    return render(request, "network/streets.html", page, status=422 if form.errors else 200)

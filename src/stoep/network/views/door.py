"""Where residents can walk in, and whom they can ask for: written by a host, read by everybody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stoep.network import access, actions, queries
from stoep.network.facts import door_of
from stoep.network.forms import DoorForm
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for a host; it stands filled in as it is now."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, here)
    actions.require(standing, right="host", act="network.open_door", subject=door_of(here))
    now = queries.door(here, timezone.localdate())
    known = {"place": now.place, "address": now.address, "hours": now.hours}
    form = DoorForm(
        request.POST if request.method == "POST" else None,
        me=standing.person.name if standing.person else "",
        now=now.contact,
        kept=now.is_from_register,
        initial=known | {"contact": "same" if now.contact else "nobody"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_door(by=standing, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            if refused.status == 403:
                raise
            form.add_error("place", str(refused))
        else:
            messages.success(request, _("Dit staat nu op de pagina van de wijk."))
            return redirect(here)
    status = 422 if form.is_bound else 200
    return render(request, "network/door.html", {"neighbourhood": here, "form": form, "door": now}, status=status)

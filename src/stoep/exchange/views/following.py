"""Pages about neighbourhoods on other servers: which are followed, one more, look now, and stop."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.exchange import actions, queries
from stoep.exchange.forms import FollowForm
from stoep.exchange.models import Followed
from stoep.exchange.views import door
from stoep.network import access
from stoep.network.standing import Standing
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.shared import posted
from stoep.shared.links import link_host


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Which neighbourhoods on other servers are followed, under which key, and whether that goes well."""
    here = neighbourhood_or_404(slug)
    page = {
        "neighbourhood": here,
        "follows": [(each, actions.why(each.fault), link_host(each.address)) for each in queries.follows(here)],
        "own": request.build_absolute_uri(reverse("exchange:feed", args=[slug])),
        "standing": access.standing_of(request, here),
    }
    return render(request, "exchange/follows.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow one more."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="host", act="exchange.follow")
    form = FollowForm(request.POST or None)
    back = reverse("exchange:follows", args=[slug])
    if form.is_valid():

        def act() -> Followed:
            address = form.cleaned_data["address"]
            return actions.follow(neighbourhood=here, address=address, by=standing, at=timezone.now())

        said = _("Uw wijk volgt dit adres. Kies 'Lees nu', of wacht tot morgen.")
        if done := posted.done(request, form, act, to=back, said=said):
            return done
    return door.form_page(
        request, form, here, title=_("Volg een wijk op een andere server"),
        lead=_("Hun kaarten zijn dan ook hier te vinden. De sleutel van de eerste keer wordt onthouden."),
        send=_("Volg deze wijk"), back=back,
    )  # fmt: skip


def _followed(request: HttpRequest, slug: str, pk: int, act: str) -> tuple[Followed, Standing]:
    found = get_object_or_404(Followed.objects.select_related("neighbourhood"), neighbourhood__slug=slug, pk=pk)
    subject = f"followed:{found.pk}"
    return found, access.stand(request, found.neighbourhood, right="host", act=act, subject=subject)


@require_POST
def look(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Look at it now, and say what came of it."""
    found, standing = _followed(request, slug, pk, "exchange.take_in")

    def act() -> None:
        actions.look_now(followed=found, by=standing, at=timezone.now())

    to = reverse("exchange:follows", args=[slug])
    return posted.pressed(request, act, to=to, said=_("Gelezen. De handtekening klopt."))


@require_POST
def unfollow(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Stop following it."""
    found, standing = _followed(request, slug, pk, "exchange.unfollow")
    actions.unfollow(followed=found, by=standing, at=timezone.now())
    messages.success(request, _("Uw wijk volgt dit niet meer."))
    return redirect("exchange:follows", slug)

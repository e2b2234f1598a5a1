"""Who wants to be rung no more; and a list that is looked at before somebody rings it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from stoep.gatherings import actions
from stoep.gatherings.forms import RingForm, TelephoneForm
from stoep.gatherings.views import door, gate
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.shared import posted
from stoep.shared.refusal import NotAllowed, Refused

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_both
def telephone(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody wants to be rung no more, or again."""
    here = neighbourhood_or_404(slug)
    standing = access.stand(request, here, right="host", act="gatherings.ring_no_more")
    form = TelephoneForm(request.POST or None)
    if form.is_valid():

        def act() -> None:
            do = actions.ring_no_more if form.cleaned_data["choice"] == "never" else actions.ring_again
            do(neighbourhood=here, phone=form.cleaned_data["phone"], by=standing)

        if done := posted.done(request, form, act, to=request.path, said=_("Gedaan. Het nummer is niet bewaard.")):
            return done
    return door.form_page(
        request, form, here, title=_("Niet meer bellen, of juist weer wel"),
        lead=_("Wij bewaren geen nummer. Niemand kan opzoeken wie dit vroeg. Het geldt voor alles wat nog komt."),
        send=_("Verwerk dit"), back=f"{here.get_absolute_url()}bijeenkomsten/",
    )  # fmt: skip


@never_cache
@_both
def ring(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at a list before ringing it; the answer stands on this page alone, and the list goes with it."""
    here = neighbourhood_or_404(slug)
    standing = access.stand(request, here, right="host", act="gatherings.look_before_ringing")
    form = RingForm(request.POST or None)
    looked = None
    if form.is_valid():
        now = timezone.now()
        try:
            assert standing.person is not None  # a host is somebody
            gate.knock_to_ring(standing.person, at=now)
            typed = form.cleaned_data["typed"]
            looked = actions.look_before_ringing(neighbourhood=here, typed=typed, by=standing, at=now)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("typed", str(refused))
    page = {"neighbourhood": here, "form": form, "looked": looked}
    return render(request, "gatherings/ring.html", page, status=posted.status(form))

"""The host's desk of this room: rounds, typing over a stack of cards, and telling what they say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.network import access
from stoep.places.models import Neighbourhood
from stoep.reach import actions, forms, queries
from stoep.reach.models import Edition, Round
from stoep.reach.views import door
from stoep.shared import posted
from stoep.shared.refusal import NotAllowed, Refused

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The rounds of the wijk, and what a host can do with each."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="host", act="reach.type")
    page = {"neighbourhood": here, "standing": standing, "rounds": list(queries.rounds(here))}
    return render(request, "reach/desk.html", page)


@never_cache
@_both
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a round of cards."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="host", act="reach.begin")
    form = forms.RoundForm(request.POST or None, activities=queries.activities(here, timezone.localdate()))
    to = reverse("reach:desk", args=[slug])
    if form.is_valid():

        def act() -> Round:
            now = timezone.now()
            return actions.begin(
                neighbourhood=here, by=standing, at=now, today=timezone.localdate(now), **form.act_fields()
            )

        if answer := posted.done(request, form, act, to=to, said=_("De ronde begint. Druk nu kaarten af.")):
            return answer
    return door.form_page(
        request, form, here, title=_("Begin een ronde met kaarten"),
        lead=_("Bewoners vertellen iets over zichzelf, zonder naam en zonder nummer. Elke vraag mag leeg blijven."),
        send=_("Begin deze ronde"), back=to,
    )  # fmt: skip


@never_cache
@_both
def type_over(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Type over up to ten cards with the keyboard alone. It answers with how many, never with what."""
    found = door.round_or_404(slug, pk)
    standing = door.host(request, found, "reach.type")
    form = forms.StackForm(request.POST or None, parts=found.parts)
    counted = 0
    if form.is_valid():
        try:
            counted = actions.count(
                round=found, cards=form.cards(), today=timezone.localdate(), by=standing,
                posted_key=form.cleaned_data["key"],
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{reverse('reach:type', args=[slug, pk])}?geteld={counted}")
    said = request.GET.get("geteld", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else None  # at most ten
    page = {"neighbourhood": found.neighbourhood, "round": found, "form": form, "counted": _counted(number)}
    return render(request, "reach/type.html", page, status=posted.status(form))


def _counted(number: int | None) -> str:
    if number is None:
        return ""
    if number == 0:
        return _("Deze kaarten waren al geteld. Er is niets bij gekomen.")
    told = ngettext("%(number)s kaart is geteld.", "%(number)s kaarten zijn geteld.", number)
    return told % {"number": number} + " " + _("Gooi de kaarten nu weg, in een gesloten bak.")


@never_cache
@_both
def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Tell everybody what the cards say, as far as nobody can be recognised in it."""
    found = door.round_or_404(slug, pk)
    standing = door.host(request, found, "reach.publish")
    form = forms.SureForm(request.POST or None)
    if form.is_valid():

        def act() -> Edition:
            now = timezone.now()
            return actions.publish(round=found, by=standing, at=now, today=timezone.localdate(now), **form.act_fields())

        if answer := posted.done(request, form, act, to=Edition.get_absolute_url, said=_("Dit kan nu iedereen lezen.")):
            return answer
    return door.form_page(
        request, form, found.neighbourhood, title=_("Vertel wie wij horen"),
        lead=_("U kiest niet wat erin staat. Onder de tien staat er geen getal. Doe dit eens in de drie maanden."),
        send=_("Vertel het"), back=reverse("reach:desk", args=[slug]), round=found,
    )  # fmt: skip


@never_cache
@_both
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End a round: no card is counted any more, and what was not told is gone."""
    found = door.round_or_404(slug, pk)
    standing = door.host(request, found, "reach.end")
    form = forms.SureForm(request.POST or None)
    to = reverse("reach:desk", args=[slug])
    if form.is_valid():

        def act() -> Round:
            now = timezone.now()
            return actions.end(round=found, by=standing, at=now, today=timezone.localdate(now))

        if answer := posted.done(request, form, act, to=to, said=_("De ronde is klaar.")):
            return answer
    return door.form_page(
        request, form, found.neighbourhood, title=_("Sluit deze ronde af"),
        lead=_("Vertel eerst wat de kaarten zeggen. Daarna zijn de aantallen weg die niet verteld zijn."),
        send=_("Sluit de ronde af"), back=to, round=found,
    )  # fmt: skip

"""Pages of who writes a card: a new one out of what is there already, change it, take it away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stoep.agenda.models import Item
from stoep.exchange import actions, queries
from stoep.exchange.forms import CardForm, WhyForm
from stoep.exchange.models import Card
from stoep.exchange.views import door
from stoep.network import access
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise
from stoep.shared import posted


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a card; ?van= names the item, promise or strength that it comes from, and fills in what is known."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="take-part", act="exchange.write")
    source = queries.source_of(here, request.GET.get("van", "")[:40])
    form = CardForm(request.POST or None, initial=_told(source))
    if form.is_valid():

        def act() -> Card:
            given = form.act_fields() | dict(source)
            return actions.write(neighbourhood=here, by=standing, at=timezone.now(), **given)

        if answer := posted.done(request, form, act, to=Card.get_absolute_url, said=_("De kaart staat er.")):
            return answer
    return door.form_page(
        request, form, here, title=_("Schrijf een kaart: zo deden wij het"),
        lead=_("Zo hoeft een andere wijk het niet opnieuw uit te vinden. Wat misging, is het meeste waard."),
        send=_("Zet deze kaart erbij"), back=reverse("exchange:index", args=[slug]), source=source,
    )  # fmt: skip


def _told(source: Any) -> dict[str, str]:
    """What an item or a promise says already. Words of a strength stay in its own row: its giver can take them back."""
    item, promise = source.get("item"), source.get("promise")
    if isinstance(item, Item):
        return {"title": item.title, "what": item.wish, "theme": item.domain}
    if isinstance(promise, Promise):
        return {"what": promise.words, "theme": promise.item.domain if promise.item else ""}
    return {}


def _own(request: HttpRequest, slug: str, pk: int, act: str) -> tuple[Card, Standing]:
    here = get_object_or_404(Neighbourhood, slug=slug)
    card = door.card_or_404(here, pk)
    if card.neighbourhood_id != here.pk:
        raise Http404
    return card, access.stand(request, here, right="take-part", act=act, subject=f"card:{card.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what a card says."""
    card, standing = _own(request, slug, pk, "exchange.change")
    form = CardForm(request.POST or None, card=card)
    if form.is_valid():

        def act() -> Card:
            given = {name: value for name, value in form.act_fields().items() if name != "posted_key"}
            return actions.change(card=card, by=standing, at=timezone.now(), **given)

        if answer := posted.done(request, form, act, to=card.get_absolute_url(), said=_("Dit staat er nu.")):
            return answer
    return door.form_page(
        request, form, card.neighbourhood, title=_("Verander deze kaart"),
        lead=_("Wat u hier verandert, staat meteen op de pagina."), send=_("Opslaan"), back=card.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a card away, and say why."""
    card, standing = _own(request, slug, pk, "exchange.withdraw")
    form = WhyForm(request.POST or None)
    if form.is_valid():

        def act() -> Card:
            return actions.withdraw(card=card, why=form.cleaned_data["why"], by=standing, at=timezone.now())

        if answer := posted.done(request, form, act, to=card.get_absolute_url(), said=_("De kaart is weggehaald.")):
            return answer
    return door.form_page(
        request, form, card.neighbourhood, title=_("Haal deze kaart weg"),
        lead=_("Zij wordt dan niet meer gevonden. Op haar eigen adres staat uw reden."), send=_("Haal deze kaart weg"),
        back=card.get_absolute_url(), card=card,
    )  # fmt: skip

"""Addresses that only tests have: every part and every kind of field on one page, and things that go wrong."""

from __future__ import annotations

from datetime import date
from typing import NoReturn

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path

from stoep.places.models import Neighbourhood
from stoep.shared.actor import Actor
from stoep.shared.refusal import NotAllowed, Refused

PARTS = """{% extends "web/page.html" %}{% block title %}Een belofte & meer{% endblock %}
{% block lead %}Alles bij elkaar.{% endblock %}{% block content %}
<h2 class="nl-heading nl-heading--level-2">Kaarten</h2>
<ul class="stoep-grid">{% with late="te laat" %}
{% include "web/parts/card.html" with url="/a/" title="Veilig oversteken" badge=late badge_kind="late" meta="Kade" %}
{% endwith %}
{% include "web/parts/card.html" with title="Speeltuin" badge="nagekomen" badge_kind="kept" %}</ul>
<dl class="stoep-facts"><div><dt>Nummer</dt><dd class="stoep-big-number">K7QM-4XR</dd></div></dl>
<p class="stoep-note">Let op.</p>
<p class="stoep-note stoep-note--warning">Let op.</p>
<p class="stoep-note stoep-note--ok">Gelukt.</p>
<p class="stoep-row"><span class="stoep-badge stoep-badge--open">open</span>
<span class="stoep-badge stoep-badge--info">nieuw</span>
<span class="stoep-badge">stil</span></p>
<h2 class="nl-heading nl-heading--level-2">De lijn</h2>{% include "web/parts/steps.html" %}
<blockquote class="stoep-quote">Kan het buurthuis open?</blockquote>
<div class="stoep-scroll" tabindex="0" role="region" aria-label="Beloften">
<table class="stoep-table stoep-table--stack"><caption>Beloften</caption>
<thead><tr><th scope="col">Wie</th><th scope="col" class="stoep-number">Open</th></tr></thead>
<tbody><tr><td data-label="Wie">Gemeente</td>
<td data-label="Open" class="stoep-number">12</td></tr></tbody></table></div>
<details class="stoep-fold"><summary>Meer lezen</summary><p class="nl-paragraph">Dit is meer.</p></details>
{% include "web/parts/empty.html" with text="Nog niets." url="/a/" action="Begin" %}
{% include "web/parts/qr.html" with address="https://voorbeeld.example/b/K7QM" label="Naar de belofte" %}
{% include "web/parts/pager.html" with older="?voor=1" newer="?na=9" %}
<form method="post" class="stoep-form">{{ form }}<div class="stoep-actions">
<button class="nl-button nl-button--primary" type="submit">Sturen</button>
<a class="nl-button nl-button--secondary" href="/">Terug</a></div></form>{% endblock %}"""


class Asking(forms.Form):
    """One of each kind of field."""

    words = forms.CharField(label="Wat wilt u zeggen?", help_text="In uw eigen woorden.", widget=forms.Textarea)
    email = forms.EmailField(label="Uw e-mailadres", required=False)
    day = forms.DateField(label="Wanneer?", widget=forms.DateInput(attrs={"type": "date"}))
    who = forms.ChoiceField(label="Wie belooft het?", choices=[("a", "Gemeente"), ("b", "Corporatie")])
    kind = forms.ChoiceField(
        label="Wat is het?", choices=[("story", "Een verhaal"), ("idea", "Een idee")], widget=forms.RadioSelect
    )
    ways = forms.MultipleChoiceField(
        label="Hoe?", choices=[("a", "Brief")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="Ik ga akkoord")
    photo = forms.FileField(label="Foto", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def parts(request: HttpRequest) -> HttpResponse:
    """Everything, with an empty form, or a wrong one after `?fout`."""
    steps = [
        {"title": "U zei het", "date": date(2026, 3, 1), "by": "op een kaart"},
        {"title": "De wijk pakte het op", "date": date(2026, 4, 1), "url": "/a/", "text": "Punt 7."},
        {"title": "Beloofd", "date": date(2026, 9, 3), "kind": "late", "badge": "te laat"},
        {"title": "Nagekomen", "kind": "open"},
    ]
    form = Asking({"email": "geen adres"} if "fout" in request.GET else None)
    place = Neighbourhood(slug="de-meerpaal", name="De Meerpaal", kind="wijk", municipality_name="Waterstad")
    template = engines["django"].from_string(PARTS)
    return HttpResponse(template.render({"form": form, "steps": steps, "neighbourhood": place}, request))


def refused(request: HttpRequest) -> NoReturn:
    """An act that does not go."""
    raise Refused("too-long", "Uw tekst heeft %(length)s tekens. Maak hem korter.", length=12)


def not_allowed(request: HttpRequest) -> NoReturn:
    """An official who tries to order the agenda."""
    raise NotAllowed(
        "residents-only",
        "Alleen bewoners veranderen de volgorde.",
        neighbourhood=Neighbourhood.objects.order_by("pk").first(),
        actor=Actor("municipality", "Gemeente Waterstad", "M. de Groot"),
        act="agenda.order",
        subject=request.GET.get("subject", "agenda:1"),
    )


def forbidden(request: HttpRequest) -> NoReturn:
    """Somebody else's page."""
    raise PermissionDenied


def locked(request: HttpRequest) -> NoReturn:
    """A database that cannot write."""
    raise OperationalError("database is locked")


def locked_while_rendering(request: HttpRequest) -> TemplateResponse:
    """A database that goes away while the page is being written."""

    def away() -> NoReturn:
        raise OperationalError("disk I/O error")

    return TemplateResponse(request, engines["django"].from_string("{{ away }}"), {"away": away})


def broken(request: HttpRequest) -> NoReturn:
    """A mistake of ours."""
    raise RuntimeError("a mistake")


urlpatterns = [
    path("", include("stoep.web.urls")),
    path("proef/alles/", parts),
    path("proef/geweigerd/", refused),
    path("proef/mag-niet/", not_allowed),
    path("proef/verboden/", forbidden),
    path("proef/slot/", locked),
    path("proef/slot-later/", locked_while_rendering),
    path("proef/stuk/", broken),
]
handler400 = "stoep.web.errors.bad_request"
handler403 = "stoep.web.errors.no_access"
handler404 = "stoep.web.errors.not_found"
handler500 = "stoep.web.errors.broken"

"""Pages about going to see: ask, answer, tell what was seen, and say what is taken over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stoep.agenda import queries as agenda
from stoep.exchange import actions
from stoep.exchange.forms import ReportForm, TakeoverForm, VisitAnswerForm, VisitForm
from stoep.exchange.models import Report, Takeover, Visit, VisitAnswer
from stoep.exchange.views import door
from stoep.network import access
from stoep.places.models import Neighbourhood
from stoep.shared import posted


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask to come and see, in the name of this neighbourhood."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    card = door.card_or_404(here, pk)
    subject = f"card:{card.pk}"
    standing = access.stand(request, here, right="take-part", act="exchange.ask_visit", subject=subject)
    form = VisitForm(request.POST or None)
    if form.is_valid():

        def act() -> Visit:
            return actions.ask_visit(card=card, neighbourhood=here, by=standing, at=timezone.now(), **form.act_fields())

        if answer := posted.done(request, form, act, to=Visit.get_absolute_url, said=_("Uw vraag is verstuurd.")):
            return answer
    return door.form_page(
        request, form, here, title=_("Vraag of u mag komen kijken"), card=card,
        lead=_("Wie de kaart schreef, krijgt uw vraag. Het antwoord komt op een eigen pagina."),
        send=_("Verstuur de vraag"), back=reverse("exchange:card", args=[slug, pk]),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say yes or no to who wants to come; the slug is that of where it was done."""
    rows = Visit.objects.select_related("neighbourhood", "card__neighbourhood")
    visit = get_object_or_404(rows, card__neighbourhood__slug=slug, pk=pk)
    assert visit.card is not None  # found by it
    here, subject = visit.card.neighbourhood, f"card:{visit.card_id}"
    standing = access.stand(request, here, right="take-part", act="exchange.answer_visit", subject=subject)
    if request.method != "POST" and VisitAnswer.objects.filter(visit=visit).exists():
        return redirect(visit)
    form = VisitAnswerForm(request.POST or None)
    if form.is_valid():

        def act() -> VisitAnswer:
            now, today = timezone.now(), timezone.localdate()
            return actions.answer_visit(visit=visit, by=standing, at=now, today=today, **form.act_fields())

        said = _("Uw antwoord staat erbij.")
        if done := posted.done(request, form, act, to=visit.get_absolute_url(), said=said):
            return done
    return door.form_page(
        request, form, here, title=_("Kunnen zij komen kijken?"), lead=_("Wie het vroeg, krijgt uw antwoord."),
        send=_("Geef antwoord"), back=visit.get_absolute_url(), visit=visit,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Tell what was seen."""
    visit = door.visit_or_404(slug, pk)
    subject = f"visit:{visit.pk}"
    standing = access.stand(request, visit.neighbourhood, right="take-part", act="exchange.report", subject=subject)
    known = Report.objects.filter(visit=visit).first()
    form = ReportForm(request.POST or None, initial={"words": known.words} if known else {})
    if form.is_valid():

        def act() -> Report:
            return actions.write_report(visit=visit, words=form.cleaned_data["words"], by=standing, at=timezone.now())

        said = _("Het verslag staat erbij.")
        if done := posted.done(request, form, act, to=visit.get_absolute_url(), said=said):
            return done
    return door.form_page(
        request, form, visit.neighbourhood, title=_("Schrijf een verslag"), lead=_("Iedereen kan dit lezen."),
        send=_("Zet het verslag erbij"), back=visit.get_absolute_url(), visit=visit,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what this neighbourhood takes over, like so, and what not."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    card = door.card_or_404(here, pk)
    subject, back = f"card:{card.pk}", reverse("exchange:card", args=[slug, pk])
    standing = access.stand(request, here, right="host", act="exchange.take_over", subject=subject)
    form = TakeoverForm(request.POST or None, items=agenda.items(here)[:100])
    if form.is_valid():

        def act() -> Takeover:
            return actions.take_over(card=card, neighbourhood=here, by=standing, at=timezone.now(), **form.act_fields())

        if done := posted.done(request, form, act, to=back, said=_("Het staat erbij, hier en daar.")):
            return done
    return door.form_page(
        request, form, here, title=_("Dit nemen wij over, en dit niet"), card=card,
        lead=_("Het komt ook bij de kaart te staan. Zo ziet de andere wijk wat ervan kwam."), send=_("Zet dit erbij"),
        back=back,
    )  # fmt: skip

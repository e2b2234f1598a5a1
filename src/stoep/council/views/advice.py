"""Pages of advice: what was asked of whom, its clock, its answer, its papers and what residents say of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.agenda import queries as agenda
from stoep.council import actions, queries, rules
from stoep.council.actions.file import refuse_not_owner
from stoep.council.actions.reply import refuse_not_answerer
from stoep.council.forms import AskForm, PaperForm, PublishForm, ReplyForm, WordsForm
from stoep.council.models import Advice, Document
from stoep.council.views.door import Sheet, filled_in, number_of, stands
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.reach import missing
from stoep.record.freshness import unless_unchanged
from stoep.shared import leaves
from stoep.shared.addresses import address
from stoep.tables import queries as tables
from stoep.tables.models import Resolution

WAITING = "wacht"


@require_safe
@unless_unchanged
def advices(request: HttpRequest, slug: str) -> HttpResponse:
    """What residents asked or decided: what waits for an answer first, then what was answered, the newest first.

    Of both twenty at a time: further on in one of them (?wacht=2, ?blad=2) the other is left out.
    """
    place, standing = stands(request, slug)
    waiting, ended = leaves.number_of(request, WAITING), leaves.number_of(request)
    page = {
        "neighbourhood": place,
        "running": _leaf(place, waiting, running=True) if ended == 1 else None,
        "ended": _leaf(place, ended, running=False) if waiting == 1 else None,
        "secret": queries.secret_documents(place) if waiting == ended == 1 else [],
        "may_ask": standing.leads,
    }
    return render(request, "council/advices.html", page)


def _leaf(place: Neighbourhood, number: int, *, running: bool) -> leaves.Leaf[queries.AdviceLine]:
    found = queries.advices(place, timezone.localdate(), running=running, part=leaves.part(number))
    return leaves.leaf(found, number, WAITING if running else leaves.NAME)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask something of whoever decides about it, or decide it; ?besluit=3 lays decision 3 of the table before them."""
    place, standing = stands(request, slug)
    network.require(standing, right="lead", act="council.ask")
    today = timezone.localdate()
    decided = _decided(place, number_of(request, "besluit"))
    form = _ask_form(request, place, today, decided)
    sheet = Sheet(
        heading=_("In wiens bevoegdheid is dit?") if decided else _("Vraag iets aan wie erover gaat"),
        lead=_("Gaat een ander erover? Dan ligt het daar als advies. Het besluit zelf blijft zoals het is.")
        if decided
        else _("Iedereen leest uw vraag, en voor welke dag het antwoord komt."),
        about=str(decided.resolution) if decided else "",
        send=_("Leg dit besluit voor") if decided else _("Zet deze vraag neer"),
        back=_laid(place, decided.resolution) if decided else address("council:advices", place.slug),
    )
    resolution = decided.resolution if decided else None

    def act() -> Advice:
        at = timezone.now()
        return actions.ask(neighbourhood=place, resolution=resolution, by=standing, at=at, today=today, **form.said())

    return filled_in(request, place, sheet, form, act, to=_page, said=_asked)


def _ask_form(request: HttpRequest, place: Neighbourhood, today: date, decided: tables.Taken | None) -> AskForm:
    organisations = [party.organisation for party in queries.parties(place, today) if party.organisation]
    initial = {"item": request.GET.get("punt", ""), "missed": missing.in_words(place)}
    if decided is not None:
        items = list(decided.resolution.items.all())
        initial = {"title": decided.resolution.title, "words": decided.wording.words}
        initial |= {"item": items[0].code if items else ""}
    return AskForm(
        request.POST or None,
        today=today,
        items=list(agenda.items(place)),
        organisations=[each for each in organisations if each.kind not in ("resident", "independent")],
        decided=decided is not None,
        initial=initial,
    )


def _decided(place: Neighbourhood, number: int) -> tables.Taken | None:
    """The decision of the table with this number; None without a number, and a 404 when there is no such decision."""
    if not number:
        return None
    try:
        return tables.resolution(place.slug, number)
    except Resolution.DoesNotExist:
        raise Http404 from None


def _laid(place: Neighbourhood, resolution: Resolution) -> str:
    return address("council:of_resolution", place.slug, resolution.number)


@require_safe
@unless_unchanged
def of_resolution(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """In whose competence a decision of the table is: with whom it lies, since when, and what they answered."""
    place, standing = stands(request, slug)
    try:
        shown = Resolution.objects.select_related("neighbourhood").get(neighbourhood=place, number=number)
    except Resolution.DoesNotExist:
        raise Http404 from None
    page = {
        "neighbourhood": place,
        "resolution": shown,
        "lines": queries.of_resolution(shown, timezone.localdate()),
        "may_ask": standing.leads and shown.outcome == Resolution.Outcome.CARRIED,
    }
    return render(request, "council/of_resolution.html", page)


def _asked(made: Advice) -> str:
    if made.is_decision:
        return _("Uw besluit staat er. Het gaat over uw eigen fonds.")
    if made.said_as == Advice.SaidAs.DECIDE:
        return _("Hierover beslist een ander. Uw besluit staat hier als advies, met een dag voor antwoord.")
    return _("Uw vraag staat er, met een dag voor antwoord.")


def _page(made: Advice) -> str:
    return made.get_absolute_url()


def _found(request: HttpRequest, slug: str, pk: int) -> tuple[Neighbourhood, Standing, Advice]:
    place, standing = stands(request, slug)
    try:
        return place, standing, queries.advice_here(place, pk)
    except Advice.DoesNotExist:
        raise Http404 from None


@require_safe
@unless_unchanged
def advice(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One question with its clock, what was promised beforehand, the papers, the answer, and residents' note."""
    place, standing, shown = _found(request, slug, pk)
    line = queries.AdviceLine(shown, timezone.localdate())
    waits = line.state in ("open", "late")
    papers = [
        (each, rules.days_between(each.officials_from_on, each.public_from_on), _may_publish(standing, each))
        for each in queries.documents_of(shown)
    ]
    page = {
        "neighbourhood": place,
        "line": line,
        "advice": shown,
        "papers": papers,
        "resolved": queries.resolved(shown),
        "notes": queries.notes_of(shown),
        "may_answer": waits and _may_answer(standing, shown),
        "may_file": waits and standing.in_network,
        "may_note": standing.holds_residents_key,
        "may_withdraw": waits and standing.holds_residents_key,
        "may_overrule": standing.in_network and standing.side == "municipality" and not shown.is_decision,
    }
    return render(request, "council/advice.html", page)


def _may_publish(standing: Standing, paper: Document) -> bool:
    if paper.public_from_on is not None:
        return False
    return rules.speaks_for(standing, paper.organisation_id) if paper.organisation_id else standing.leads


def _may_answer(standing: Standing, shown: Advice) -> bool:
    answers = rules.may_answer(standing, shown.competent, shown.organisation_id)
    return answers or rules.may_copy(standing, shown.competent)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The answer of the body that was asked."""
    place, standing, shown = _found(request, slug, pk)
    refuse_not_answerer(shown, standing)
    form = ReplyForm(request.POST or None, initial={"missed": missing.in_words(place)})
    sheet = _sheet(shown, _("Geef antwoord"), _("Geef dit antwoord"))
    today = timezone.localdate()

    def act() -> Advice:
        actions.reply(advice=shown, by=standing, at=timezone.now(), today=today, **form.said(today))
        return shown

    return filled_in(request, place, sheet, form, act, to=_page, said=_("Uw antwoord staat er. Iedereen leest het."))


def _sheet(shown: Advice, heading: str, send: str, lead: str = "") -> Sheet:
    return Sheet(heading=heading, send=send, lead=lead, about=shown.title, back=shown.get_absolute_url())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Residents write a note beside it."""
    place, standing, shown = _found(request, slug, pk)
    network.require(standing, right="residents-key", act="council.note", subject=f"advice:{pk}")
    form = WordsForm(request.POST or None, label=_("Wat willen bewoners hierbij zeggen?"))
    sheet = _sheet(shown, _("Schrijf een kanttekening"), _("Zet dit erbij"))

    def act() -> Advice:
        actions.note(advice=shown, by=standing, at=timezone.now(), **form.cleaned_data)
        return shown

    return filled_in(request, place, sheet, form, act, to=_page, said=_("Uw kanttekening staat erbij."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Residents take a question back."""
    place, standing, shown = _found(request, slug, pk)
    network.require(standing, right="residents-key", act="council.withdraw", subject=f"advice:{pk}")
    form = WordsForm(request.POST or None, label=_("Waarom trekt u deze vraag in?"))
    sheet = _sheet(shown, _("Trek deze vraag in"), _("Trek in"), _("De vraag blijft te lezen, met uw reden."))

    def act() -> Advice:
        return actions.withdraw(advice=shown, why=form.cleaned_data["words"], by=standing, at=timezone.now())

    return filled_in(request, place, sheet, form, act, to=_page, said=_("De vraag is ingetrokken."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Lay a paper under a question before it is answered."""
    place, standing, shown = _found(request, slug, pk)
    network.require(standing, right="take-part", act="council.file", subject=f"advice:{pk}")
    form = PaperForm(request.POST or None)
    lead = _(
        "Op een stuk dat bewoners niet zien, kan geen antwoord rusten. Tenzij de Wet open overheid (Woo) dat toelaat."
    )
    sheet = _sheet(shown, _("Leg een stuk erbij"), _("Leg dit stuk erbij"), lead)
    today = timezone.localdate()

    def act() -> Advice:
        given: Any = form.given(today)
        actions.file(advice=shown, given=given, by=standing, at=timezone.now(), today=today)
        return shown

    return filled_in(request, place, sheet, form, act, to=_page, said=_("Het stuk ligt erbij."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a paper public that was not."""
    place, standing = stands(request, slug)
    shown = Document.objects.select_related("advice", "override").filter(pk=pk, neighbourhood=place).first()
    if shown is None:
        raise Http404
    refuse_not_owner(shown, standing)
    under: Any = shown.advice or shown.override
    form = PublishForm(request.POST or None)
    sheet = Sheet(
        heading=_("Maak dit stuk openbaar"), send=_("Maak openbaar"), about=shown.title, back=under.get_absolute_url()
    )

    def act() -> Any:
        today = timezone.localdate()
        actions.publish(document=shown, by=standing, at=timezone.now(), today=today, **form.cleaned_data)
        return under

    return filled_in(request, place, sheet, form, act, to=_page, said=_("Dit stuk is nu openbaar."))

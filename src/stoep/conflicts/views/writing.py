"""Pages to write in: a conflict, a party and its words, reading aloud, a step, an outcome and what is said of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stoep.agenda import queries as agenda
from stoep.conflicts import actions, forms
from stoep.conflicts.actions import doors
from stoep.conflicts.models import Conflict, Outcome, Party, Stance, Statement
from stoep.conflicts.views import door
from stoep.network import access
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared import posted

_both = require_http_methods(["GET", "HEAD", "POST"])


@_both
def open_conflict(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down a conflict; ?punt=CODE ticks the agenda item from which somebody came."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="take-part", act="conflicts.open")
    items = agenda.in_order(agenda.items(here))
    form = forms.OpenForm(request.POST or None, items=items, initial={"items": request.GET.getlist("punt")})
    if form.is_valid():
        typed = form.cleaned_data

        def act() -> Conflict:
            return actions.open_conflict(
                title=typed["title"],
                issue=typed["issue"],
                bears=typed["bears"],
                items=form.chosen(),
                posted_key=typed["key"] or None,
                by=standing,
                at=timezone.now(),
            )

        if answer := posted.done(request, form, act, to=Conflict.get_absolute_url, said=_("Het conflict staat erop.")):
            return answer
    return door.form_page(
        request,
        form,
        here,
        title=_("Schrijf een conflict op"),
        lead=_("Praat eerst met elkaar. Schrijf hier op waarover het gaat, zodat iedereen het kan volgen."),
        send=_("Schrijf op"),
        back=_list(here),
    )


@_both
def touch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say which agenda items it touches too."""
    found, standing = door.may(request, slug, pk, right="host", act="conflicts.touch")
    known = set(found.items.values_list("pk", flat=True))
    items = [item for item in agenda.in_order(agenda.items(found.neighbourhood)) if item.pk not in known]
    form = forms.TouchForm(request.POST if request.method == "POST" else None, items=items)
    if form.is_valid():

        def act() -> Conflict:
            return actions.touch(conflict=found, items=form.chosen(), by=standing, at=timezone.now())

        if answer := posted.done(request, form, act, to=found.get_absolute_url(), said=_("Dit staat erbij.")):
            return answer
    return _page(request, form, found, title=_("Welke agendapunten raakt dit?"), send=_("Zet erbij"))


@_both
def party(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A new party with its first words. An official adds their own organisation only."""
    found, standing = door.may(request, slug, pk, right="take-part", act="conflicts.join_in")
    own = _own(standing)
    given = request.POST or None
    form = forms.PartyForm(given, today=timezone.localdate(), own=own.name if own else "")
    if form.is_valid():

        def act() -> Party:
            return _join_and_say(found, form, standing, own)

        if answer := posted.done(request, form, act, to=found.get_absolute_url(), said=_("De partij staat erbij.")):
            return answer
    lead = _("Schrijf op wat zij zeggen, in hun eigen woorden. Lees het daarna aan hen voor.")
    return _page(request, form, found, title=_("Een partij erbij"), lead=lead, send=_("Zet erbij"))


def _own(standing: Standing) -> Organisation | None:
    """The organisation for which somebody speaks who does no host's work here."""
    return standing.person.organisation if standing.person and not standing.hosts else None


def _join_and_say(found: Conflict, form: forms.PartyForm, by: Standing, own: Organisation | None) -> Party:
    typed = form.cleaned_data
    return actions.bring_in(
        conflict=found,
        name=typed["name"],
        organisation=own,
        heard={"ja": True, "nee": False}.get(typed.get("heard", "")),
        correction=typed.get("correction", ""),
        by=by,
        at=timezone.now(),
        today=timezone.localdate(),
        **_said(form),
    )


def _said(form: forms.SayForm) -> dict[str, Any]:
    names = ("position", "interests", "values", "not_negotiable", "channel", "said_on", "source")
    return {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}


@_both
def say(request: HttpRequest, slug: str, pk: int, party: int) -> HttpResponse:
    """New words of a party; those before them stay readable."""
    found, standing = door.may(request, slug, pk, right="take-part", act="conflicts.say")
    who = _party_of(found, party)
    doors.speak_for(who, standing, act="conflicts.say")
    form = forms.SayForm(request.POST or None, today=timezone.localdate(), initial=_words_now(who))
    if form.is_valid():

        def act() -> Statement:
            at, today = timezone.now(), timezone.localdate()
            return actions.say(party=who, by=standing, at=at, today=today, **_said(form))

        if answer := posted.done(request, form, act, to=found.get_absolute_url(), said=_("De woorden staan erbij.")):
            return answer
    lead = _("Wat zij eerder zeiden, blijft te lezen.")
    title = _("Nieuwe woorden van %(party)s") % {"party": who.name}
    return _page(request, form, found, title=title, lead=lead, send=_("Schrijf op"))


def _words_now(who: Party) -> dict[str, str]:
    last = who.statements.filter(hidden_at__isnull=True).order_by("-pk").first()
    return {name: getattr(last, name) for name in actions.TEXTS} if last else {}


@_both
def hear(request: HttpRequest, slug: str, pk: int, statement: int) -> HttpResponse:
    """Read a text aloud to those whose words it is, and write down whether it is right."""
    found, standing = door.may(request, slug, pk, right="take-part", act="conflicts.hear")
    said = _statement_of(found, statement)
    doors.speak_for(said.party, standing, act="conflicts.hear")
    form = forms.HeardForm(request.POST or None, initial={"heard_on": timezone.localdate()})
    if form.is_valid():
        typed = form.cleaned_data

        def act() -> Statement:
            return actions.hear(
                statement=said,
                right=typed["right"] == "ja",
                correction=typed["correction"],
                on=typed["heard_on"],
                by=standing,
                at=timezone.now(),
                today=timezone.localdate(),
            )

        if answer := posted.done(request, form, act, to=found.get_absolute_url(), said=_("Dit staat erbij.")):
            return answer
    lead = _("Lees deze tekst hardop voor aan hen. Vraag dan: klopt dat zo?")
    title = _("Voorlezen aan %(party)s") % {"party": said.party.name}
    return _page(request, form, found, title=title, lead=lead, send=_("Schrijf op"), aloud=said)


@_both
def step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A step on the way out."""
    found, standing = door.may(request, slug, pk, right="host", act="conflicts.add_step")
    form = forms.StepForm(request.POST or None, initial={"kind": "talk"})
    if form.is_valid():

        def act() -> object:
            return actions.add_step(conflict=found, by=standing, at=timezone.now(), **form.cleaned_data)

        if answer := posted.done(request, form, act, to=found.get_absolute_url(), said=_("De stap staat erbij.")):
            return answer
    lead = _("Een stap komt erbij en verandert niet meer.")
    return _page(request, form, found, title=_("Een stap op weg naar een uitkomst"), lead=lead, send=_("Zet erbij"))


@_both
def outcome(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What came out of it."""
    found, standing = door.may(request, slug, pk, right="host", act="conflicts.conclude")
    form = forms.OutcomeForm(request.POST or None, initial={"reached_on": timezone.localdate()})
    if form.is_valid():

        def act() -> Outcome:
            at, today = timezone.now(), timezone.localdate()
            return actions.conclude(conflict=found, by=standing, at=at, today=today, **form.cleaned_data)

        if answer := posted.done(request, form, act, to=found.get_absolute_url(), said=_("De uitkomst staat erbij.")):
            return answer
    lead = _("Daarna zegt elke partij wat zij ervan vindt. Pas dan kan het conflict dicht.")
    return _page(request, form, found, title=_("Een uitkomst"), lead=lead, send=_("Schrijf op"))


@_both
def stance(request: HttpRequest, slug: str, pk: int, outcome: int, party: int) -> HttpResponse:
    """What a party says of the outcome."""
    found, standing = door.may(request, slug, pk, right="take-part", act="conflicts.take_stance")
    who = _party_of(found, party)
    about = get_object_or_404(Outcome.objects.filter(conflict=found), pk=outcome)
    doors.speak_for(who, standing, act="conflicts.take_stance")
    form = forms.StanceForm(request.POST or None, initial={"channel": forms.WAYS[0][0]})
    if form.is_valid():

        def act() -> Stance:
            typed = form.cleaned_data
            return actions.take_stance(outcome=about, party=who, by=standing, at=timezone.now(), **typed)

        if answer := posted.done(request, form, act, to=found.get_absolute_url(), said=_("Dit staat erbij.")):
            return answer
    title = _("Wat %(party)s van de uitkomst vindt") % {"party": who.name}
    return _page(request, form, found, title=title, send=_("Schrijf op"), outcome=about)


def _page(
    request: HttpRequest, form: Any, found: Conflict, *, title: str, send: str, lead: str = "", **more: Any
) -> HttpResponse:
    given: dict[str, Any] = {
        "title": title,
        "lead": lead,
        "send": send,
        "back": found.get_absolute_url(),
        "conflict": found,
    }
    return door.form_page(request, form, found.neighbourhood, **given, **more)


def _party_of(found: Conflict, pk: int) -> Party:
    return get_object_or_404(
        Party.objects.select_related("conflict__neighbourhood", "organisation"), conflict=found, pk=pk
    )


def _statement_of(found: Conflict, pk: int) -> Statement:
    rows = Statement.objects.select_related("party__conflict__neighbourhood", "party__organisation")
    said = get_object_or_404(rows, party__conflict=found, pk=pk)
    if said.hidden_at:
        raise Http404
    return said


def _list(here: Neighbourhood) -> str:
    return reverse("conflicts:list", args=[here.slug])

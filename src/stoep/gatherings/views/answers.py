"""Answers: the page for whoever holds a card, in five languages; and what a host types for who rings or walks in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stoep.gatherings import actions, queries
from stoep.gatherings.forms import CodeForm, HostAnswerForm, LetterboxForm, SentForm
from stoep.gatherings.models import Answer, Language, Sending
from stoep.gatherings.views import door, gate
from stoep.network import access
from stoep.places import queries as places
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.shared import fixed_sentences, posted
from stoep.shared.refusal import Refused

_both = require_http_methods(["GET", "HEAD", "POST"])
AGAIN = "again"
# Which sentence of the page tells of which refusal; any other one is told in the language of the site.
_SAID = {
    "wrong": "wrong", "spent": "spent", "over": "over", "house": "house_needed", "choice": "choose",
    "more-than-sent": "spent",
}  # fmt: skip


@never_cache
@_both
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Type the code of a card, and answer. No account, and nothing of it in an address or a session."""
    here = neighbourhood_or_404(slug)
    language = _language(request, here)
    texts = queries.texts_for(here, language)
    form = CodeForm(request.POST or None)
    page: dict[str, Any] = {
        "neighbourhood": here,
        "texts": texts,
        "spoken": language,
        "direction": fixed_sentences.direction(language),
        "languages": _offered(here),
        "choices": [(choice, texts[_key(choice)]) for choice in Answer.Choice.values],
        "again": AGAIN,
        "form": form,
    }
    status = 200
    if request.method == "POST":
        try:
            page |= _answered(request, here, form, texts)
        except Refused as refused:
            said = _SAID.get(refused.code)
            page |= {"problem": texts[said] if said else str(refused), "wrong": refused.code}
            status = 422
    return render(request, "gatherings/answer.html", page, status=status)


def _answered(request: HttpRequest, here: Neighbourhood, form: CodeForm, texts: Any) -> dict[str, Any]:
    form.is_valid()  # what cannot be is left out of what was given, and told below
    given = form.cleaned_data
    gate.knock_to_answer(request, at=timezone.now())
    if not given.get("code"):
        raise Refused("wrong", "")
    if given.get("choice") == AGAIN:
        actions.ask_again_with_code(neighbourhood=here, code=given["code"], house=given.get("house", ""))
        gate.forgive_answer(request)
        return {"thanks": texts["thanks_again"]}
    sending = actions.answer(
        neighbourhood=here, code=given["code"], choice=given.get("choice", ""), house=given.get("house", "")
    )
    gate.forgive_answer(request)
    return {"thanks": texts[f"thanks_{_key(given['choice'])}"], "activity": sending.activity, "given": given["choice"]}


def _key(choice: str) -> str:
    return choice.replace("-", "_")


def _offered(here: Neighbourhood) -> list[tuple[str, str]]:
    """Dutch, English, and every language of which somebody here approved the sentences; each by its own name."""
    ready = {"nl", "en", *queries.wordings_of(here)}
    return [(code, label) for code, label in Language.choices if code in ready]


def _language(request: HttpRequest, here: Neighbourhood) -> str:
    asked = request.POST.get("taal") or request.GET.get("taal") or (get_language() or "nl")[:2]
    return asked if asked in dict(_offered(here)) else "nl"


@never_cache
@_both
def by_host(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An answer of somebody on the telephone or at the counter who has no code at hand."""
    activity, standing = door.may(request, slug, pk, act="gatherings.answer_without_code")
    sendings = list(activity.sendings.filter(void_at__isnull=True).order_by("street", "pk")[:500])
    form = HostAnswerForm(request.POST or None, sendings=sendings)
    back = f"{activity.get_absolute_url()}werk/"
    if form.is_valid():

        def act() -> Sending:
            return actions.answer_without_code(by=standing, **form.act_fields())

        if done := posted.done(request, form, act, to=request.path, said=_("Het antwoord is geteld.")):
            return done
    return door.form_page(
        request, form, activity.neighbourhood, title=_("Schrijf een antwoord op"),
        lead=_("Heeft iemand een code? Gebruik dan de pagina met de code: dan telt niets dubbel."),
        send=_("Tel dit antwoord"), back=back, code_page=True,
    )  # fmt: skip


@never_cache
@_both
def letterbox(request: HttpRequest, slug: str) -> HttpResponse:
    """A resident wants no invitations any more, or wants them again."""
    here = neighbourhood_or_404(slug)
    standing = access.stand(request, here, right="host", act="gatherings.pass_by")
    form = LetterboxForm(request.POST or None)
    form.know(places.streets(here))
    if form.is_valid():

        def act() -> None:
            given = form.cleaned_data
            do = actions.pass_by if given["choice"] == "never" else actions.ask_again
            do(neighbourhood=here, street=given["street"], house=given["house"], by=standing)

        if done := posted.done(request, form, act, to=request.path, said=_("Gedaan. Het adres is niet bewaard.")):
            return done
    return door.form_page(
        request, form, here, title=_("Geen uitnodigingen meer, of juist weer wel"),
        lead=_("Wij bewaren geen adres. Niemand kan opzoeken wie dit vroeg. Het geldt voor alles wat nog komt."),
        send=_("Verwerk dit"), back=f"{here.get_absolute_url()}bijeenkomsten/",
    )  # fmt: skip


@never_cache
@_both
def sent(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down how many were asked at the door, by telephone, by a poster or a message."""
    activity, standing = door.may(request, slug, pk, act="gatherings.note_sent")
    form = SentForm(request.POST or None)
    form.know(places.streets(activity.neighbourhood))
    back = f"{activity.get_absolute_url()}werk/"
    if form.is_valid():

        def act() -> Sending:
            return actions.note_sent(activity=activity, by=standing, at=timezone.now(), **form.act_fields())

        if done := posted.done(request, form, act, to=back, said=_("Dit is geteld.")):
            return done
    return door.form_page(
        request, form, activity.neighbourhood, title=_("Hoeveel mensen zijn uitgenodigd?"),
        lead=_("Alleen het aantal. Wie het waren, schrijven wij niet op."), send=_("Tel dit erbij"), back=back,
    )  # fmt: skip


@require_POST
def void(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was printed does not count any more."""
    rows = Sending.objects.select_related("activity__neighbourhood")
    sending = get_object_or_404(rows, activity__neighbourhood__slug=slug, pk=pk)
    by = access.standing_of(request, sending.activity.neighbourhood)

    def act() -> Sending:
        return actions.void(sending=sending, by=by, at=timezone.now())

    to = f"{sending.activity.get_absolute_url()}werk/"
    return posted.pressed(request, act, to=to, said=_("Deze uitnodigingen gelden niet meer."))

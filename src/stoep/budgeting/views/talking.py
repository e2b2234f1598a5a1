"""Talk about an idea: arguments, help, going on together with others; and the words of the ballot in five languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.budgeting import actions, queries
from stoep.budgeting.forms import ArgueForm, CameForm, HelpForm, TogetherForm, WordsForm, YesForm
from stoep.budgeting.models import BallotWords, Consent, Help, Idea
from stoep.budgeting.views import door, gate
from stoep.gatherings.models import Language
from stoep.network import access
from stoep.network.standing import Standing
from stoep.shared import posted
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import access as authors

_both = require_http_methods(["GET", "HEAD", "POST"])


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _host(request: HttpRequest, idea: Idea) -> Standing | None:
    standing = access.standing_of(request, idea.round.neighbourhood)
    return standing if standing.hosts else None


def _secret(request: HttpRequest, idea: Idea, form: Any) -> Any:
    return authors.proof(request, idea.voice) or form.secret_typed


@never_cache
@_both
def argue(request: HttpRequest, slug: str, number: int, voice: str) -> HttpResponse:
    """Say something for an idea, against it, or ask about it; a host who is signed in types over what others said."""
    idea = door.idea_or_404(slug, number, voice)
    by = _host(request, idea)
    form = ArgueForm(_typed(request))
    if form.is_valid() and (receipt := _argued(request, form, idea, by)):
        return authors.keep_receipt(redirect("voices:receipt", number=receipt.number), receipt)
    return door.form_page(
        request, form, idea.round.neighbourhood, title=_("Zeg wat u van dit idee vindt"),
        lead=_("Eén punt tegelijk. Een gastheer kijkt het na. Daarna staat het erbij, met uw naam of zonder."),
        send=_("Verstuur"), back=idea.get_absolute_url(), idea=idea,
    )  # fmt: skip


def _argued(request: HttpRequest, form: ArgueForm, idea: Idea, by: Standing | None) -> Any:
    """The receipt; or None, and the form says what is wrong."""
    now = timezone.now()
    try:
        if by is None:
            gate.knock(request, at=now)
        return actions.argue(
            idea=idea, by=by, at=now, today=timezone.localdate(), channel="card" if by else "screen",
            language=get_language() or settings.LANGUAGE_CODE, **form.act_fields(),
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refused as refused:
        if by is None and refused.code != "too-often":
            gate.forgive(request)
        form.add_error(None, str(refused))
        return None


@never_cache
@_both
def ask_help(request: HttpRequest, slug: str, number: int, voice: str) -> HttpResponse:
    """The author asks for help."""
    idea = door.idea_or_404(slug, number, voice)
    form = HelpForm(_typed(request), proves=gate.secret_of(request, idea))
    if form.is_valid():

        def act() -> Help:
            secret, kind = _secret(request, idea, form), form.cleaned_data["kind"]
            return actions.ask_help(idea=idea, kind=kind, at=timezone.now(), secret=secret, by=_host(request, idea))

        if answer := posted.done(request, form, act, to=idea.get_absolute_url(), said=_("Dit is gevraagd.")):
            return answer
    return door.form_page(
        request, form, idea.round.neighbourhood, title=_("Vraag hulp met dit idee"),
        lead=_("Iemand uit het netwerk zegt met naam dat die het doet."), send=_("Vraag dit"),
        back=idea.get_absolute_url(), idea=idea,
    )  # fmt: skip


def _help_or_404(idea: Idea, pk: int) -> Help:
    found = next((each for each in queries.helps_of(idea) if each.pk == pk), None)
    if found is None:
        raise Http404
    found.idea = idea
    return found


@require_POST
def take_up_help(request: HttpRequest, slug: str, number: int, voice: str, pk: int) -> HttpResponse:
    """I do this."""
    idea = door.idea_or_404(slug, number, voice)
    help, by = _help_or_404(idea, pk), access.standing_of(request, idea.round.neighbourhood)

    def act() -> Help:
        return actions.take_up_help(help=help, by=by, at=timezone.now())

    return posted.pressed(request, act, to=idea.get_absolute_url(), said=_("Uw naam staat erbij. Dank u."))


@never_cache
@_both
def help_came(request: HttpRequest, slug: str, number: int, voice: str, pk: int) -> HttpResponse:
    """What came of it."""
    idea = door.idea_or_404(slug, number, voice)
    standing = door.stands(request, idea, act="budgeting.help_came", right="take-part")
    help = _help_or_404(idea, pk)
    form = CameForm(_typed(request), request.FILES or None)
    if form.is_valid():

        def act() -> Help:
            return actions.help_came(help=help, by=standing, at=timezone.now(), **form.act_fields())

        if answer := posted.done(request, form, act, to=idea.get_absolute_url(), said=_("Dit staat er nu.")):
            return answer
    return door.form_page(
        request, form, idea.round.neighbourhood, title=_("Wat kwam er van de hulp?"),
        lead=help.get_kind_display(), send=_("Bewaar"), back=idea.get_absolute_url(), files=True, idea=idea,
    )  # fmt: skip


@never_cache
@_both
def together(request: HttpRequest, slug: str, number: int, voice: str) -> HttpResponse:
    """An author proposes to go on in one idea with others; the new idea has its own receipt."""
    idea = door.idea_or_404(slug, number, voice)
    form = TogetherForm(_typed(request), proves=gate.secret_of(request, idea))
    if form.is_valid() and (receipt := _together(request, form, idea)):
        return authors.keep_receipt(redirect("voices:receipt", number=receipt.number), receipt)
    return door.form_page(
        request, form, idea.round.neighbourhood, title=_("Maak één idee met anderen"),
        lead=_("Het nieuwe idee telt pas als elke maker ja zegt. Wat er eerst stond, blijft te lezen."),
        send=_("Stel dit voor"), back=idea.get_absolute_url(), idea=idea,
    )  # fmt: skip


def _together(request: HttpRequest, form: TogetherForm, idea: Idea) -> Any:
    """The receipt of the new idea; or None, and the form says what is wrong."""
    numbers = form.numbers()
    others = queries.with_numbers(idea.round, numbers)
    if len(others) < len(numbers):
        form.add_error("others", _("Een van deze nummers is geen idee van deze ronde. Kijk ze na."))
        return None
    typed = form.cleaned_data
    try:
        return actions.propose_together(
            idea=idea, others=others, title=typed["title"], words=typed["words"], guessed_cents=typed["guessed_cents"],
            secret=_secret(request, idea, form), by=_host(request, idea), at=timezone.now(),
            today=timezone.localdate(), posted_key=typed["posted_key"] or None,
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


@never_cache
@_both
def say_yes(request: HttpRequest, slug: str, number: int, voice: str, parent: str) -> HttpResponse:
    """The author of one of the ideas says yes; a host writes down that they said so."""
    idea, own = door.idea_or_404(slug, number, voice), door.idea_or_404(slug, number, parent)
    by = _host(request, own)
    is_author = authors.holds_secret(request, own.voice)
    form = YesForm(_typed(request), proves=gate.secret_of(request, own), by_host=by is not None and not is_author)
    if form.is_valid():

        def act() -> Consent:
            secret, way = _secret(request, own, form), form.cleaned_data.get("way", "")
            return actions.say_yes(idea=idea, parent=own, at=timezone.now(), secret=secret, by=by, way=way)

        if answer := posted.done(request, form, act, to=idea.get_absolute_url(), said=_("Uw ja staat erbij.")):
            return answer
    return door.form_page(
        request, form, idea.round.neighbourhood, title=_("Ja, samen verder"),
        lead=_("Uw eigen idee blijft te lezen en gaat verder in het nieuwe. Niets zeggen mag ook."),
        send=_("Ik zeg ja"), back=idea.get_absolute_url(), idea=own,
    )  # fmt: skip


@require_safe
def words(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Which plans have approved words in which of the five languages."""
    round, standing = door.may(request, slug, number, act="budgeting.approve_words", right="host")
    ideas = queries.ballot(round) or queries.candidates(round)[:300]
    known = queries.ballot_words(ideas)
    page = {
        "neighbourhood": round.neighbourhood,
        "round": round,
        "standing": standing,
        "rows": [
            (idea, [(code, label, known[idea.pk].get(code)) for code, label in Language.choices]) for idea in ideas
        ],
    }
    return render(request, "budgeting/words.html", page)


@never_cache
@_both
def approve_words(request: HttpRequest, slug: str, number: int, voice: str, language: str) -> HttpResponse:
    """The words of one plan in one language, and who says that they are right."""
    idea = door.idea_or_404(slug, number, voice)
    standing = door.stands(request, idea, act="budgeting.approve_words", right="host")
    if language not in Language.values:
        raise Http404
    known = queries.ballot_words([idea])[idea.pk]
    old = known.get(language)
    initial = {"title": old.title, "words": old.words} if old else {"title": idea.title if language == "nl" else ""}
    form = WordsForm(_typed(request), language=language, initial=initial)
    if form.is_valid():

        def act() -> BallotWords:
            return actions.approve_words(
                idea=idea, language=language, by=standing, at=timezone.now(), **form.act_fields()
            )

        back = f"{idea.round.get_absolute_url()}stembiljet/woorden/"
        if answer := posted.done(request, form, act, to=back, said=_("De woorden zijn goedgekeurd.")):
            return answer
    return door.form_page(
        request, form, idea.round.neighbourhood, title=_("Woorden voor het stembiljet"),
        lead=Language(language).label, send=_("Deze woorden kloppen"), back=idea.get_absolute_url(), idea=idea,
        source=known.get("nl") if language != "nl" else None,
    )  # fmt: skip


@never_cache
@require_safe
def picture(request: HttpRequest, slug: str, number: int, voice: str) -> FileResponse:
    """The drawing of a plan. Always a JPEG of our own making, whatever was sent."""
    idea = door.idea_or_404(slug, number, voice)
    if not idea.picture or not idea.voice.is_shown:
        raise Http404
    try:
        response = FileResponse(idea.picture.open("rb"), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = 'inline; filename="tekening.jpg"'
    return response

"""Look whether ideas can be done, repair them, and make the ballot."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.budgeting import actions, queries
from stoep.budgeting.forms import AskForm, AuthorForm, GuessForm, LookForm, RepairForm, words_now
from stoep.budgeting.models import Decision, Idea, Verdict
from stoep.budgeting.views import door, gate, printing
from stoep.network import access
from stoep.network.standing import Standing
from stoep.shared import leaves, posted
from stoep.voices import access as authors

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_both
def look(request: HttpRequest, slug: str, number: int, voice: str) -> HttpResponse:
    """Say whether an idea can be done, and what it costs; or why not, and how it could."""
    idea = door.idea_or_404(slug, number, voice)
    standing = door.stands(request, idea, act="budgeting.look", right="take-part")
    form = LookForm(request.POST or None)
    if form.is_valid():

        def act() -> Verdict:
            now, today = timezone.now(), timezone.localdate()
            return actions.look(idea=idea, by=standing, at=now, today=today, **form.act_fields())

        said = _("Dit staat er nu, en de maker hoort het.")
        if answer := posted.done(request, form, act, to=idea.get_absolute_url(), said=said):
            return answer
    second = queries.standing_of(idea) == "no"
    return door.form_page(
        request, form, idea.round.neighbourhood, title=_("Kijk nog eens") if second else _("Kijk of dit idee kan"),
        lead=_("Eén partij zei nee. Alleen als u ook nee zegt, komt het niet op het stembiljet.") if second
        else _("Iedereen leest wat u zegt. Een nee heeft een reden en een manier om het te herstellen."),
        send=_("Zeg dit"), back=idea.get_absolute_url(), idea=idea,
    )  # fmt: skip


@never_cache
@_both
def ask(request: HttpRequest, slug: str, number: int, voice: str) -> HttpResponse:
    """Ask somebody to look; their name stands beside the idea until they did."""
    idea = door.idea_or_404(slug, number, voice)
    standing = door.stands(request, idea, act="budgeting.ask_to_look", right="host")
    people = queries.lookers(idea.round.neighbourhood, timezone.localdate())
    form = AskForm(request.POST or None, people=people)
    if form.is_valid():

        def act() -> Idea:
            return actions.ask_to_look(idea=idea, person=form.chosen(), by=standing, at=timezone.now())

        if answer := posted.done(request, form, act, to=idea.get_absolute_url(), said=_("Dit is gevraagd.")):
            return answer
    return door.form_page(
        request, form, idea.round.neighbourhood, title=_("Vraag iemand om te kijken"),
        lead=_("Deze naam staat bij het idee. Wie niet op tijd kijkt, staat op de lijst."), send=_("Vraag dit"),
        back=idea.get_absolute_url(), idea=idea,
    )  # fmt: skip


def _author_page(
    request: HttpRequest, idea: Idea, form: AuthorForm, turn: Callable[..., Any], *, fields: tuple[str, ...],
    said: str, **page: Any,
) -> HttpResponse:  # fmt: skip
    """A form of the author: with the secret, or the proof in this browser; a host types what the author says."""
    standing = access.standing_of(request, idea.round.neighbourhood)
    if form.is_valid():

        def act() -> Any:
            secret = authors.proof(request, idea.voice) or form.secret_typed
            given = {name: form.cleaned_data[name] for name in fields}
            return turn(idea=idea, at=timezone.now(), secret=secret, by=_host(standing), **given)

        if answer := posted.done(request, form, act, to=idea.get_absolute_url(), said=said):
            return answer
    return door.form_page(request, form, idea.round.neighbourhood, back=idea.get_absolute_url(), idea=idea, **page)


def _host(standing: Standing) -> Standing | None:
    return standing if standing.hosts else None


@never_cache
@_both
def repair(request: HttpRequest, slug: str, number: int, voice: str) -> HttpResponse:
    """The author changes the idea after a no."""
    idea = door.idea_or_404(slug, number, voice)
    proves = gate.secret_of(request, idea)
    repairs = queries.repairs_of(idea)
    # What others may not read yet stands in no form either.
    known = {} if proves and not idea.voice.is_shown else words_now(idea, repairs[-1].words if repairs else "")
    form = RepairForm(request.POST or None, proves=proves, initial=known)

    def turn(**given: Any) -> Any:
        return actions.repair(today=timezone.localdate(), posted_key=form.cleaned_data["key"] or None, **given)

    return _author_page(
        request, idea, form, turn, fields=("words", "cents"), said=_("Dit staat er nu. Er wordt opnieuw gekeken."),
        title=_("Herstel dit idee"), lead=_("Wat er eerst stond, blijft te lezen. Daarna kijkt iemand opnieuw."),
        send=_("Bewaar"),
    )  # fmt: skip


@never_cache
@_both
def guess(request: HttpRequest, slug: str, number: int, voice: str) -> HttpResponse:
    """What an idea roughly costs."""
    idea = door.idea_or_404(slug, number, voice)
    form = GuessForm(request.POST or None, proves=gate.secret_of(request, idea), initial={"cents": idea.guessed_cents})
    return _author_page(
        request, idea, form, actions.guess, fields=("cents",), said=_("Dit staat er nu."),
        title=_("Wat kost dit idee ongeveer?"), lead=_("Een schatting is genoeg. Wie kijkt of het kan, rekent het na."),
        send=_("Bewaar"),
    )  # fmt: skip


@never_cache
@_both
def withdraw(request: HttpRequest, slug: str, number: int, voice: str) -> HttpResponse:
    """The author takes the idea back."""
    idea = door.idea_or_404(slug, number, voice)
    form = AuthorForm(request.POST if request.method == "POST" else None, proves=gate.secret_of(request, idea))
    return _author_page(
        request, idea, form, actions.withdraw_idea, fields=(), said=_("Het idee is teruggehaald."),
        title=_("Haal dit idee terug"), lead=_("Het blijft te lezen, en komt niet op het stembiljet."),
        send=_("Haal terug"),
    )  # fmt: skip


@require_safe
def owed(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ideas at which nobody looked in time by twenty, at whom that lies."""
    round, today, at = door.round_or_404(slug, number), timezone.localdate(), leaves.number_of(request)
    leaf = leaves.leaf(queries.owed(round, today, at), at)
    page = {
        "neighbourhood": round.neighbourhood,
        "round": round,
        "leaf": leaf,
        "owed": queries.by_whom(leaf.rows),
        "today": today,
    }
    return render(request, "budgeting/owed.html", page)


@require_safe
def ballot(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The plans on the ballot, by their number, with what each costs and who goes first when two are equal."""
    round = door.round_or_404(slug, number)
    standing = access.standing_of(request, round.neighbourhood)
    page: dict[str, Any] = {
        "neighbourhood": round.neighbourhood, "round": round, "standing": standing, "parts": list(round.parts.all()),
    }  # fmt: skip
    if round.ballot_made_at:
        languages = queries.paper_languages(round)
        page |= {
            "plans": queries.ballot(round), "languages": languages, "lacking": printing.lacking(languages),
        }  # fmt: skip
    else:
        page |= {
            "phase": queries.phase(round, timezone.now()), "waiting": queries.waiting(round, timezone.localdate()),
        }  # fmt: skip
    return render(request, "budgeting/ballot.html", page)


@require_POST
def propose_ballot(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The first key for the ballot; numbers and the tie order are drawn now."""
    round = door.round_or_404(slug, number)
    by = access.standing_of(request, round.neighbourhood)

    def act() -> Decision:
        draw = random.SystemRandom()
        return actions.propose_ballot(round=round, by=by, at=timezone.now(), today=timezone.localdate(), draw=draw)

    back = f"{round.get_absolute_url()}stembiljet/"
    said = _("Uw voorstel staat klaar. De andere sleutel is nog nodig.")
    return posted.pressed(request, act, to=lambda made: made.get_absolute_url(), said=said, back=back)

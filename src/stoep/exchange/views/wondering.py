"""Pages about what the neighbourhood wants to know: what was asked, one question, a new one, and an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stoep.exchange import actions, queries
from stoep.exchange.forms import QuestionForm, ReplyForm
from stoep.exchange.models import Question, Reply
from stoep.exchange.views import door
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.record.freshness import unless_unchanged
from stoep.shared import posted
from stoep.shared.links import link_host

A_PAGE = 20


@require_safe
@unless_unchanged
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """What this neighbourhood asked knowledge institutes, and by when it wants an answer."""
    here = neighbourhood_or_404(slug)
    typed = request.GET.get("voor", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 12 else None
    found = queries.questions(here, timezone.localdate(), before=before)
    page = {
        "neighbourhood": here,
        "asked": found[:A_PAGE],
        "older": f"?voor={found[A_PAGE - 1].question.pk}" if len(found) > A_PAGE else "",
        "standing": access.standing_of(request, here),
    }
    return render(request, "exchange/questions.html", page)


def _question(slug: str, pk: int) -> Question:
    rows = Question.objects.select_related("neighbourhood", "card__neighbourhood")
    return get_object_or_404(rows, neighbourhood__slug=slug, pk=pk)


@require_safe
@unless_unchanged
def question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One question with its clock and its answers."""
    found = _question(slug, pk)
    asked = queries.replies(found, timezone.localdate())
    page = {
        "neighbourhood": found.neighbourhood,
        "asked": asked,
        "replies": [(reply, link_host(reply.link)) for reply in asked.replies],
        "standing": access.standing_of(request, found.neighbourhood),
    }
    return render(request, "exchange/question.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a knowledge institute something."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="take-part", act="exchange.ask")
    form = QuestionForm(request.POST or None)
    if form.is_valid():

        def act() -> Question:
            now, today = timezone.now(), timezone.localdate()
            return actions.ask(neighbourhood=here, by=standing, at=now, today=today, **form.act_fields())

        if done := posted.done(request, form, act, to=Question.get_absolute_url, said=_("De vraag staat er.")):
            return done
    return door.form_page(
        request, form, here, title=_("Vraag iets aan een kennisinstituut"),
        lead=_("De vraag en het antwoord staan voor iedereen op de pagina. De klok loopt zichtbaar mee."),
        send=_("Stel deze vraag"), back=reverse("exchange:questions", args=[slug]),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down what the institute answered."""
    found = _question(slug, pk)
    subject, back = f"question:{found.pk}", found.get_absolute_url()
    standing = access.stand(request, found.neighbourhood, right="take-part", act="exchange.reply", subject=subject)
    form = ReplyForm(request.POST or None)
    if form.is_valid():

        def act() -> Reply:
            return actions.note_reply(question=found, by=standing, at=timezone.now(), **form.act_fields())

        if done := posted.done(request, form, act, to=back, said=_("Het antwoord staat erbij.")):
            return done
    return door.form_page(
        request, form, found.neighbourhood, title=_("Schrijf het antwoord op"), lead=found.words,
        send=_("Zet het antwoord erbij"), back=back,
    )  # fmt: skip

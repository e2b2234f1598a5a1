"""A pile of answers to an invitation: two people type it, each by themselves; then what they read differently."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from stoep.gatherings.models import Answer
from stoep.network.standing import Standing
from stoep.packs import actions, queries, rules
from stoep.packs.actions.answers import codes_that_differ
from stoep.packs.forms import AnswersForm
from stoep.packs.models import Batch
from stoep.shared import posted
from stoep.shared.refusal import NotAllowed, Refused


def pile(request: HttpRequest, found: Batch, standing: Standing) -> HttpResponse:
    """The boxes for whoever's turn it is; nobody sees what the other one typed but where they differ."""
    typed = queries.cards_of(found)
    settles = len(typed) > 1
    form = AnswersForm(request.POST or None, only=codes_that_differ(found) if settles else None)
    if form.is_valid() and not found.closed_at:
        try:
            _act(form, found, standing, settles=settles)
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect(found.get_absolute_url())
    page = {
        "neighbourhood": found.pack.neighbourhood,
        "batch": found,
        "form": form,
        "letters": [(letter, Answer.Choice(choice).label) for letter, choice in rules.REPLIES.items()],
        "step": min(len(typed), 2),
        "was_first": bool(typed) and standing.person is not None and typed[0].typed_by_id == standing.person.pk,
    }
    return render(request, "packs/answers.html", page, status=posted.status(form))


def _act(form: AnswersForm, found: Batch, standing: Standing, *, settles: bool) -> Batch:
    if settles:
        return actions.settle_answers(batch=found, answers=form.settled(), by=standing, at=timezone.now())
    return actions.type_answers(batch=found, answers=form.answers(), by=standing, at=timezone.now())

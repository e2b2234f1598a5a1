"""A letter that got lost: a host asks for another one, a second person of another party agrees or says why not."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.budgeting import actions, queries
from stoep.budgeting.forms.desk import LostForm, NotGivenForm
from stoep.budgeting.models import Replacement
from stoep.budgeting.views import door
from stoep.network import access
from stoep.shared import leaves, posted

_both = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters()
@never_cache
@_both
def lost(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Somebody lost the letter: a host looks at paper and asks for another one."""
    round, standing = door.may(request, slug, number, act="budgeting.ask_replacement", right="host")
    form = LostForm(request.POST or None, round=round)
    back = reverse("budgeting:replacements", args=[slug, number])
    if form.is_valid():

        def act() -> Replacement:
            given = form.act_fields()
            part = round.parts.get(order=int(given["part"]))
            return actions.ask_replacement(
                round=round, part=part, by=standing, at=timezone.now(), old_code=given["old_code"],
                posted_key=given["posted_key"],
            )  # fmt: skip

        if answer := posted.done(
            request, form, act, to=back, said=_("Nu moet iemand anders akkoord geven. Zeg die het nummer.")
        ):
            return answer
    return door.form_page(
        request, form, round.neighbourhood, title=_("Brief kwijt"),
        lead=_("Kijk op papier of diegene hier woont. Daarna moet iemand van een andere organisatie akkoord geven."),
        send=_("Vraag een nieuwe brief"), back=back,
    )  # fmt: skip


@never_cache
@require_safe
def replacements(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Letters that were asked for, by twenty; who may, gives the second yes."""
    round, standing = door.may(request, slug, number, act="budgeting.agree_replacement", right="take-part")
    at = leaves.number_of(request)
    page = {
        "neighbourhood": round.neighbourhood, "round": round, "standing": standing,
        "leaf": leaves.leaf(queries.replacements(round, at), at),
    }  # fmt: skip
    return render(request, "budgeting/replacements.html", page)


def _pressed(
    request: HttpRequest, slug: str, number: int, pk: int, turn: Callable[..., Replacement], said: str
) -> HttpResponse:
    round = door.round_or_404(slug, number)
    found = get_object_or_404(Replacement.objects.select_related("round__neighbourhood"), round=round, pk=pk)
    by = access.standing_of(request, round.neighbourhood)

    def act() -> Replacement:
        return turn(replacement=found, by=by, at=timezone.now())

    return posted.pressed(request, act, to=reverse("budgeting:replacements", args=[slug, number]), said=said)


@require_POST
def agree(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """The second yes for a new letter."""
    return _pressed(request, slug, number, pk, actions.agree_replacement, _("Geef nu de envelop met dit nummer."))


@require_POST
def withdraw(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Who asked for a letter takes that back."""
    said = _("De aanvraag is terug. De oude brief geldt nog.")
    return _pressed(request, slug, number, pk, actions.withdraw_replacement, said)


@never_cache
@_both
def refuse(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """The second does not agree, and says why."""
    round, standing = door.may(request, slug, number, act="budgeting.refuse_replacement", right="take-part")
    found = get_object_or_404(Replacement.objects.select_related("part"), round=round, pk=pk)
    found.round = round
    form = NotGivenForm(request.POST or None)

    def act() -> Replacement:
        why = form.cleaned_data["why"]
        return actions.refuse_replacement(replacement=found, why=why, by=standing, at=timezone.now())

    back = reverse("budgeting:replacements", args=[slug, number])
    return door.acted_or_form(
        request, form, round.neighbourhood, act, to=back, back=back, said=_("U gaf geen akkoord. De oude brief geldt."),
        title=_("Geen akkoord"),
        lead=_("Aanvraag %(number)s, voor %(part)s. Wie de brief vroeg, leest hier waarom.")
        % {"number": found.number or "", "part": found.part.name},
        send=_("Geef geen akkoord"),
    )  # fmt: skip

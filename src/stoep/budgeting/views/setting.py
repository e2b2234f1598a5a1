"""Set a round up: write it down, change it, put a draft aside, and turn the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stoep.budgeting import actions, queries
from stoep.budgeting.forms import ChangeForm, RoundForm, WhyForm
from stoep.budgeting.models import Decision, Round
from stoep.budgeting.views import door
from stoep.budgeting.wording import old_letters
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.shared import posted
from stoep.venues import queries as venues

_both = require_http_methods(["GET", "HEAD", "POST"])


def _choices(here: Neighbourhood) -> dict[str, Any]:
    return {
        "venues": venues.venues(here),
        "organisations": queries.organisations(here),
        "people": queries.lookers(here, timezone.localdate()),
        "earlier": queries.rounds(here)[:200],
    }


def _proposed() -> str:
    return _("Uw voorstel staat klaar. De andere sleutel is nog nodig.")


def _page(made: Round | Decision) -> str:
    return made.get_absolute_url()


def _posted(
    request: HttpRequest, form: Form, round: Round, act: Callable[[], Round | Decision], **said: Any
) -> HttpResponse:
    here, back = round.neighbourhood, round.get_absolute_url()
    return door.acted_or_form(request, form, here, act, to=_page, back=back, **said)


@never_cache
@_both
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepare a round."""
    here = neighbourhood_or_404(slug)
    standing = access.stand(request, here, right="lead", act="budgeting.write")
    form = RoundForm(request.POST or None, **_choices(here))

    def act() -> Round:
        return actions.write(neighbourhood=here, by=standing, at=timezone.now(), **form.act_fields())

    return door.acted_or_form(
        request, form, here, act, to=_page, said=_("De ronde staat in concept. Iedereen leest mee."),
        title=_("Bereid een ronde voor"),
        lead=_("Iedereen kan het concept lezen. Open is de ronde pas met twee sleutels."), send=_("Bewaar het concept"),
        back=here.get_absolute_url() + "samen-geld-verdelen/", sections=form.sections,
    )  # fmt: skip


@never_cache
@_both
def change_draft(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change a draft."""
    round, standing = door.may(request, slug, number, act="budgeting.change_draft")
    form = RoundForm(request.POST or None, round=round, **_choices(round.neighbourhood))

    def act() -> Round:
        given = {name: value for name, value in form.act_fields().items() if name != "posted_key"}
        return actions.change_draft(round=round, by=standing, at=timezone.now(), **given)

    return _posted(
        request, form, round, act, said=_("Dit staat er nu."), title=_("Verander dit concept"),
        lead=_("Zolang er geen sleutel is omgedraaid, kan alles nog anders."), send=_("Bewaar"),
        sections=form.sections,
    )  # fmt: skip


@never_cache
@_both
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Propose a change of an open round: one key, and the reason."""
    round, standing = door.may(request, slug, number, act="budgeting.change")
    form = ChangeForm(request.POST or None, round=round, **_choices(round.neighbourhood))

    def act() -> Decision:
        now, today = timezone.now(), timezone.localdate()
        return actions.propose_change(round=round, by=standing, at=now, today=today, **form.act_fields())

    return _posted(
        request, form, round, act, said=_proposed(), title=_("Stel een verandering voor"),
        lead=_("De andere sleutel is ook nodig. Wat er eerst stond, blijft te lezen."), send=_("Stel dit voor"),
        sections=form.sections, note=old_letters(queries.order_of(round)),
    )  # fmt: skip


@never_cache
@_both
def put_aside(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A draft does not go on."""
    round, standing = door.may(request, slug, number, act="budgeting.put_aside")
    form = WhyForm(request.POST or None)

    def act() -> Round:
        return actions.put_aside(round=round, by=standing, at=timezone.now(), why=form.cleaned_data["why"])

    return _posted(
        request, form, round, act, said=_("Dit concept gaat niet door."), title=_("Leg dit concept opzij"),
        lead=_("De pagina blijft te lezen, met uw reden."), send=_("Leg opzij"),
    )  # fmt: skip


def _with_a_reason(
    request: HttpRequest, slug: str, number: int, *, act: str, propose: Callable[..., Decision], **page: Any
) -> HttpResponse:
    """One key and the reason, for what asks nothing else."""
    round, standing = door.may(request, slug, number, act=act)
    form = WhyForm(request.POST or None)

    def turn() -> Decision:
        now, today, why = timezone.now(), timezone.localdate(), form.cleaned_data["why"]
        return propose(round=round, by=standing, at=now, today=today, why=why)

    return _posted(request, form, round, turn, said=_proposed(), send=_("Stel dit voor"), **page)


@never_cache
@_both
def stop(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Propose to stop an open round."""
    return _with_a_reason(
        request, slug, number, act="budgeting.stop", propose=actions.propose_stop,
        title=_("Stel voor om de ronde te stoppen"),
        lead=_("Het geld gaat dan niet uit. Alles wat er staat, blijft te lezen, met uw reden."),
    )  # fmt: skip


@never_cache
@_both
def count_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Propose to set the result aside and count again."""
    return _with_a_reason(
        request, slug, number, act="budgeting.count_again", propose=actions.propose_count_again,
        title=_("Stel voor om opnieuw te tellen"),
        lead=_("Klopt een bezwaar? Dan zetten beide sleutels deze uitslag opzij. Wat uitkwam, blijft te lezen. Daarna "
               "kan papier dat bleef liggen er nog bij: tien biljetten of meer. Wat al in de stembus ligt, blijft "
               "erin. Drie tellers openen de bus opnieuw. Tot dan belooft niemand een plan en geeft niemand geld uit."),
    )  # fmt: skip


@require_POST
def announce(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Propose to open the round: the first key."""
    round = door.round_or_404(slug, number)
    by = access.standing_of(request, round.neighbourhood)

    def act() -> Decision:
        return actions.propose_announcing(round=round, by=by, at=timezone.now(), today=timezone.localdate())

    return posted.pressed(request, act, to=_page, said=_proposed(), back=round.get_absolute_url())


def _on(
    request: HttpRequest, slug: str, number: int, pk: int, turn: Callable[..., Decision], said: str
) -> HttpResponse:
    round = door.round_or_404(slug, number)
    decision = queries.decisions(round).filter(pk=pk).first()
    if decision is None:
        raise Http404
    by = access.standing_of(request, round.neighbourhood)

    def act() -> Decision:
        return turn(decision=decision, by=by, at=timezone.now(), today=timezone.localdate())

    return posted.pressed(request, act, to=round.get_absolute_url(), said=said, back=decision.get_absolute_url())


@require_POST
def second(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """The second key."""
    return _on(request, slug, number, pk, actions.second, _("Beide sleutels zijn omgedraaid. Dit geldt nu."))


@require_POST
def withdraw(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """The first key turned back, or the other one that says no."""
    return _on(request, slug, number, pk, actions.withdraw_proposal, _("Dit voorstel gaat niet door."))

"""Afterwards: what became of the plans that won, who does them, where the money went, and how each ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.budgeting import actions, queries
from stoep.budgeting.forms import AwardPromiseForm, EndForm, SpendForm, TurnForm, WhyForm
from stoep.budgeting.models import Award, Decision
from stoep.budgeting.views import door
from stoep.network import access
from stoep.network.standing import Right, Standing
from stoep.promises import queries as promises
from stoep.shared import leaves, posted, receipts

_both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The plans that won by twenty: who does it, what of its money went out, how it ended; and what is left."""
    round, at = door.round_or_404(slug, number), leaves.number_of(request)
    page = {
        "neighbourhood": round.neighbourhood,
        "round": round,
        "leaf": leaves.leaf(queries.carried(round, at, today=timezone.localdate()), at),
        "left": queries.left_for_next(round),
        "is_aside": queries.is_set_aside(round),
        "standing": access.standing_of(request, round.neighbourhood),
    }
    return render(request, "budgeting/awards.html", page)


@require_safe
def award(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    """One plan after the count, euro by euro: what went out by twenty, the newest first."""
    found, at = _award_or_404(slug, number, code), leaves.number_of(request)
    page = {
        "neighbourhood": found.idea.round.neighbourhood,
        "round": found.idea.round,
        "carried": queries.carried_one(found, timezone.localdate()),
        "waiting": _proposed(found),
        "is_aside": queries.is_set_aside(found.idea.round),
        "leaf": leaves.leaf(queries.spendings(found, at), at, keeps="#uitgaven"),
        "turns": queries.turns(found),
        "standing": access.standing_of(request, found.idea.round.neighbourhood),
    }
    return render(request, "budgeting/award.html", page)


@never_cache
@_both
def promise(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    """Write down who does it, and by when; then the slip for whoever promised."""
    found, standing = _may(request, slug, number, code, act="budgeting.promise_award", right="lead")
    here, today = found.idea.round.neighbourhood, timezone.localdate()
    people = promises.known_people(here, today)
    form = AwardPromiseForm(
        request.POST or None, people=people, organisations=promises.known_organisations(here, people),
        words=found.idea.title,
    )  # fmt: skip
    said: dict[str, Any] = {}
    if form.is_valid():

        def act() -> Award:
            said["noted"] = actions.promise_award(
                award=found, by=standing, at=timezone.now(), today=today, **form.act_fields()
            )
            return found

        answer = posted.done(request, form, act, to=found.get_absolute_url(), said=_("De belofte staat."))
        if answer and (secret := said["noted"].secret):
            return render(request, "budgeting/promised.html", _slip(request, found, said["noted"].promise.code, secret))
        if answer:
            return answer
    return door.form_page(
        request, form, here, title=_("Wie gaat dit doen?"), send=_("Schrijf de belofte op"),
        lead=_("Het wordt een belofte aan wie het plan bedacht. Iedereen ziet of zij nagekomen wordt."),
        back=found.get_absolute_url(),
    )  # fmt: skip


def _slip(request: HttpRequest, award: Award, code: str, secret: str) -> dict[str, Any]:
    address = request.build_absolute_uri(f"/b/{code}/bevestigen/")
    return {
        "neighbourhood": award.idea.round.neighbourhood,
        "award": award,
        "secret": receipts.spoken_secret(secret),
        "address": address,
        "address_with_secret": f"{address}#{secret}",
    }


@never_cache
@_both
def spend(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    """Note what went out."""
    found, standing = _may(request, slug, number, code, act="budgeting.spend", right="host")
    today = timezone.localdate()
    form = SpendForm(request.POST or None, today=today)

    def act() -> Any:
        return actions.spend(award=found, by=standing, at=timezone.now(), today=today, **form.act_fields())

    return _posted(
        request, form, found, act, said=_("De uitgave staat erbij."), title=_("Schrijf een uitgave op"),
        lead=_("Iedereen ziet wat het kostte en waarvoor het was. Schrijf geen namen van bewoners op."),
        send=_("Bewaar"),
    )  # fmt: skip


@never_cache
@_both
def take_back(request: HttpRequest, slug: str, number: int, code: str, pk: int) -> HttpResponse:
    """A spending that was noted wrongly."""
    found, standing = _may(request, slug, number, code, act="budgeting.take_back_spending", right="host")
    spending = found.spendings.filter(pk=pk).first()
    if spending is None:
        raise Http404
    form = WhyForm(request.POST or None)

    def act() -> Any:
        why = form.cleaned_data["why"]
        return actions.take_back_spending(spending=spending, why=why, by=standing, at=timezone.now())

    return _posted(
        request, form, found, act, said=_("De uitgave telt niet meer mee. Zij blijft te lezen."),
        title=_("Neem een uitgave terug"), lead=_("Alleen als zij fout is opgeschreven."), send=_("Neem terug"),
    )  # fmt: skip


@never_cache
@_both
def turn(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    """It goes on in another way."""
    found, standing = _may(request, slug, number, code, act="budgeting.turn", right="lead")
    form = TurnForm(request.POST or None)

    def act() -> Any:
        return actions.turn(award=found, by=standing, at=timezone.now(), **form.act_fields())

    return _posted(
        request, form, found, act, said=_("Dit staat er nu bij."), title=_("Het gaat anders dan gedacht"),
        lead=_("Mensen stemden voor het plan zoals het was. Zeg eerlijk wat er anders wordt."),
        send=_("Schrijf het erbij"),
    )  # fmt: skip


@never_cache
@_both
def finish(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    """It is there."""
    found, standing = _may(request, slug, number, code, act="budgeting.finish", right="lead")
    form = EndForm(request.POST or None)

    def act() -> Any:
        return actions.finish(award=found, words=form.cleaned_data["words"], by=standing, at=timezone.now())

    return _posted(
        request, form, found, act, said=_("Het plan is klaar."), title=_("Het plan is klaar"),
        lead=_("Wat niet is uitgegeven, gaat naar de volgende ronde. Daarna verandert er niets meer."),
        send=_("Sluit af"),
    )  # fmt: skip


@never_cache
@_both
def stop(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    """It does not go on."""
    found, standing = _may(request, slug, number, code, act="budgeting.stop_award", right="lead")
    form = WhyForm(request.POST or None)

    def act() -> Any:
        return actions.propose_stop_award(
            award=found, why=form.cleaned_data["why"], by=standing, at=timezone.now(), today=timezone.localdate()
        )

    return _posted(
        request, form, found, act, said=_("Uw voorstel ligt er. De andere sleutel is nog nodig."),
        title=_("Stel voor om dit plan te stoppen"),
        lead=_("Bewoners gaven dit plan geld. Zeg waarom het niet doorgaat. Het stopt als bewoners en de "
               "onafhankelijke organisatie allebei ja zeggen. Wat over is, gaat naar de volgende ronde."),
        send=_("Stel voor"),
    )  # fmt: skip


def _proposed(award: Award) -> Decision | None:
    """What waits for the other key to stop this plan."""
    found = queries.waiting(award.idea.round, timezone.localdate())
    return found if found and found.content.get("award") == award.idea.voice.number else None


def _award_or_404(slug: str, number: int, code: str) -> Award:
    found = queries.award(slug, number, code)
    if found is None:
        raise Http404
    return found


def _may(request: HttpRequest, slug: str, number: int, code: str, *, act: str, right: Right) -> tuple[Award, Standing]:
    found = _award_or_404(slug, number, code)
    here = found.idea.round.neighbourhood
    return found, access.stand(request, here, right=right, act=act, subject=f"idea:{found.idea.voice.number}")


def _posted(
    request: HttpRequest, form: Form, award: Award, act: Callable[[], Any], *, said: str, **words: str
) -> HttpResponse:
    there = award.get_absolute_url()
    here = award.idea.round.neighbourhood
    return door.acted_or_form(request, form, here, act, to=there, said=said, back=there, **words)

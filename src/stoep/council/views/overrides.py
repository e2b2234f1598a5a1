"""Pages of overrides: every use for the general interest with its ground, and what the council says of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.agenda import queries as agenda
from stoep.council import actions, queries, rules
from stoep.council.actions.bring_in import refuse_not_clerk
from stoep.council.actions.overrule import refuse_not_municipality
from stoep.council.forms import AnswerAppealForm, OverrideForm, WordsForm
from stoep.council.models import Override
from stoep.council.queries import OverrideLine
from stoep.council.views.door import Sheet, filled_in, number_of, stands
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.reach import missing
from stoep.record.freshness import unless_unchanged
from stoep.shared import leaves
from stoep.shared.addresses import address


@require_safe
@unless_unchanged
def overrides(request: HttpRequest, slug: str) -> HttpResponse:
    """Every decision for the general interest that was ever taken here against residents, the newest first."""
    place, standing = stands(request, slug)
    number = leaves.number_of(request)
    page = {
        "neighbourhood": place,
        "leaf": leaves.leaf(queries.overrides(place, timezone.localdate(), number), number),
        "may_overrule": standing.in_network and standing.side == "municipality",
    }
    return render(request, "council/overrides.html", page)


def _found(request: HttpRequest, slug: str, pk: int) -> tuple[Neighbourhood, Standing, OverrideLine]:
    place, standing = stands(request, slug)
    try:
        return place, standing, queries.override_here(place, pk, timezone.localdate())
    except Override.DoesNotExist:
        raise Http404 from None


@require_safe
@unless_unchanged
def override(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One override: its ground, its period, what residents lose, its papers, and the appeals."""
    place, standing, line = _found(request, slug, pk)
    papers = [
        (each, rules.days_between(each.officials_from_on, each.public_from_on), False)
        for each in line.override.documents.all()
    ]
    page = {
        "neighbourhood": place,
        "line": line,
        "override": line.override,
        "papers": papers,
        "may_appeal": standing.leads and line.open_appeal is None and not line.was_ended,
        "may_answer": line.open_appeal is not None
        and standing.is_clerk
        and rules.speaks_for(standing, line.override.organisation_id),
    }
    return render(request, "council/override.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overrule(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipality writes down what it decided for the general interest."""
    place, standing = stands(request, slug)
    refuse_not_municipality(standing, place.pk)
    today = timezone.localdate()
    form = OverrideForm(
        request.POST or None,
        items=list(agenda.items(place)),
        advices=[line.advice for line in queries.advices(place, today, running=True)]
        + [line.advice for line in queries.advices(place, today, running=False)],
        initial={
            "advice": number_of(request, "vraag") or "",
            "item": request.GET.get("punt", ""),
            "missed": missing.in_words(place),
        },
    )
    sheet = Sheet(
        heading=_("Besluit voor het algemeen belang"),
        lead=_("Iedereen leest dit besluit. Bewoners kunnen het aan de raad voorleggen."),
        send=_("Zet dit besluit neer"),
        back=address("council:overrides", place.slug),
    )

    def act() -> Override:
        given = form.said(today)
        return actions.overrule(neighbourhood=place, by=standing, at=timezone.now(), today=today, **given)

    said = _("Het besluit staat in de lijst. Bewoners kunnen het aan de raad voorleggen.")
    return filled_in(request, place, sheet, form, act, to=lambda made: made.get_absolute_url(), said=said)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Residents put an override before the council."""
    place, standing, line = _found(request, slug, pk)
    network.require(standing, right="lead", act="council.appeal", subject=f"override:{pk}")
    form = WordsForm(request.POST or None, label=_("Waarom moet de raad dit besluit herzien?"))
    sheet = _sheet(line, _("Leg dit besluit voor aan de raad"), _("Vraag de raad dit te herzien"))

    def act() -> Any:
        given = {"words": form.cleaned_data["words"], "at": timezone.now(), "today": timezone.localdate()}
        return actions.appeal(override=line.override, by=standing, **given)

    said = _("Uw vraag ligt bij de raad, met een dag voor antwoord.")
    return filled_in(request, place, sheet, form, act, to=lambda _made: sheet.back, said=said)


def _sheet(line: OverrideLine, heading: str, send: str) -> Sheet:
    return Sheet(heading=heading, send=send, about=line.override.title, back=line.override.get_absolute_url())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_appeal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The clerk writes down what the council decided of it."""
    place, standing, line = _found(request, slug, pk)
    refuse_not_clerk(standing, place.pk, "council.answer_appeal", f"override:{pk}")
    waiting = line.open_appeal
    if waiting is None:
        raise Http404
    form = AnswerAppealForm(request.POST or None, initial={"missed": missing.in_words(place)})
    sheet = _sheet(line, _("Schrijf op wat de raad besloot"), _("Schrijf dit op"))

    def act() -> Any:
        given = form.cleaned_data | {"at": timezone.now(), "today": timezone.localdate()}
        return actions.answer_appeal(appeal=waiting, by=standing, **given)

    said = _("Het antwoord van de raad staat erbij.")
    return filled_in(request, place, sheet, form, act, to=lambda _made: sheet.back, said=said)

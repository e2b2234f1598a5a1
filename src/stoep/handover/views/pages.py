"""Pages to read: who left and who came, and the newcomer's dossier, on the screen and on paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from stoep.handover import queries, rules, wording
from stoep.handover.models import Power
from stoep.network import access
from stoep.network.standing import Standing
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.record import freshness
from stoep.shared import printing
from stoep.shared.form_key import new_key
from stoep.voices import queries as voices

STRENGTHS = 3


@require_safe
@freshness.unless_unchanged
def powers(request: HttpRequest, slug: str) -> HttpResponse:
    """Every change of power here, the newest first, with how far the answers are."""
    neighbourhood, today = neighbourhood_or_404(slug), timezone.localdate()
    page = {
        "neighbourhood": neighbourhood,
        "powers": queries.powers(neighbourhood, today),
        "standing": access.standing_of(request, neighbourhood),
    }
    return render(request, "handover/powers.html", page)


@require_safe
@freshness.unless_unchanged
def dossier(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """First what goes well, then twenty lines that the newcomer finds (?blad=, ?stand=open; ?regel= leads to one)."""
    power, today = power_or_404(slug, pk), timezone.localdate()
    if "regel" in request.GET:
        return redirect(at_line(power, _number(request, "regel")))
    standing = access.standing_of(request, power.neighbourhood)
    found = queries.leaf(power, today, _number(request, "blad", "1"), only_open=request.GET.get("stand") == "open")
    if found is None:
        raise Http404
    page = {
        "neighbourhood": power.neighbourhood,
        "power": power,
        "dossier": found,
        "strengths": strengths(power.neighbourhood),
        "standing": standing,
        "may_answer": rules.may_answer(standing, power.organisation_id),
        "key": new_key(),
        "months": wording.months(),
    }
    return render(request, "handover/dossier.html", page)


@require_safe
@freshness.unless_unchanged
def as_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The dossier on paper, A4, tagged for screen readers."""
    power, today = power_or_404(slug, pk), timezone.localdate()
    data = _on_paper(request, queries.dossier(power, today))
    made = printing.pdf("handover/templates/handover/dossier.typ", data)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="overdracht-{slug}-{power.on.isoformat()}.pdf"'
    return response


def power_or_404(slug: str, pk: int) -> Power:
    """The change of power at this address; 404 when there is none, or when it is of another neighbourhood."""
    try:
        return queries.power_of(slug, pk)
    except Power.DoesNotExist as missing:
        raise Http404 from missing


def strengths(neighbourhood: Neighbourhood) -> list[Any]:
    """A few of the newest things that residents call good here, of what everybody may read."""
    return list(voices.strengths(neighbourhood, Standing(neighbourhood=neighbourhood), limit=STRENGTHS))


def at_line(power: Power, key: int) -> str:
    """The address of this very line, on the page of the dossier where it stands; 404 when it is not in there."""
    number = queries.page_of(power, key)
    if number is None:
        raise Http404
    return f"{power.get_absolute_url()}?blad={number}#regel-{key}"


def _number(request: HttpRequest, name: str, otherwise: str = "") -> int:
    """A whole number that stands in the address; 0, which is nothing's number, when it is none."""
    typed = request.GET.get(name, otherwise)
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 9 else 0


def _on_paper(request: HttpRequest, found: queries.Dossier) -> dict[str, Any]:
    power = found.power
    address = request.build_absolute_uri(power.get_absolute_url())
    return {
        "name": power.neighbourhood.name,
        "municipality": power.neighbourhood.municipality_name,
        "organisation": power.organisation.name,
        "kind": power.get_kind_display(),
        "office": power.office,
        "leaves": power.leaves_called,
        "comes": power.comes_called,
        "on": date_format(power.on, "j F Y"),
        "today": date_format(found.today, "j F Y"),
        "countdown": wording.countdown(found),
        "progress": [wording.progress(counted) for counted in found.counts],
        "strengths": [
            {"words": " ".join(voice.words.split())[:300], "called": voice.called}
            for voice in strengths(power.neighbourhood)
        ],
        "sections": [
            {"title": wording.section(kind), "lines": [wording.on_paper(shown) for shown in lines]}
            for kind, lines in found.sections
        ],
        "advice": wording.advice(),
        "address": address.split("://", 1)[1],
        "qr": printing.qr_svg(address),
    }

"""The agenda on paper: a calm A3 poster (praatplaat) and an A4 list. What is good here stands first on both."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from stoep.agenda import queries, rules
from stoep.agenda.models import Vision
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import freshness
from stoep.shared import printing
from stoep.voices import queries as voices

STRENGTHS = 3  # as many as stand beside each other on a poster, and can be read in passing


@require_safe
@freshness.unless_unchanged
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """A3: what is good here, then the long lines large, their strokes under them, with a QR code for each."""
    return _pdf(request, slug, "poster")


@require_safe
@freshness.unless_unchanged
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """A4: what is good here, then every item with its wish and its reason, to read at a table."""
    return _pdf(request, slug, "list")


def _pdf(request: HttpRequest, slug: str, sheet: str) -> HttpResponse:
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    made = printing.pdf(f"agenda/templates/agenda/{sheet}.typ", _data(request, neighbourhood))
    response = HttpResponse(made, content_type="application/pdf")
    name = {"poster": "poster", "list": "lijst"}[sheet]
    response["Content-Disposition"] = f'inline; filename="wijkagenda-{name}-{neighbourhood.slug}.pdf"'
    return response


@require_safe
@freshness.unless_unchanged
def vision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A4: one version of the vision, with who signed it, who refused it and why, and who saw it otherwise."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    try:
        shown = queries.vision_version(neighbourhood, number)
    except Vision.DoesNotExist:
        raise Http404 from None
    made = printing.pdf("agenda/templates/agenda/vision.typ", _vision(request, neighbourhood, shown))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="visie-{neighbourhood.slug}-{number}.pdf"'
    return response


def _vision(request: HttpRequest, neighbourhood: Neighbourhood, shown: Vision) -> dict[str, Any]:
    assert shown.adopted_at is not None and shown.decision is not None  # what has a number was adopted
    address = request.build_absolute_uri(shown.get_absolute_url())
    decision = shown.decision
    keys = [decision.proposed_by, *([decision.seconded_by] if decision.seconded_by else [])]
    return {
        "name": neighbourhood.name,
        "number": shown.number,
        "adopted": _day(shown.adopted_at),
        "shared": queries.standing_of_vision(shown) == "shared",
        "opening": shown.opening,
        "missed": decision.missed or "",
        "domains": [{"name": name.capitalize(), "text": text} for _code, name, text in shown.domains],
        "keys": [{"name": key.person.name, "side": str(key.get_side_display())} for key in keys],
        "words": [
            {
                "party": said.called,
                "signed": said.kind == rules.SIGNED,
                "why": said.why,
                "decision": said.council_decision,
                "on": date_format(said.decided_on, "j F Y"),
                "earlier": said.replaced_at is not None,
            }
            for said in queries.endorsements_of(shown)
        ],
        "dissents": [
            {"name": note.seat.person.name, "side": str(note.seat.get_side_display()), "words": note.words}
            for note in queries.dissents_of(shown)
        ],
        "address": address.split("://", 1)[1].rstrip("/"),
        "qr": printing.qr_svg(address),
    }


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def _data(request: HttpRequest, neighbourhood: Neighbourhood) -> dict[str, Any]:
    today = timezone.localdate()
    agenda = queries.agenda(neighbourhood, today, partners=True)
    version = queries.versions(neighbourhood).select_related("decision").first()

    def shown(placed: queries.Placed) -> dict[str, Any]:
        item = placed.item
        address = request.build_absolute_uri(reverse("thread:item", args=[item.code]))
        return {
            "number": placed.number,
            "title": item.title,
            "wish": item.wish,
            "short": Truncator(item.wish).chars(280),
            "why": item.why,
            "already": item.already_there,
            "owner": item.owner,
            "domain": str(item.get_domain_display()),
            "partners": ", ".join(partner.name for partner in item.partners.all()),
            "voices": item.origin_count,
            "address": address.split("://", 1)[1].rstrip("/"),
            "qr": printing.qr_svg(address),
            "strokes": [shown(stroke) for stroke in placed.strokes],
        }

    return {
        "name": neighbourhood.name,
        "strengths": strengths(neighbourhood),
        "tell": request.build_absolute_uri(reverse("voices:post", args=[neighbourhood.slug])).split("://", 1)[1],
        "municipality": neighbourhood.municipality_name,
        "today": date_format(today, "j F Y"),
        "version": version.number if version else 0,
        "adopted": date_format(timezone.localtime(version.adopted_at), "j F Y") if version else "",
        "missed": (version.decision.missed or "") if version else "",
        "young": (version.decision.young or "") if version else "",
        "lines": [shown(line) for line in agenda.lines],
        "loose": [shown(stroke) for stroke in agenda.loose],
        "address": request.build_absolute_uri(reverse("agenda:agenda", args=[neighbourhood.slug])).split("://", 1)[1],
    }


def strengths(neighbourhood: Neighbourhood) -> list[dict[str, str]]:
    """A few of the newest things that residents call good here, as `words` and `called`.

    Paper hangs where anybody passes, so only what everyone may read, whoever prints it.
    """
    heard = voices.strengths(neighbourhood, Standing(neighbourhood=neighbourhood), limit=STRENGTHS)
    return [{"words": Truncator(" ".join(voice.words.split())).chars(180), "called": voice.called} for voice in heard]

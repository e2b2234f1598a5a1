"""Pages of the shared vision: read it, its versions and what changed; write it, adopt it, sign it, see it otherwise."""

from __future__ import annotations

import itertools
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stoep.agenda import actions, queries, rules
from stoep.agenda.actions.dissent import need_seat
from stoep.agenda.actions.endorse import party_of
from stoep.agenda.forms import DissentForm, EndorseForm, VisionAdoptForm, VisionForm
from stoep.agenda.models import Decision, Item, Vision
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.reach import missing
from stoep.record import freshness
from stoep.shared import posted


@require_safe
@freshness.unless_unchanged
def vision(request: HttpRequest, slug: str) -> HttpResponse:
    """The vision that holds now, who signed it and who did not; without one, how it begins."""
    neighbourhood = neighbourhood_or_404(slug)
    found = queries.visions(neighbourhood)
    adopted = [placed for placed in found if placed.standing != "draft"]
    page = {
        **_shown(request, neighbourhood, adopted[0].vision if adopted else None),
        "draft": next((placed.vision for placed in found if placed.standing == "draft"), None),
        "earlier": [(placed, newer.vision.number) for newer, placed in itertools.pairwise(adopted)],
    }
    return render(request, "agenda/vision.html", page)


@require_safe
@freshness.unless_unchanged
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One adopted version with what everybody said of it. It stays readable, whatever came after it."""
    neighbourhood = neighbourhood_or_404(slug)
    last = queries.last_vision(neighbourhood)
    shown = _version(neighbourhood, number)
    is_last = bool(last and last.number == shown.number)
    page = _shown(request, neighbourhood, shown) | {"is_old_version": not is_last, "last": last}
    return render(request, "agenda/vision.html", page)


def _shown(request: HttpRequest, neighbourhood: Neighbourhood, vision: Vision | None) -> dict[str, Any]:
    standing = access.standing_of(request, neighbourhood)
    running = queries.by_domain(neighbourhood)
    page: dict[str, Any] = {"neighbourhood": neighbourhood, "vision": vision, "standing": standing}
    if vision is None:
        domains = [(code, str(name), "") for code, name in Item.Domain.choices]
    else:
        domains = vision.domains
        page |= signatures(vision) | {
            "is_shared": queries.standing_of_vision(vision) == "shared",
            "age": queries.asks_revision(vision, timezone.localdate()),
            "may_endorse": bool(queries.parties_of(standing)),
            "may_dissent": standing.in_network and standing.seat is not None,
        }
    page["domains"] = [(code, name, text, running[code]) for code, name, text in domains]
    return page


def signatures(vision: Vision) -> dict[str, Any]:
    """What was said of a version: the words that stand, those of before, and the notes of who saw it otherwise."""
    said = queries.endorsements_of(vision)
    return {
        "endorsements": [word for word in said if word.replaced_at is None],
        "replaced": [word for word in said if word.replaced_at is not None],
        "council_said": any(word.party == rules.COUNCIL for word in said),
        "dissents": queries.dissents_of(vision),
    }


def _version(neighbourhood: Neighbourhood, number: int) -> Vision:
    try:
        return queries.vision_version(neighbourhood, number)
    except Vision.DoesNotExist:
        raise Http404 from None


@require_safe
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The version that residents are writing now: everybody may read along, and see that nobody adopted it yet."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    shown = queries.vision_draft(neighbourhood)
    if shown is None:
        raise Http404
    waiting = queries.waiting_decisions(neighbourhood, timezone.localdate()).filter(kind=Decision.Kind.VISION).first()
    page = {
        "neighbourhood": neighbourhood,
        "vision": shown,
        "standing": access.standing_of(request, neighbourhood),
        "lacking": queries.missing_domains(shown),
        "waiting": waiting,
        **_since_last(neighbourhood, shown),
    }
    return render(request, "agenda/vision_draft.html", page)


def _since_last(neighbourhood: Neighbourhood, draft: Vision) -> dict[str, Any]:
    last = queries.last_vision(neighbourhood)
    return {"last": last, "changes": in_words(queries.vision_difference(last, draft)) if last else []}


def in_words(changes: tuple[tuple[str, rules.Change], ...]) -> list[tuple[str, rules.Change]]:
    """The parts that changed, by their names in the reader's language."""
    names = {rules.OPENING: _("De opening"), **{code: str(name) for code, name in Item.Domain.choices}}
    return [(names[part], change) for part, change in changes]


@require_safe
def difference(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponse:
    """Exactly what changed between two versions, word by word."""
    neighbourhood = neighbourhood_or_404(slug)
    before, after = _version(neighbourhood, old), _version(neighbourhood, new)
    changes = in_words(queries.vision_difference(before, after))
    page = {"neighbourhood": neighbourhood, "before": before, "after": after, "changes": changes}
    return render(request, "agenda/vision_difference.html", page)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write at the version in the making; it begins with the words of the last one."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, neighbourhood, right="lead", act="agenda.write_vision", subject="vision:draft")
    draft, last = queries.vision_draft(neighbourhood), queries.last_vision(neighbourhood)
    form = VisionForm(request.POST or None, draft=draft, last=last)
    if form.is_valid():

        def act() -> Vision:
            return actions.write_vision(
                neighbourhood=neighbourhood,
                opening=form.cleaned_data["opening"],
                texts=form.texts(),
                base=form.cleaned_data["base"],
                by=standing,
                at=timezone.now(),
            )

        said = _("De tekst is bewaard. Iedereen kan meelezen.")
        if answer := posted.done(request, form, act, to=Vision.get_absolute_url, said=said):
            return answer
    page = {"neighbourhood": neighbourhood, "form": form, "draft": draft}
    return render(request, "agenda/vision_write.html", page, status=posted.status(form))


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose to adopt the version in the making; the other key must agree."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, neighbourhood, right="lead", act="agenda.vision", subject="vision:draft")
    shown = queries.vision_draft(neighbourhood)
    begun = {"missed": missing.in_words(neighbourhood)}
    form = VisionAdoptForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():

        def act() -> Decision:
            now: dict[str, Any] = {"at": timezone.now(), "today": timezone.localdate()}
            given = form.cleaned_data
            return actions.propose(kind="vision", by=standing, why=given["waarom"], missed=given["missed"], **now)

        said = _("Uw voorstel staat klaar. De andere sleutel is nog nodig.")
        if answer := posted.done(request, form, act, to=Decision.get_absolute_url, said=said):
            return answer
    page: dict[str, Any] = {"neighbourhood": neighbourhood, "form": form, "vision": shown}
    page["lacking"] = queries.missing_domains(shown) if shown else []
    return render(request, "agenda/vision_adopt.html", page, status=posted.status(form))


@require_http_methods(["GET", "POST"])
def endorse(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Sign this version for the council or for a partner, or refuse it with the reason."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    shown = _version(neighbourhood, number)
    standing = access.standing_of(request, neighbourhood)
    parties = queries.parties_of(standing)
    if not parties:
        party_of(shown, by=standing, for_council=False)  # raises, with the reason
    words = {party.code: queries.word_of(shown, party) for party in parties}
    seen = ",".join(f"{code}:{word.pk if word else 0}" for code, word in words.items())
    form = EndorseForm(request.POST or None, parties=parties, seen=seen)
    if form.is_valid():
        given, party = form.cleaned_data, form.chosen()

        def act() -> object:
            return actions.endorse(
                vision=shown,
                kind=given["kind"],
                why=given["why"],
                for_council=party.is_council,
                council_decision=given.get("council_decision", ""),
                decided_on=given.get("decided_on"),
                seen=form.seen_of(party),
                by=standing,
                at=timezone.now(),
                today=timezone.localdate(),
            )

        said = _("Dit staat nu bij deze versie.")
        if answer := posted.done(request, form, act, to=lambda made: shown.get_absolute_url(), said=said):
            return answer
    said_before = [word for word in words.values() if word]
    page = {"neighbourhood": neighbourhood, "vision": shown, "form": form, "said_before": said_before}
    page["parties"] = parties
    return render(request, "agenda/vision_endorse.html", page, status=posted.status(form))


@require_http_methods(["GET", "POST"])
def dissent(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write a note beside this version: somebody at the table sees it otherwise."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    shown = _version(neighbourhood, number)
    standing = access.standing_of(request, neighbourhood)
    need_seat(standing, f"vision:{number}")
    form = DissentForm(request.POST or None)
    if form.is_valid():

        def act() -> object:
            return actions.dissent(vision=shown, words=form.cleaned_data["words"], by=standing, at=timezone.now())

        said = _("Uw aantekening staat nu bij deze versie.")
        if answer := posted.done(request, form, act, to=lambda made: shown.get_absolute_url(), said=said):
            return answer
    page = {"neighbourhood": neighbourhood, "vision": shown, "form": form}
    return render(request, "agenda/vision_dissent.html", page, status=posted.status(form))

"""Pages of the decisions of the partnership: the list, one decision, and what seats say of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.agenda import queries as agenda
from stoep.conflicts import queries as conflicts
from stoep.network import access
from stoep.network import queries as network
from stoep.network.models import Partnership, Seat
from stoep.network.standing import Right, Standing
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.reach import missing
from stoep.record import freshness
from stoep.shared import posted
from stoep.tables import actions, queries, rules
from stoep.tables.forms import (
    AmendForm,
    CastForm,
    CloseForm,
    DenyForm,
    MinorityForm,
    ResolutionForm,
    WhyForm,
    WriteDownForm,
)
from stoep.tables.models import Ballot, Resolution
from stoep.tables.views.plans import open_on


@require_safe
@freshness.unless_unchanged
def resolutions(request: HttpRequest, slug: str) -> HttpResponse:
    """The decisions of the table of the neighbourhood, the newest first, with what a minority thinks of each."""
    neighbourhood = neighbourhood_or_404(slug)
    before = request.GET.get("voor", "")
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < 9 else None
    found = queries.listed(slug, before=number)
    page = {
        "neighbourhood": neighbourhood,
        "found": found,
        "more": found[-1].resolution.number if len(found) == queries.LISTED else None,
        "standing": access.standing_of(request, neighbourhood),
    }
    return render(request, "tables/resolutions.html", page)


def _taken(slug: str, number: int) -> queries.Taken:
    try:
        return queries.resolution(slug, number)
    except Resolution.DoesNotExist:
        raise Http404 from None


@require_safe
@freshness.unless_unchanged
def resolution(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One decision: its text in every round, who said what, how it came out, and what a minority thinks."""
    taken = _taken(slug, number)
    found = taken.resolution
    here, today = found.neighbourhood, timezone.localdate()
    standing = access.standing_of(request, here)
    items = list(found.items.all())
    own = next((ballot for ballot in taken.ballots if ballot.seat == standing.seat), None)
    page = {
        "neighbourhood": here,
        "taken": taken,
        "resolution": found,
        "rounds": _rounds(taken),
        "items": items,
        "about": list(found.conflicts.all()),
        "open_conflicts": open_on(items),
        "standing": standing,
        "own": own,
        "may_deny": own is not None and _may_deny(own),
        "silent": _silent(taken, here) if standing.in_network and found.is_open else [],
        "today": today,
        "closing": CloseForm(initial={"missed": missing.in_words(here)}) if standing.leads and found.is_open else None,
    }
    return render(request, "tables/resolution.html", page)


def _rounds(taken: queries.Taken) -> list[dict[str, Any]]:
    """Each earlier text with what seats said of it, the last one first."""
    earlier = [(wording, spoke) for wording, spoke in taken.rounds if wording.round < taken.resolution.round]
    return [{"wording": wording, "ballots": spoke} for wording, spoke in reversed(earlier)]


def _may_deny(ballot: Ballot) -> bool:
    cast_on = timezone.localdate(ballot.cast_at)
    unsaid = ballot.written_by_id is not None and ballot.denied_at is None
    return unsaid and rules.may_deny(cast_on, timezone.localdate())


def _silent(taken: queries.Taken, here: Neighbourhood) -> list[Seat]:
    table = Partnership.objects.filter(neighbourhood=here).first()
    return queries.silent_seats(taken, table, timezone.localdate()) if table else []


def _page(made: Any) -> str:
    return str((made if isinstance(made, Resolution) else made.resolution).get_absolute_url())


def _now() -> dict[str, Any]:
    return {"at": timezone.now(), "today": timezone.localdate()}


def _stand(request: HttpRequest, taken: queries.Taken, right: Right, act: str) -> Standing:
    found = taken.resolution
    return access.stand(request, found.neighbourhood, right=right, act=act, subject=f"resolution:{found.number}")


def _form(
    request: HttpRequest, taken: queries.Taken, form: Form, act: Callable[[], Any], *, said: str, **words: Any
) -> HttpResponse:
    """Do what a form about one decision asks, and say so; or its page, with the text that it is about above it."""
    if form.is_valid() and (answer := posted.done(request, form, act, to=_page, said=said)):
        return answer
    page = {"neighbourhood": taken.resolution.neighbourhood, "taken": taken, "resolution": taken.resolution}
    return render(request, "tables/on_resolution.html", page | words | {"form": form}, status=posted.status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def open_resolution(request: HttpRequest, slug: str) -> HttpResponse:
    """Lay a decision before the table."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="lead", act="tables.open_resolution")
    today = timezone.localdate()
    table = get_object_or_404(Partnership, neighbourhood=here)
    form = ResolutionForm(
        request.POST or None,
        items=agenda.items(here),
        ways=rules.ways(network.charter_of(table, today).way),
        conflicts=conflicts.open_in(here),
        in_force=queries.decided(here)[:200],
    )
    if form.is_valid():

        def act() -> Resolution:
            return actions.open_resolution(by=standing, **_now(), **form.act_fields())

        if answer := posted.done(request, form, act, to=_page, said=_("Het besluit ligt open. De zetels horen het.")):
            return answer
    page = {"neighbourhood": here, "form": form}
    return render(request, "tables/open_resolution.html", page, status=posted.status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write the text anew: a next round."""
    taken = _taken(slug, number)
    standing = _stand(request, taken, "lead", "tables.amend")
    form = AmendForm(request.POST or None, initial={"words": taken.wording.words})

    def act() -> Resolution:
        return actions.amend(resolution=taken.resolution, by=standing, **_now(), **form.cleaned_data)

    words: dict[str, Any] = {
        "said": _("De nieuwe tekst ligt open."),
        "heading": _("Schrijf een nieuwe tekst"),
        "intro": _("Alle zetels spreken dan opnieuw. De oude tekst blijft te lezen."),
        "send": _("Leg deze tekst voor"),
    }
    return _form(request, taken, form, act, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def cast(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what the own seat thinks of it."""
    taken = _taken(slug, number)
    standing = _stand(request, taken, "take-part", "tables.cast")
    own = network.interests_of(standing.seat, timezone.localdate()) if standing.seat else []
    form = CastForm(request.POST or None, method=taken.resolution.method, interests=own)

    def act() -> Ballot:
        return actions.cast(resolution=taken.resolution, by=standing, **_now(), **form.cleaned_data)

    words: dict[str, Any] = {
        "said": _("Uw zetel heeft gesproken."),
        "heading": _("Wat zegt uw zetel?"),
        "intro": _("Een tafel besluit in het open. Iedereen kan lezen wat elke zetel zegt."),
        "send": _("Dit zegt mijn zetel"),
        "shows_text": True,
    }
    return _form(request, taken, form, act, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def write_down(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write down what the seats said in a meeting; the page shows who wrote it."""
    taken = _taken(slug, number)
    standing = _stand(request, taken, "lead", "tables.write_down")
    silent = _silent(taken, taken.resolution.neighbourhood)
    today = timezone.localdate()
    form = WriteDownForm(
        request.POST or None,
        method=taken.resolution.method,
        seats=silent,
        interests={seat.pk: network.interests_of(seat, today) for seat in silent},
    )

    def act() -> Resolution:
        actions.write_down(resolution=taken.resolution, spoken=form.spoken(), by=standing, **_now())
        return taken.resolution

    words: dict[str, Any] = {
        "said": _("Het staat opgeschreven. Elke zetel ziet het."),
        "heading": _("Schrijf op wat er gezegd is"),
        "intro": _("Er komt bij te staan dat u het opschreef. Een zetel kan twee weken lang zeggen: klopt niet."),
        "send": _("Schrijf dit op"),
        "shows_text": True,
    }
    return _form(request, taken, form, act, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def deny(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The own seat says that what another wrote down for it is not right."""
    taken = _taken(slug, number)
    standing = _stand(request, taken, "take-part", "tables.deny")
    own = next((ballot for ballot in taken.ballots if standing.seat and ballot.seat == standing.seat), None)
    if own is None:
        raise Http404
    form = DenyForm(request.POST or None, method=taken.resolution.method)

    def act() -> Ballot:
        return actions.deny(ballot=own, by=standing, **_now(), **form.cleaned_data)

    words: dict[str, Any] = {
        "said": _("Er staat nu bij wat uw zetel zelf zegt."),
        "heading": _("Dit klopt niet voor mijn zetel"),
        "intro": _("Opgeschreven is: %(said)s.") % {"said": own.get_said_display()},
        "send": _("Zet erbij wat mijn zetel zei"),
    }
    return _form(request, taken, form, act, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def minority(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put with the decision what somebody who did not agree thinks."""
    taken = _taken(slug, number)
    standing = _stand(request, taken, "take-part", "tables.add_minority")
    form = MinorityForm(request.POST or None)

    def act() -> Any:
        given = form.act_fields()
        return actions.add_minority(resolution=taken.resolution, by=standing, at=timezone.now(), **given)

    words: dict[str, Any] = {
        "said": _("Het staat bij het besluit."),
        "heading": _("Zet erbij wat u vindt"),
        "intro": _("Bent u het er niet mee eens? Uw woorden blijven bij het besluit staan."),
        "send": _("Zet dit bij het besluit"),
        "shows_text": True,
    }
    return _form(request, taken, form, act, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a decision back that lies open."""
    taken = _taken(slug, number)
    standing = _stand(request, taken, "lead", "tables.withdraw_resolution")
    form = WhyForm(request.POST or None)

    def act() -> Resolution:
        why = form.cleaned_data["why"]
        return actions.withdraw_resolution(resolution=taken.resolution, why=why, by=standing, at=timezone.now())

    words: dict[str, Any] = {
        "said": _("Het besluit is ingetrokken. Het blijft te lezen."),
        "heading": _("Trek dit besluit in"),
        "intro": _("Het wordt dan niet genomen. Alles blijft te lezen, met uw reden."),
        "send": _("Trek het in"),
    }
    return _form(request, taken, form, act, **words)


def _do(request: HttpRequest, slug: str, number: int, act: Callable[..., Any], said: str) -> HttpResponse:
    found = _taken(slug, number).resolution
    act(resolution=found, by=access.standing_of(request, found.neighbourhood), at=timezone.now())
    messages.success(request, said)
    return redirect(found)


@require_POST
def close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close it: the outcome follows from what was said."""
    taken = _taken(slug, number)
    found = taken.resolution
    standing = _stand(request, taken, "lead", "tables.close")
    form = CloseForm(request.POST)

    def act() -> Resolution:
        return actions.close(resolution=found, by=standing, **_now(), **form.cleaned_data)

    words: dict[str, Any] = {
        "said": _("Het besluit is gesloten. Hieronder staat wat eruit kwam."),
        "heading": _("Sluit het besluit"),
        "intro": _("Daarna verandert er niets meer."),
        "send": _("Sluit het besluit"),
    }
    return _form(request, taken, form, act, **words)


@require_POST
def withdraw_objection(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The own seat takes its objection back."""
    return _do(request, slug, number, actions.withdraw_objection, _("Uw bezwaar staat niet meer in de weg."))

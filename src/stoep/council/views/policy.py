"""Pages of policy: what the municipality said, what was brought in, and who governs."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.council import actions, queries, raadsinformatie, rules
from stoep.council.actions import BroughtIn
from stoep.council.actions.bring_in import refuse_not_clerk
from stoep.council.actions.enter import refuse_not_enterer
from stoep.council.forms import LoadForm, PolicyForm, TermForm
from stoep.council.models import Policy
from stoep.council.views.door import Sheet, filled_in, number_of, stands
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.freshness import unless_unchanged
from stoep.shared.addresses import address
from stoep.shared.links import link_host

PAGE = 30


@require_safe
@unless_unchanged
def policies(request: HttpRequest, slug: str) -> HttpResponse:
    """What policy is known here, the last written first, and who governs since when."""
    place, standing = stands(request, slug)
    found = queries.policies(place, before=number_of(request, "voor"), limit=PAGE + 1)
    today = timezone.localdate()
    page = {
        "neighbourhood": place,
        "policies": found[:PAGE],
        "older": found[PAGE - 1].first.pk if len(found) > PAGE else 0,
        "terms": queries.terms(place),
        "next_election": rules.term_at(today)[1],
        "may_enter": _may_enter(standing),
        "is_clerk": standing.is_clerk,
    }
    return render(request, "council/policies.html", page)


@require_safe
@unless_unchanged
def policy(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One policy, and the items of the agenda that meet it."""
    place, standing = stands(request, slug)
    known = _found(place, pk)
    page = {
        "neighbourhood": place,
        "known": known,
        "policy": known.newest,
        "lines": queries.shown_links(queries.links_of_policy(known.first), timezone.localdate()),
        "source_host": link_host(known.newest.source),
        "may_enter": _may_enter(standing),
    }
    return render(request, "council/policy.html", page)


def _found(place: Neighbourhood, pk: int) -> queries.Known:
    try:
        return queries.policy_here(place, pk)
    except Policy.DoesNotExist:
        raise Http404 from None


def _may_enter(standing: Standing) -> bool:
    return standing.in_network and (standing.leads or standing.side == "municipality")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Write policy down by hand."""
    place, standing = stands(request, slug)
    refuse_not_enterer(standing, place.pk)
    form = PolicyForm(request.POST or None)
    sheet = Sheet(
        heading=_("Schrijf beleid op"), send=_("Zet dit beleid neer"), back=address("council:policies", place.slug)
    )
    said = _("Dit beleid staat er. U kunt er nu agendapunten aan koppelen.")
    act = partial(_enter, place, standing, form, None)
    return filled_in(request, place, sheet, form, act, to=lambda made: made.get_absolute_url(), said=said)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Mend a slip in policy that was written down: what stood there first stays below it."""
    place, standing = stands(request, slug)
    refuse_not_enterer(standing, place.pk)
    known = _found(place, pk)
    back = known.first.get_absolute_url()
    form = PolicyForm.correcting(known.newest, request.POST or None)
    sheet = Sheet(
        heading=_("Verbeter een vergissing"),
        lead=_("Wat er eerst stond, blijft eronder te lezen. Koppelingen blijven staan."),
        about=str(known.newest),
        send=_("Zet de verbetering neer"),
        back=back,
    )
    act = partial(_enter, place, standing, form, known.first)
    return filled_in(request, place, sheet, form, act, to=lambda _made: back, said=_("De verbetering staat er."))


def _enter(place: Neighbourhood, standing: Standing, form: PolicyForm, corrects: Policy | None) -> Policy:
    at, today = timezone.now(), timezone.localdate()
    return actions.enter(neighbourhood=place, corrects=corrects, by=standing, at=at, today=today, **form.said())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest, slug: str) -> HttpResponse:
    """The clerk brings in a file with open data of the council."""
    place, standing = stands(request, slug)
    refuse_not_clerk(standing, place.pk, "council.bring_in")
    form = LoadForm(request.POST, request.FILES) if request.method == "POST" else LoadForm()
    back = address("council:policies", place.slug)
    sheet = Sheet(
        heading=_("Lees stukken van de raad in"),
        lead=_("Moties en besluiten komen erbij. Wat er al staat, blijft gelijk."),
        send=_("Lees dit bestand in"),
        back=back,
        is_file=True,
    )

    def act() -> BroughtIn:
        told = raadsinformatie.read(form.held())
        return actions.bring_in(neighbourhood=place, found=told.found, by=standing, at=timezone.now())

    return filled_in(request, place, sheet, form, act, to=lambda _made: back, said=_brought_in)


def _brought_in(done: BroughtIn) -> str:
    new = ngettext("%(count)s stuk kwam erbij.", "%(count)s stukken kwamen erbij.", done.new) % {"count": done.new}
    return f"{new} " + _("Al bekend: %(count)s.") % {"count": done.known}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, slug: str) -> HttpResponse:
    """The clerk writes down who governs since an election."""
    place, standing = stands(request, slug)
    refuse_not_clerk(standing, place.pk, "council.begin_term")
    form = TermForm(request.POST or None, today=timezone.localdate())
    back = address("council:policies", place.slug)
    sheet = Sheet(heading=_("Schrijf op wie bestuurt"), send=_("Schrijf dit op"), back=back)

    def act() -> Any:
        given = form.cleaned_data | {"begins_on": parse_date(form.cleaned_data["begins_on"])}
        return actions.begin_term(neighbourhood=place, by=standing, at=timezone.now(), **given)

    return filled_in(request, place, sheet, form, act, to=lambda _made: back, said=_("Dit staat er nu."))

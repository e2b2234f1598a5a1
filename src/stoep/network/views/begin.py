"""Begin a neighbourhood, see where I take part, and write what a figure means."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.network import access, actions, queries
from stoep.network.forms import FoundForm, LayDownForm, ReadingForm
from stoep.people import queries as people
from stoep.people.models import Account, Organisation, Person
from stoep.places import queries as places
from stoep.places.models import Area, Neighbourhood
from stoep.shared.refusal import Refused


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Begin a neighbourhood: its name, its kind and where it lies; the founder takes the first seat."""
    founder = people.person_of(cast(Account, request.user))
    if founder is None or not access.has_second_factor(request):
        return render(request, "network/found_first.html", {"person": founder}, status=403)
    chosen, choices = _areas(request.GET.get("gemeente", "")[:10])
    initial = {"municipality_name": chosen.name} if chosen else {}
    form = FoundForm(request.POST if request.method == "POST" else None, area_choices=choices, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.found(founder=founder, at=timezone.now(), today=timezone.localdate(), **form.cleaned_data)
            return redirect("network:partnership", made.slug)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = refused.status
    shown = {"form": form, "chosen": chosen, "municipalities": places.municipalities()}
    return render(request, "network/found.html", shown, status=status)


def _areas(code: str) -> tuple[Area | None, list[tuple[str, str]]]:
    """The municipality that was chosen, and its wijken and buurten to tick."""
    chosen = next((each for each in places.municipalities() if each.code == code), None)
    if chosen is None:
        return None, []
    choices = []
    for wijk, buurten in places.areas_of_municipality(code):
        choices.append((wijk.code, wijk.name))
        choices += [(buurt.code, f"– {buurt.name}") for buurt in buurten]
    return chosen, choices


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Where I have a seat or a post, and what each asks of me."""
    person = people.person_of(cast(Account, request.user))
    today = timezone.localdate()
    shown = {
        "person": person,
        "seats": queries.seats_of(person, today) if person else [],
        "posts": queries.posts_of(person, today) if person else [],
        "locked": access.has_second_factor(request),
    }
    return render(request, "network/mine.html", shown)


@never_cache
@login_required
@require_POST
def work_for(request: HttpRequest, pk: int) -> HttpResponse:
    """I say myself that I work for this organisation; no table can say it for me."""
    person = get_object_or_404(Person, account=cast(Account, request.user))
    organisation = get_object_or_404(Organisation, pk=pk)
    actions.work_for(person=person, organisation=organisation, at=timezone.now(), today=timezone.localdate())
    return redirect("network:mine")


@never_cache
@login_required
@require_POST
def lay_down(request: HttpRequest) -> HttpResponse:
    """I lay down a seat or a task of mine, or one that I never asked for."""
    person = get_object_or_404(Person, account=cast(Account, request.user))
    form = LayDownForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.lay_down(person=person, at=timezone.now(), today=timezone.localdate(), **form.cleaned_data)
    return redirect("network:mine")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Residents write what a figure means, or leave it out and say why."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, neighbourhood)
    actions.require(standing, right="residents-key", act="network.read_figure")
    form = ReadingForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.read_figure(by=standing, at=timezone.now(), today=timezone.localdate(), **form.cleaned_data)
            return redirect("thread:figures", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = refused.status
    return render(request, "network/reading.html", {"neighbourhood": neighbourhood, "form": form}, status=status)

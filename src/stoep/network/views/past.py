"""What the table decided before, which interests there are, and how it looked back on its years."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.network import access, actions, queries
from stoep.network.facts import table_of
from stoep.network.forms import InterestForm, ReviewForm, WordForm
from stoep.network.models import Interest, Partnership, Review, Seat
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.freshness import unless_unchanged
from stoep.shared import leaves
from stoep.shared.refusal import Refused


@require_safe
@unless_unchanged
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Every change that was decided, refused or lapsed, the newest first. No names: who sits stands elsewhere."""
    here, table = _here(slug)
    number = leaves.number_of(request)
    found = queries.past_changes(table, timezone.localdate(), number)
    shown = {"neighbourhood": here, "leaf": leaves.leaf(found, number)}
    return render(request, "network/changes.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def interests(request: HttpRequest, slug: str) -> HttpResponse:
    """The register of interests; whoever sits adds their own, and those who lead anybody's."""
    here, table = _here(slug)
    standing = access.standing_of(request, here)
    if request.method == "POST" and not _choices(standing, table):
        actions.require(standing, right="lead", act="network.interest", subject=table_of(here))
    form = InterestForm(request.POST if request.method == "POST" else None, seats=_choices(standing, table))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        seat = get_object_or_404(Seat, pk=given.pop("seat"), partnership=table)
        try:
            actions.declare_interest(by=standing, seat=seat, at=timezone.now(), today=timezone.localdate(), **given)
        except Refused as refused:
            if refused.status == 403:
                raise
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Dit staat nu in de lijst."))
            return redirect("network:interests", slug)
    shown = {
        "neighbourhood": here,
        "standing": standing,
        "form": form if _choices(standing, table) else None,
        "interests": queries.interests(table),
        "today": timezone.localdate(),
    }
    return render(request, "network/interests.html", shown, status=422 if form.is_bound else 200)


@require_POST
def end_interest(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An interest is over."""
    here, table = _here(slug)
    standing = access.standing_of(request, here)
    interest = get_object_or_404(Interest.objects.select_related("seat"), pk=pk, seat__partnership=table)
    actions.end_interest(by=standing, interest=interest, at=timezone.now(), today=timezone.localdate())
    return redirect("network:interests", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """Each look back with what every side said; those who lead write down a new one."""
    here, table = _here(slug)
    standing = access.standing_of(request, here)
    if request.method == "POST":
        actions.require(standing, right="lead", act="network.review", subject=table_of(here))
    form = ReviewForm(request.POST if request.method == "POST" else None, initial={"held_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold_review(by=standing, at=timezone.now(), today=timezone.localdate(), **form.cleaned_data)
        except Refused as refused:
            if refused.status == 403:
                raise
            form.add_error(None, str(refused))
        else:
            return redirect("network:reviews", slug)
    held = list(queries.reviews(table))
    shown = {
        "neighbourhood": here,
        "standing": standing,
        "form": form,
        "word_form": WordForm(),
        "reviews": held,
        "may_say": _may_say(standing, held[0]) if held else False,
        "is_open": bool(held) and held[0].settled_at is None,
        "month": queries.charter_of(table, timezone.localdate()).review_month,
    }
    return render(request, "network/reviews.html", shown, status=422 if form.is_bound else 200)


@require_POST
def say_at_review(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The word of one side: it goes on, or it does not."""
    here, table = _here(slug)
    standing = access.standing_of(request, here)
    actions.require(standing, right="take-part", act="network.review_word", subject=table_of(here))
    review = get_object_or_404(Review, pk=pk, partnership=table)
    form = WordForm(request.POST)
    if not form.is_valid():
        raise Refused("no-word", _("Kies of uw kant verder gaat met de samenwerking."))
    actions.say_at_review(
        by=standing, review=review, at=timezone.now(), today=timezone.localdate(), **form.cleaned_data
    )
    return redirect("network:reviews", slug)


def _here(slug: str) -> tuple[Neighbourhood, Partnership]:
    table = get_object_or_404(Partnership.objects.select_related("neighbourhood"), neighbourhood__slug=slug)
    return table.neighbourhood, table


def _choices(standing: Standing, table: Partnership) -> list[tuple[int, str]]:
    """Whose interest they may write down: their own, and as one who leads anybody's."""
    if standing.seat is None or not standing.second_factor:
        return []
    seats = queries.running_seats(table, timezone.localdate())
    return [(seat.pk, seat.person.name) for seat in seats if standing.leads or seat.pk == standing.seat.pk]


def _may_say(standing: Standing, review: Review) -> bool:
    said = {word.side for word in review.said.all()}
    return standing.seat is not None and standing.second_factor and standing.side not in said

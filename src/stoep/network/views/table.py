"""Who decides here: the table, what waits for the other key, and the acts of those who hold one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.network import access, actions, charter_words, queries, rules
from stoep.network.facts import last_day, table_of
from stoep.network.forms import FORMS, CharterForm
from stoep.network.models import Change, Partnership, Post, Seat
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.record import queries as log
from stoep.record.freshness import unless_unchanged
from stoep.shared.refusal import Refused


@require_safe
@unless_unchanged
def partnership(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sits for whom since when, the residents' share in words and as a picture, and what each side may do."""
    try:
        neighbourhood = queries.with_table(slug)
    except Neighbourhood.DoesNotExist as missing:
        raise Http404 from missing
    today = timezone.localdate()
    table: Partnership | None = getattr(neighbourhood, "partnership", None)
    standing = access.standing_of(request, neighbourhood)
    posts = queries.posts_now(neighbourhood, today)
    votes = queries.votes_at(table, today, posts=posts) if table else []
    sides = [side for _seat, side, _weight in votes]
    changes, host = queries.open_changes_and_host(table, today) if table else ([], None)
    shown = {
        "neighbourhood": neighbourhood,
        "table": table,
        "standing": standing,
        "seats": votes,
        "warnings": queries.warnings(neighbourhood, today),
        "posts": posts,
        "waiting": _waiting(table, standing, votes, changes, today) if table else [],
        "host": host,
        "unseen_since": log.unseen_since(neighbourhood, today),
        "witnesses": log.running_witnesses(neighbourhood) if standing.leads else [],
        "picture": sorted(sides, key=lambda side: (side != rules.RESIDENT, side != rules.INDEPENDENT)),
        "residents": sides.count(rules.RESIDENT),
        "votes": sum(weight for _seat, _side, weight in votes),
        "residents_votes": sum(weight for _seat, side, weight in votes if side == rules.RESIDENT),
        "missing": rules.seats_missing(sides, table.residents_share) if table else 0,
        "today": today,
        "is_founding": table is not None and not queries.asks_two_keys(table, today, votes),
        "language": get_language(),
    }
    return render(request, "network/partnership.html", shown)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that waits, what it would say otherwise, until when, and whether the reader can confirm it."""

    change: Change
    until_on: date
    differences: list[charter_words.Difference]
    may_confirm: bool


def _waiting(
    table: Partnership, standing: Standing, votes: list[tuple[Seat, str, int]], changes: list[Change], today: date
) -> list[Waiting]:
    now = queries.charter_of(table, today) if any(each.kind == Change.Kind.CHARTER for each in changes) else None
    lost = queries.second_key_is_lost(table, today, votes)
    return [
        Waiting(
            change,
            last_day(change),
            charter_words.differences(now, now.with_values(change.values))
            if now and change.kind == Change.Kind.CHARTER
            else [],
            standing.leads and change.proposed_by != standing.person and (lost or change.proposed_key != standing.side),
        )
        for change in changes
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A form for one change at the table."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, neighbourhood)
    actions.require(standing, right="lead", act="network.propose", subject=table_of(neighbourhood))
    if kind not in FORMS:
        raise Http404
    asked = _asked(request, neighbourhood, kind)
    form = _form(request, neighbourhood, kind)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            given = _with_organisation(form.given() if hasattr(form, "given") else form.cleaned_data)
            actions.propose(by=standing, kind=kind, at=timezone.now(), today=timezone.localdate(), **asked, **given)
            return redirect("network:partnership", slug)
        except Refused as refused:
            if refused.status == 403:
                raise
            form.add_error(None, str(refused))
            status = refused.status
    shown = {"neighbourhood": neighbourhood, "form": form, "kind_name": Change.Kind(kind).label, **asked}
    return render(request, "network/propose.html", shown, status=status)


def _form(request: HttpRequest, neighbourhood: Neighbourhood, kind: str) -> Form:
    sent = request.POST if request.method == "POST" else None
    if kind != Change.Kind.CHARTER:
        return FORMS[kind](sent)
    table = get_object_or_404(Partnership, neighbourhood=neighbourhood)
    return CharterForm(sent, now=queries.charter_of(table, timezone.localdate()))


def _asked(request: HttpRequest, neighbourhood: Neighbourhood, kind: str) -> dict[str, Any]:
    """The seat or post of this neighbourhood that the address names; another neighbourhood's does not exist here."""
    number = request.GET.get("nummer", "")
    if kind in {Change.Kind.END_SEAT, Change.Kind.HAND_OVER, Change.Kind.CHAIR, Change.Kind.RENEW}:
        found = Seat.objects.filter(partnership__neighbourhood=neighbourhood)
        return {"seat": get_object_or_404(found, pk=_whole(number))}
    if kind == Change.Kind.END_POST:
        return {"post": get_object_or_404(Post, neighbourhood=neighbourhood, pk=_whole(number))}
    if kind == Change.Kind.END_WITNESS:
        witness = get_object_or_404(log.running_witnesses(neighbourhood), pk=_whole(number))
        return {"values": {"witness": witness.pk, "called": witness.called}}
    return {}


def _whole(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < 15 else 0


def _with_organisation(given: dict[str, Any]) -> dict[str, Any]:
    name, kind = given.pop("organisation_name", ""), given.pop("organisation_kind", "")
    if not name:
        return given
    return {**given, "organisation": people.name_organisation(name=name, kind=Organisation.Kind(kind))}


@require_POST
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Turn the other key."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, neighbourhood)
    actions.require(standing, right="lead", act="network.confirm", subject=table_of(neighbourhood))
    change = get_object_or_404(Change, pk=pk, partnership__neighbourhood=neighbourhood)
    actions.confirm(change=change, by=standing, at=timezone.now(), today=timezone.localdate())
    return redirect("network:partnership", slug)


@require_POST
def drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a proposal back, or refuse it."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, neighbourhood)
    actions.require(standing, right="lead", act="network.drop", subject=table_of(neighbourhood))
    change = get_object_or_404(Change, pk=pk, partnership__neighbourhood=neighbourhood)
    actions.drop(change=change, by=standing, at=timezone.now())
    return redirect("network:partnership", slug)

"""What is decided about a conflict: let it rest, take it up again, show words, and close it with two keys."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stoep.conflicts import actions, forms, queries
from stoep.conflicts.models import Closing, Conflict, Stance, Statement
from stoep.conflicts.views import door
from stoep.shared import posted

_ROWS = {"verklaring": Statement, "standpunt": Stance}


@require_http_methods(["GET", "HEAD", "POST"])
def park(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let it rest until a day, with the reason."""
    found, standing = door.may(request, slug, pk, right="lead", act="conflicts.park")
    form = forms.ParkForm(request.POST or None)
    if form.is_valid():

        def act() -> object:
            at, today = timezone.now(), timezone.localdate()
            return actions.park(conflict=found, by=standing, at=at, today=today, **form.cleaned_data)

        if answer := posted.done(request, form, act, to=found.get_absolute_url(), said=_("Het conflict rust nu.")):
            return answer
    return door.form_page(
        request,
        form,
        found.neighbourhood,
        title=_("Laat dit conflict rusten"),
        lead=_("Het blijft voor iedereen te zien. Niets gaat weg."),
        send=_("Parkeer"),
        back=found.get_absolute_url(),
        conflict=found,
    )


@require_POST
def resume(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take it up again."""
    found, standing = door.conflict_or_404(request, slug, pk)
    page = found.get_absolute_url()

    def act() -> Conflict:
        return actions.resume(conflict=found, by=standing, at=timezone.now())

    return posted.pressed(request, act, to=page, back=page, said=_("Het conflict is weer opgepakt."))


@require_POST
def read(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A host read these words: from now on everybody may."""
    found, standing = door.conflict_or_404(request, slug, pk)
    page = found.get_absolute_url()
    row = _row(found, request.POST.get("soort", ""), request.POST.get("nummer", ""))

    def act() -> None:
        actions.read(row=row, by=standing, at=timezone.now())

    return posted.pressed(request, act, to=page, back=page, said=_("Iedereen kan deze woorden nu lezen."))


def _row(found: Conflict, kind: str, key: str) -> Conflict | Statement | Stance:
    if kind not in _ROWS:
        return found
    if not (key.isascii() and key.isdecimal() and len(key) <= 18):
        raise Http404
    rows = _ROWS[kind]._default_manager.select_related("party__conflict__neighbourhood")
    row = rows.filter(pk=int(key), party__conflict=found).first()
    if row is None:
        raise Http404
    assert isinstance(row, (Statement, Stance))
    return row


@require_POST
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Turn the first key: propose to close it with the newest outcome."""
    found, standing = door.may(request, slug, pk, right="lead", act="conflicts.close")
    page = found.get_absolute_url()
    outcome = found.outcomes.select_related("conflict__neighbourhood").order_by("-pk").first()
    if outcome is None:
        messages.error(request, _("Schrijf eerst een uitkomst op. Daarna kan het conflict dicht."))
        return redirect(page)

    def act() -> Closing:
        return actions.propose_closing(outcome=outcome, by=standing, at=timezone.now(), today=timezone.localdate())

    said = _("Uw voorstel staat klaar. De andere sleutel is nog nodig.")
    return posted.pressed(request, act, to=page, back=page, said=said)


@require_POST
def second(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Turn the other key: the conflict is closed."""
    found, standing = door.may(request, slug, pk, right="lead", act="conflicts.close")
    page, closing = found.get_absolute_url(), _waiting(found)

    def act() -> Conflict:
        return actions.second_closing(closing=closing, by=standing, at=timezone.now(), today=timezone.localdate())

    return posted.pressed(
        request, act, to=page, back=page, said=_("Beide sleutels zijn omgedraaid. Het conflict is dicht.")
    )


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a proposal to close back that still waits."""
    found, standing = door.may(request, slug, pk, right="lead", act="conflicts.withdraw_closing")
    page, closing = found.get_absolute_url(), _waiting(found)

    def act() -> Closing:
        return actions.withdraw_closing(closing=closing, by=standing, at=timezone.now(), today=timezone.localdate())

    return posted.pressed(request, act, to=page, back=page, said=_("Het voorstel is ingetrokken."))


def _waiting(found: Conflict) -> Closing:
    """The proposal that waits, or else the newest one, of which the act says why it waits no more."""
    waiting = queries.waiting_closing(found, timezone.localdate())
    rows = Closing.objects.select_related("conflict__neighbourhood", "proposed_by").order_by("-pk")
    return waiting or get_object_or_404(rows.filter(conflict=found)[:1])

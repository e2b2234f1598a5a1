"""The connector's desk: read what may be read, lay a wish beside an offer, and pass on what somebody says of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.shared import leaves, posted, receipts
from stoep.shared.refusal import NotAllowed, Refused
from stoep.strengths import actions, forms, queries
from stoep.strengths.models import Introduction

LIKELY = 20


@never_cache
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Wishes that connectors may read, twenty a page, and what was laid side by side and is not over."""
    here = neighbourhood_or_404(slug)
    access.stand(request, here, right="contacts", act="strengths.lay")
    today = timezone.localdate()
    number = leaves.number_of(request)
    wishes = [given for given in queries.to_meet(here) if given.kept.is_wish]
    leaf = leaves.leaf(wishes[leaves.part(number)], number)
    running = [queries.as_laid(row, today) for row in queries.laid(here, today)[: queries.PAGE]]
    return render(request, "strengths/connect.html", {"neighbourhood": here, "leaf": leaf, "running": running})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lay(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One wish (or offer), and what could be laid beside it: the likest words first."""
    here = neighbourhood_or_404(slug)
    standing = access.stand(request, here, right="contacts", act="strengths.lay")
    readable = queries.to_meet(here)
    given = next((one for one in readable if one.strength.number == receipts.tidy(number)), None)
    if given is None:
        raise Http404
    form = forms.LayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = receipts.tidy(form.cleaned_data["other"])
        other = next((one for one in readable if one.strength.number == typed), None)
        wish, offer = (given, other) if given.kept.is_wish else (other, given)

        def act() -> Introduction:
            if wish is None or offer is None:
                raise Refused("private", _("De gever laat verbinders dit niet (meer) lezen. Kies iets anders."))
            why, now, today = form.cleaned_data["why"], timezone.now(), timezone.localdate()
            return actions.lay(wish=wish.strength, offer=offer.strength, why=why, by=standing, at=now, today=today)

        to = reverse("strengths:connect", args=[slug])
        said = _("Gelegd. Allebei zien zij het met hun bewijs. Bel wie een nummer achterliet.")
        if answer := posted.done(request, form, act, to=to, said=said):
            return answer
    fitting = queries.fits(given, readable)[:LIKELY]
    page = {"neighbourhood": here, "given": given, "fitting": fitting, "form": form}
    return render(request, "strengths/lay.html", page, status=posted.status(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def passed_on(request: HttpRequest, slug: str, pk: int, number: str) -> HttpResponse:
    """What one of the two says by telephone or at the counter, written down by the connector."""
    here = neighbourhood_or_404(slug)
    standing = access.stand(request, here, right="contacts", act="strengths.say")
    today = timezone.localdate()
    row = get_object_or_404(queries.laid(here, today), pk=pk)
    laid = queries.as_laid(row, today)
    sides = {given.strength.number: given for given in (laid.wish, laid.offer)}
    given = sides.get(receipts.tidy(number))
    if given is None:
        raise Http404
    refuses = "nee" in request.POST
    form = forms.MeetForm(request.POST if request.method == "POST" and not refuses else None)
    if request.method == "POST" and (refuses or form.is_valid()):
        said = {} if refuses else form.cleaned_data
        try:
            actions.say(introduction=row.pk, strength=given.strength, yes=not refuses, by=standing, today=today, **said)
        except NotAllowed:
            raise
        except Refused as refused:
            if refuses:
                messages.error(request, str(refused))
                return redirect("strengths:connect", slug=slug)
            form.refuse(refused)
        else:
            messages.success(request, _("Opgeschreven."))
            return redirect("strengths:connect", slug=slug)
    other = laid.offer if given is laid.wish else laid.wish
    page = {"neighbourhood": here, "laid": laid, "given": given, "other": other, "form": form}
    return render(request, "strengths/passed_on.html", page, status=posted.status(form))

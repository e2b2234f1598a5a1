"""Observers: what stands out while people vote and after it, what they found, and who comes for who stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.budgeting import actions, queries
from stoep.budgeting.forms.counting import FindingForm, FollowForm
from stoep.budgeting.forms.fields import WhyForm
from stoep.budgeting.models import Decision, Finding, Observer
from stoep.budgeting.views import door
from stoep.network import access
from stoep.shared import leaves, posted

# The lists of one page, by what their leaves are called in its address.
PLACES, NIGHTS, HOURS, RUSHES = "plek", "nacht", "uur", "brief"


@never_cache
@require_safe
def hints(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What stands out, for the observers; for everybody once the term for objections is over.

    Each list by twenty: further on in one of them (?uur=2) the others are left out.
    """
    round = door.round_or_404(slug, number)
    standing = access.standing_of(request, round.neighbourhood)
    box = queries.box_of(round)
    actions.see_hints(round=round, by=standing, today=timezone.localdate(), box=box)
    further = leaves.further(request, PLACES, NIGHTS, HOURS, RUSHES, leaves.NAME)
    hints = queries.hints(round, box)
    page = {
        "neighbourhood": round.neighbourhood, "round": round, "hints": hints, "box": box, "further": further,
        "places": _leaf(request, lambda at: queries.networks(round, at), PLACES, "#veel"),
        "nights": _leaf(request, lambda at: hints.nights[leaves.part(at)], NIGHTS, "#nacht"),
        "hours": _leaf(request, lambda at: hints.counts[leaves.part(at)], HOURS, "#uren"),
        "rushes": _leaf(request, lambda at: hints.rushes[leaves.part(at)], RUSHES, "#samen"),
        "findings": _leaf(request, lambda at: queries.findings(round, at), leaves.NAME, "#gezien"),
        "observer": queries.observer_of(round, standing),
    }  # fmt: skip
    return render(request, "budgeting/hints.html", page)


def _leaf(request: HttpRequest, of: Callable[[int], Sequence[Any]], name: str, place: str) -> leaves.Leaf[Any]:
    at = leaves.number_of(request, name)
    return leaves.leaf(of(at), at, name, keeps=place)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_finding(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An observer says what they found."""
    round = door.round_or_404(slug, number)
    standing = access.standing_of(request, round.neighbourhood)
    actions.may_find(round=round, by=standing)
    form = FindingForm(request.POST or None)
    back = reverse("budgeting:hints", args=[slug, number])
    if form.is_valid():

        def act() -> Finding:
            return actions.write_finding(round=round, by=standing, at=timezone.now(), **form.act_fields())

        if answer := posted.done(request, form, act, to=back, said=_("Uw woorden staan bij de uitslag.")):
            return answer
    return door.form_page(
        request, form, round.neighbourhood, title=_("Schrijf op wat u zag"),
        lead=_("Iedereen leest dit. Er wordt geen stem door gewist. Klopt alles? Schrijf dat dan ook op."),
        send=_("Schrijf het op"), back=back,
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_watching(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An observer stops."""
    round = door.round_or_404(slug, number)
    standing = access.standing_of(request, round.neighbourhood)
    actions.may_stop_watching(round=round, by=standing)
    form = WhyForm(request.POST or None)

    def act() -> Observer:
        return actions.stop_watching(round=round, by=standing, at=timezone.now(), why=form.cleaned_data["why"])

    back = round.get_absolute_url()
    return door.acted_or_form(
        request, form, round.neighbourhood, act, to=back, back=back, said=_("U bent geen waarnemer meer."),
        title=_("Stop als waarnemer"),
        lead=_("Wat u opschreef, blijft staan. Iemand van dezelfde partij komt in uw plaats, met twee sleutels. Zelf "
               "kunt u daarna geen waarnemer meer worden van deze ronde."),
        send=_("Stop als waarnemer"),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def replace_observer(request: HttpRequest, slug: str, number: int, order: int) -> HttpResponse:
    """Propose who comes in the place of an observer who stopped or left: one key, and the reason."""
    round, standing = door.may(request, slug, number, act="budgeting.observer")
    left = get_object_or_404(Observer.objects.select_related("party"), round=round, order=order)
    left.round = round
    people = queries.followers(left, timezone.localdate())
    form = FollowForm(request.POST or None, people=people)

    def act() -> Decision:
        now, today = timezone.now(), timezone.localdate()
        return actions.propose_observer(round=round, order=order, by=standing, at=now, today=today, **form.act_fields())

    party = left.party.name if left.party else _("bewoners")
    alone = _(
        "Van deze partij heeft niemand anders hier een zetel of een taak. Geef eerst iemand een taak of een zetel."
    )
    return door.acted_or_form(
        request, form, round.neighbourhood, act, to=Decision.get_absolute_url, back=round.get_absolute_url(),
        said=_("Uw voorstel staat klaar. De andere sleutel is nog nodig."),
        title=_("Stel een andere waarnemer voor"),
        lead=_("In de plaats van %(name)s (%(party)s). U kiest iemand van dezelfde partij, die niet telt. De andere "
               "sleutel is ook nodig.") % {"name": left.called, "party": party},
        send=_("Stel dit voor"), note="" if people else alone,
    )  # fmt: skip

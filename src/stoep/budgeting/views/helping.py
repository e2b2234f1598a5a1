"""A place where people get help to vote: a host says so on the device that they vote with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stoep.budgeting import actions, queries
from stoep.budgeting.forms.desk import HelpPointForm
from stoep.budgeting.models import HelpPoint
from stoep.budgeting.views import door
from stoep.network import access
from stoep.shared import posted, visitor


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def help_point(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """People get help to vote with this device, at one of the places of the round."""
    round, standing = door.may(request, slug, number, act="budgeting.open_help_point", right="host")
    venues = queries.open_venues(round)
    form, back = HelpPointForm(request.POST or None, venues=venues), reverse("budgeting:ready", args=[slug, number])

    def act() -> HelpPoint:
        network = visitor.address_of(request)
        return actions.open_help_point(
            round=round, network=network, by=standing, at=timezone.now(), **form.act_fields()
        )

    return door.acted_or_form(
        request, form, round.neighbourhood, act, to=back, back=back,
        said=_("Genoteerd. Komen hier veel stemmen vandaan, dan zien de waarnemers erbij dat dit een hulpplek is."),
        title=_("Hier helpen wij mensen stemmen"),
        lead=_("Doe dit op het apparaat waarmee mensen hier stemmen, met het internet van deze plek. Iedereen leest "
               "waar hulp is, en sinds wanneer. Wat iemand stemt, ziet u niet en bewaren wij nergens."),
        send=_("Dit is een hulpplek"),
        note="" if venues else _("Bij deze ronde hoort geen plek. Voeg er een toe bij de ronde."),
    )  # fmt: skip


@require_POST
def end(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Nobody helps here any more."""
    round = door.round_or_404(slug, number)
    found = get_object_or_404(HelpPoint.objects.select_related("round__neighbourhood"), round=round, pk=pk)
    by = access.standing_of(request, round.neighbourhood)

    def act() -> HelpPoint:
        return actions.end_help_point(point=found, by=by, at=timezone.now())

    to = reverse("budgeting:ready", args=[slug, number])
    return posted.pressed(request, act, to=to, said=_("Genoteerd: hier is geen hulp meer."))

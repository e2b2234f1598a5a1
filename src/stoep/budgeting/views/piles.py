"""When a pile of paper goes wrong: another number, taking it back, and a third person who types."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stoep.budgeting import actions, queries
from stoep.budgeting.forms.counting import NumberForm, ReleaseForm, TakeBackForm
from stoep.budgeting.models import Pile, PileChange, Round
from stoep.budgeting.views import door
from stoep.shared import posted

_both = require_http_methods(["GET", "HEAD", "POST"])


def pile_or_404(round: Round, number: int) -> Pile:
    """The pile with this number in this very round."""
    found = next((each for each in queries.piles(round) if each.number == number), None)
    if found is None:
        raise Http404
    return found


@never_cache
@_both
def mend(request: HttpRequest, slug: str, number: int, pile: int) -> HttpResponse:
    """Propose another number of papers."""
    round, standing = door.may_type(request, slug, number, act="budgeting.ask_pile_change")
    found, form = pile_or_404(round, pile), NumberForm(request.POST or None)

    def act() -> PileChange:
        return actions.propose_pile_change(pile=found, by=standing, at=timezone.now(), **form.act_fields())

    back = reverse("budgeting:paper", args=[slug, number])
    return door.acted_or_form(
        request, form, round.neighbourhood, act, to=back, back=back, said=_("Nu moet iemand anders akkoord geven."),
        title=_("Verbeter het aantal van stapel %(number)s") % {"number": pile},
        lead=_("Nu staat er %(many)s. Tel de stapel met z'n tweeën. Wat getypt is, blijft.") % {"many": found.many},
        send=_("Stel dit voor"),
    )  # fmt: skip


@never_cache
@_both
def take_back(request: HttpRequest, slug: str, number: int, pile: int) -> HttpResponse:
    """Propose to take a whole pile back."""
    round, standing = door.may_type(request, slug, number, act="budgeting.ask_pile_change")
    found, form = pile_or_404(round, pile), TakeBackForm(request.POST or None)

    def act() -> PileChange:
        return actions.propose_pile_change(pile=found, many=None, by=standing, at=timezone.now(), **form.act_fields())

    back = reverse("budgeting:paper", args=[slug, number])
    return door.acted_or_form(
        request, form, round.neighbourhood, act, to=back, back=back, said=_("Nu moet iemand anders akkoord geven."),
        title=_("Neem stapel %(number)s terug") % {"number": pile},
        lead=_("Wat getypt is, wordt gewist. De biljetten gaan terug in hun envelop. U kunt ze typen als een nieuwe "
               "stapel. Iedereen leest bij de uitslag hoeveel het er zijn, en waarom."),
        send=_("Stel dit voor"),
    )  # fmt: skip


@require_POST
def agree(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """The second person agrees."""
    round, standing = door.may_type(request, slug, number, act="budgeting.agree_pile_change")
    rows = PileChange.objects.select_related("pile__round__neighbourhood")
    found = get_object_or_404(rows, pile__round=round, pk=pk)

    def act() -> PileChange:
        return actions.agree_pile_change(change=found, by=standing, at=timezone.now())

    back = reverse("budgeting:paper", args=[slug, number])
    return posted.pressed(request, act, to=back, said=_("Dit is nu zo. Het staat ook bij de uitslag."))


@never_cache
@_both
def release(request: HttpRequest, slug: str, number: int, pile: int) -> HttpResponse:
    """What somebody typed is erased, as when they do not come back: another one can type."""
    round, standing = door.may_type(request, slug, number, act="budgeting.release_typist")
    found = pile_or_404(round, pile)
    people = [each for each in (found.first_by, found.second_by) if each]
    form = ReleaseForm(request.POST or None, people=people)

    def act() -> PileChange:
        return actions.release_typist(pile=found, by=standing, at=timezone.now(), **form.act_fields())

    back = reverse("budgeting:paper", args=[slug, number])
    return door.acted_or_form(
        request, form, round.neighbourhood, act, to=back, back=back, said=_("Iemand anders kan nu typen."),
        title=_("Stapel %(number)s: iemand anders typt") % {"number": pile},
        lead=_("Komt iemand niet terug? Wat die persoon typte, wordt gewist, en een ander kan typen. U kunt dit bij "
               "een stapel één keer doen. De ander van de twee doet dit niet, en de gemeente alleen bij iemand van de "
               "gemeente."),
        send=_("Laat iemand anders typen"),
    )  # fmt: skip

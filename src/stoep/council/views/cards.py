"""The page on which a party writes its own card; the cards themselves are shown by the red thread."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from stoep.council import actions, queries
from stoep.council.actions.write_card import refuse_not_party
from stoep.council.forms import CardForm
from stoep.council.views.door import Sheet, filled_in, stands
from stoep.people.models import Organisation
from stoep.shared.addresses import address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A party writes what it brings and what it asks; 0 is residents."""
    place, standing = stands(request, slug)
    try:
        party = queries.party_here(place, pk, timezone.localdate())
    except Organisation.DoesNotExist:
        raise Http404 from None
    refuse_not_party(standing, place.pk, party.organisation)
    last = party.card
    form = CardForm(request.POST or None, initial={"brings": last.brings, "asks": last.asks} if last else {})
    back = address("thread:partner", place.slug, pk)
    sheet = Sheet(
        heading=_("Schrijf uw partnerkaart"),
        lead=_("Wat u beloofde en wie antwoord krijgt, staat er vanzelf onder."),
        send=_("Zet deze kaart neer"),
        about=party.organisation.name if party.organisation else _("Bewoners"),
        back=back,
    )

    def act() -> Any:
        given = form.cleaned_data | {"at": timezone.now()}
        return actions.write_card(neighbourhood=place, organisation=party.organisation, by=standing, **given)

    return filled_in(request, place, sheet, form, act, to=lambda _made: back, said=_("Uw kaart staat er."))

"""The count key: its five sheets as paper, once; a new one by two keys; and counters who show that they hold theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from stoep.budgeting import actions, queries, sheets
from stoep.budgeting.forms.desk import NewKeyForm, SheetForm
from stoep.budgeting.models import Counter, Decision
from stoep.budgeting.views import door
from stoep.people import actions as people
from stoep.shared import posted, visitor
from stoep.shared.refusal import NotAllowed, Refused

TRIES = 30
_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_both
def count_key(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make the count key in a public meeting: the answer is the paper with the five sheets, and nothing is kept.

    The form names the key that stood there as it was shown: sent twice, it makes no other one.
    """
    round, standing = door.may(request, slug, number, act="budgeting.make_count_key")
    box = queries.box_of(round)
    if request.method == "POST":
        before = request.POST.get("instead_of", "-")[:64]
        try:
            words = actions.make_count_key(round=round, by=standing, at=timezone.now(), instead_of=before)
        except NotAllowed:
            raise
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("budgeting:ready", slug, number)
        response = HttpResponse(sheets.pdf(round, words), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="bladen-{slug}-{number}.pdf"'
        return response
    page: dict[str, Any] = {
        "neighbourhood": round.neighbourhood, "round": round, "box": box,
        "counters": list(round.counters.order_by("order").select_related("party")),
        "asks_two": queries.is_shown(round) and not (box and queries.new_key_decision(round, box, timezone.now())),
    }  # fmt: skip
    return render(request, "budgeting/count_key.html", page)


@never_cache
@_both
def new_key(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Propose a new key once a sheet was shown: the reason, and whose sheet is lost."""
    round, standing = door.may(request, slug, number, act="budgeting.new_count_key")
    form = NewKeyForm(request.POST or None, round=round)

    def act() -> Decision:
        now, today = timezone.now(), timezone.localdate()
        return actions.propose_count_key(round=round, by=standing, at=now, today=today, **form.act_fields())

    return door.acted_or_form(
        request, form, round.neighbourhood, act, to=Decision.get_absolute_url, back=round.get_absolute_url(),
        said=_("Uw voorstel staat klaar. De andere sleutel is nog nodig."),
        title=_("Stel een nieuwe sleutel voor"),
        lead=_("De oude bladen zijn dan niets meer waard. Het staat groot op de pagina van de ronde, met uw reden. "
               "Na het besluit kan de sleutel zeven dagen lang worden gemaakt. Binnen een dag voor het stemmen kan dit "
               "alleen als er een blad weg is. Het besluit moet dan van die dag zijn."),
        send=_("Stel dit voor"),
    )  # fmt: skip


@sensitive_post_parameters()
@never_cache
@_both
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A counter shows to hold the sheet, by its words, while another, not of who made the key, looks on."""
    round, standing = door.may(request, slug, number, act="budgeting.confirm_sheet", right="take-part")
    form = SheetForm(request.POST or None, round=round)
    back = reverse("budgeting:ready", args=[slug, number])
    if form.is_valid():

        def act() -> Counter:
            key = f"budgeting.sheet:{visitor.address_of(request)}"
            people.knock(key=key, limit=TRIES, span=timedelta(minutes=10), at=timezone.now())
            counter = get_object_or_404(Counter, round=round, order=int(form.cleaned_data["counter"]))
            words = form.cleaned_data["words"]
            return actions.confirm_sheet(counter=counter, words=words, by=standing, at=timezone.now())

        if answer := posted.done(request, form, act, to=back, said=_("Dit klopt. Uw naam staat erbij: u keek mee.")):
            return answer
    return door.form_page(
        request, form, round.neighbourhood, title=_("Laat zien dat een teller het blad heeft"),
        lead=_("De teller typt de woorden van het eigen blad. U kijkt mee, en uw naam komt erbij. Wie de sleutel "
               "maakte, kan dit niet doen, ook niet iemand van dezelfde organisatie. De gemeente kijkt alleen mee bij "
               "haar eigen tellers. Bij uw eigen blad kijkt een ander mee. Wij bewaren de woorden niet."),
        send=_("Kijk na"), back=back,
    )  # fmt: skip

"""The fixed sentences of letters, ballots and the voting page: who read them, and reading them in one language."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.budgeting import actions, queries
from stoep.budgeting.forms.wording import VoteWordingForm
from stoep.budgeting.models import VoteWording
from stoep.budgeting.views import door
from stoep.budgeting.wordings import PROPOSED
from stoep.gatherings.models import Language
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.shared import posted


@require_safe
def sentences(request: HttpRequest, slug: str) -> HttpResponse:
    """In which languages the sentences of a vote were read and approved, when and by whom; for everybody."""
    here = neighbourhood_or_404(slug)
    known = queries.vote_wordings(here)
    page = {
        "neighbourhood": here, "standing": access.standing_of(request, here),
        "rows": [(code, label, known.get(code)) for code, label in Language.choices],
    }  # fmt: skip
    return render(request, "budgeting/sentences.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Read the sentences in one language beside the Dutch ones, say them otherwise where needed, and approve them."""
    here = neighbourhood_or_404(slug)
    standing = access.stand(request, here, right="host", act="budgeting.approve_wording")
    if language not in Language.values:
        raise Http404
    known = queries.vote_wordings(here)
    texts = {code: PROPOSED[code] | (known[code].texts if code in known else {}) for code in ("nl", language)}
    form = VoteWordingForm(request.POST or None, language=language, texts=texts[language], dutch=texts["nl"])
    back = reverse("budgeting:sentences", args=[slug])
    if form.is_valid():

        def act() -> VoteWording:
            return actions.approve_wording(
                neighbourhood=here, language=language, by=standing, at=timezone.now(), **form.act_fields()
            )

        if answer := posted.done(request, form, act, to=back, said=_("De zinnen zijn goedgekeurd.")):
            return answer
    return door.form_page(
        request, form, here, title=_("Vaste zinnen: %(language)s") % {"language": Language(language).label},
        lead=_("Boven elk vak staat de zin in het Nederlands. Laat staan wat tussen { } staat: dat vullen wij in."),
        send=_("Deze zinnen kloppen"), back=back, sections=form.sections(),
    )  # fmt: skip

"""Words in five languages: the fixed sentences of the wijk, and those of one activity, each approved by somebody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.gatherings import actions, queries, wordings
from stoep.gatherings.forms import TranslationForm, WordingForm
from stoep.gatherings.models import Language, Translation, Wording
from stoep.gatherings.views import door
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.shared import posted

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """In which languages the fixed sentences are approved, when and by whom."""
    here = neighbourhood_or_404(slug)
    access.stand(request, here, right="host", act="gatherings.approve_wording")
    known = queries.wordings_of(here)
    rows = [(code, label, known.get(code)) for code, label in Language.choices]
    return render(request, "gatherings/words.html", {"neighbourhood": here, "rows": rows})


@never_cache
@_both
def wording(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Read the sentences in one language, say them otherwise where needed, and approve them."""
    here = neighbourhood_or_404(slug)
    standing = access.stand(request, here, right="host", act="gatherings.approve_wording")
    if language not in Language.values:
        raise Http404
    known = queries.approved(here, language)
    texts = wordings.PROPOSED[language] | (known.texts if known else {})
    form = WordingForm(request.POST or None, language=language, texts=texts)
    back = reverse("gatherings:words", args=[slug])
    if form.is_valid():

        def act() -> Wording:
            return actions.approve_wording(
                neighbourhood=here, language=language, by=standing, at=timezone.now(), **form.act_fields()
            )

        if answer := posted.done(request, form, act, to=back, said=_("Goedgekeurd. Hiermee kan nu gedrukt worden.")):
            return answer
    return door.form_page(
        request, form, here, title=_("Vaste zinnen: %(language)s") % {"language": Language(language).label},
        lead=_("Lees elke zin na. Wat tussen { } staat, vullen wij zelf in. Laat dat staan."),
        send=_("Dit klopt"), back=back,
    )  # fmt: skip


@never_cache
@_both
def translation(request: HttpRequest, slug: str, pk: int, language: str) -> HttpResponse:
    """The words of one activity in another language."""
    activity, standing = door.may(request, slug, pk, act="gatherings.approve_translation")
    if language not in Language.values or language == Language.NL:
        raise Http404
    newest = Translation.objects.filter(activity=activity, language=language).order_by("-pk").first()
    names = ("title", "inviter_is", "asked", "afterwards", "place", "reader")
    known = {name: getattr(newest, name) for name in names} if newest else {}
    form = TranslationForm(request.POST or None, language=language, initial=known)
    back = f"{activity.get_absolute_url()}werk/"
    if form.is_valid():

        def act() -> Translation:
            return actions.approve_translation(
                activity=activity, language=language, by=standing, at=timezone.now(), **form.act_fields()
            )

        if answer := posted.done(request, form, act, to=back, said=_("Goedgekeurd.")):
            return answer
    return door.form_page(
        request, form, activity.neighbourhood, title=_("In het %(language)s") % {"language": Language(language).label},
        lead=_("Zet de woorden van de kaart in deze taal. Iemand die haar spreekt, zegt dat het klopt."),
        send=_("Dit klopt"), back=back, source=activity,
    )  # fmt: skip

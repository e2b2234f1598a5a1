"""Pages about hidden words: what waits, what is hidden and why, propose it, and turn the other key."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.agenda.models import Origin, Remark
from stoep.conflicts import actions, forms, queries
from stoep.conflicts.actions import keys, swap
from stoep.conflicts.models import Hiding
from stoep.conflicts.views import door
from stoep.network import access
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared import posted
from stoep.voices.models import Voice


@require_safe
def hidings(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was hidden, or is proposed to be, with the reason. Everybody may read this; never the words."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    today = timezone.localdate()
    rows = [{"hiding": one, "stands": keys.standing_of(one, today)} for one in queries.hidings(here)[:200]]
    rows.sort(key=lambda row: row["stands"] != "waiting")
    leads = access.standing_of(request, here).leads
    return render(request, "conflicts/hidings.html", {"neighbourhood": here, "rows": rows, "leads": leads})


@never_cache
@require_safe
def hiding(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One of them; what stood there is on it for the holders of the two keys alone."""
    found = _hiding(slug, pk)
    standing = access.standing_of(request, found.neighbourhood)
    stands = keys.standing_of(found, timezone.localdate())
    words = queries.words_of(found)
    own = standing.leads and standing.side == found.proposed_by.side
    page = {
        "neighbourhood": found.neighbourhood,
        "hiding": found,
        "stands": stands,
        "pages": _pages(found, words, stands),
        "texts": queries.words_in(words) if queries.may_read_hidden(found.neighbourhood, standing) else [],
        "is_hidden": bool(words.hidden_at),
        "may_second": stands == "waiting" and standing.leads and not own,
        "may_withdraw": stands == "waiting" and own,
        "may_undo": stands == "done" and not found.undo and bool(words.hidden_at) and standing.leads,
        "undo": f"{reverse('conflicts:hide', args=[slug])}?{_name(words)}&weer=ja",
    }
    return render(request, "conflicts/hiding.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose to hide the words that the address names (?soort=inbreng&nummer=…), or to show them again (&weer=ja)."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="lead", act="conflicts.hide")
    if code := request.GET.get("punt", ""):
        page = {"neighbourhood": here, "rows": [(_name(row), row) for row in queries.words_at(here, code)]}
        return render(request, "conflicts/choose.html", page)
    if not request.GET:
        return _hide_typed(request, here, standing)
    words = queries.words_named(here, request.GET.get("soort", ""), request.GET.get("nummer", ""))
    if words is None:
        raise Http404
    undo = request.GET.get("weer") == "ja"
    form: Any = (forms.ShowForm if undo else forms.HideForm)(request.POST or None)
    if form.is_valid():
        typed = {"kind": words.hidden_kind or "personal"} | form.cleaned_data

        def act() -> Hiding:
            at, today = timezone.now(), timezone.localdate()
            return actions.propose_hiding(words=words, undo=undo, by=standing, at=at, today=today, **typed)

        said = _("Uw voorstel staat klaar. De andere sleutel is nog nodig.")
        if answer := posted.done(request, form, act, to=Hiding.get_absolute_url, said=said):
            return answer
    lead = _("Dit kan alleen bij een bedreiging of bij gegevens van een persoon. De andere sleutel is ook nodig.")
    return door.form_page(
        request,
        form,
        here,
        title=_("Laat verborgen woorden weer zien") if undo else _("Verberg deze woorden"),
        lead=lead,
        send=_("Stel voor"),
        back=_where(words),
        texts=queries.words_in(words),
    )


def _hide_typed(request: HttpRequest, here: Neighbourhood, standing: Standing) -> HttpResponse:
    """Propose to hide words that stand anywhere in this wijk, as somebody copied them from a page."""
    form = forms.HideTypedForm(request.POST or None, here=here)
    if form.is_valid():
        at, today = timezone.now(), timezone.localdate()

        def act() -> Hiding:
            return actions.propose_hiding(by=standing, at=at, today=today, **form.cleaned_data)

        said = _("Uw voorstel staat klaar. De andere sleutel is nog nodig.")
        if answer := posted.done(request, form, act, to=Hiding.get_absolute_url, said=said):
            return answer
    return door.form_page(
        request,
        form,
        here,
        title=_("Verberg woorden die ergens in deze wijk staan"),
        lead=_("Dit kan alleen bij een bedreiging of bij gegevens van een persoon. De andere sleutel is ook nodig."),
        send=_("Stel voor"),
        back=reverse("conflicts:hidings", args=[here.slug]),
    )


@require_POST
def turn(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Turn the other key."""
    found = _hiding(slug, pk)
    standing = access.standing_of(request, found.neighbourhood)
    page = found.get_absolute_url()

    def act() -> Hiding:
        return actions.second_hiding(hiding=found, by=standing, at=timezone.now(), today=timezone.localdate())

    said = _("Beide sleutels zijn omgedraaid. De woorden staan er weer.")
    if not found.undo:
        said = _("Beide sleutels zijn omgedraaid. De woorden zijn verborgen.")
    return posted.pressed(request, act, to=page, back=page, said=said)


@require_POST
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a proposal back that still waits."""
    found = _hiding(slug, pk)
    standing = access.standing_of(request, found.neighbourhood)
    page = found.get_absolute_url()

    def act() -> Hiding:
        return actions.withdraw_hiding(hiding=found, by=standing, at=timezone.now(), today=timezone.localdate())

    return posted.pressed(request, act, to=page, back=page, said=_("Het voorstel is ingetrokken."))


def _hiding(slug: str, pk: int) -> Hiding:
    try:
        return queries.hiding(slug, pk)
    except Hiding.DoesNotExist:
        raise Http404 from None


def _where(words: queries.Words) -> str:
    """The page on which these words stood."""
    if isinstance(words, queries.Typed):
        return reverse("conflicts:hidings", args=[words.neighbourhood.slug])
    if isinstance(words, Voice):
        return words.get_absolute_url()
    if isinstance(words, (Origin, Remark)):
        return words.item.get_absolute_url()
    return words.party.conflict.get_absolute_url()


def _pages(hiding: Hiding, words: queries.Words, stands: str) -> list[str]:
    """The pages on which the text of this proposal stands, or on which its note does."""
    if not isinstance(words, queries.Typed):
        return [_where(words)]
    if stands == "waiting" and not hiding.undo:
        found = queries.places(words.neighbourhood, words.text)
    else:
        first = hiding.first or hiding
        link = first.get_absolute_url()
        found = queries.places(words.neighbourhood, swap.number_of(first), link=link, begins=True)
    return sorted({place.page for place in found if place.page})


def _name(words: queries.Words) -> str:
    if isinstance(words, queries.Typed):
        return f"soort=tekst&nummer={words.first.pk if words.first else ''}"
    kind = next(name for name, (model, _way) in queries.KINDS.items() if type(words) is model)
    return f"soort={kind}&nummer={words.number if isinstance(words, Voice) else words.pk}"

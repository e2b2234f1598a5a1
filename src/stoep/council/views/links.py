"""Pages on which two agendas meet: how an item meets policy, what each side says of it, and where it clashes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.agenda.models import Item
from stoep.council import actions, queries, rules
from stoep.council.actions.say_of_link import refuse_not_speaker
from stoep.council.actions.unlink import refuse_not_maker
from stoep.council.forms import LinkForm, SayForm, WordsForm
from stoep.council.models import Link
from stoep.council.views.door import Sheet, filled_in, item_stands, number_of, stands
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record.freshness import unless_unchanged
from stoep.shared import leaves
from stoep.shared.addresses import address


@require_safe
@unless_unchanged
def clashes(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the agenda and policy clash, in the words of both sides, twenty at a time."""
    place, _standing = stands(request, slug)
    number = leaves.number_of(request)
    lines = queries.shown_links(queries.clashes(place, number), timezone.localdate())
    page = {"neighbourhood": place, "leaf": leaves.leaf(lines, number)}
    return render(request, "council/clashes.html", page)


@require_safe
def links(request: HttpRequest, code: str) -> HttpResponse:
    """How one item meets policy: what runs now, and what was taken back."""
    item, standing = item_stands(request, code)
    today = timezone.localdate()
    page = {
        "neighbourhood": item.neighbourhood,
        "item": item,
        "lines": queries.shown_links(queries.links_of(item), today),
        "ended": queries.shown_links(queries.ended_links(item), today),
        "may_link": standing.in_network and item.is_running,
    }
    return render(request, "council/links.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, code: str) -> HttpResponse:
    """Say how an item meets policy."""
    item, standing = item_stands(request, code)
    network.require(standing, right="take-part", act="council.link", subject=f"item:{item.code}")
    today = timezone.localdate()
    form = LinkForm(
        request.POST or None,
        today=today,
        policies=queries.policies(item.neighbourhood, limit=300),
        initial={"policy": number_of(request, "beleid") or ""},
    )
    sheet = Sheet(
        heading=_("Hoe past dit punt bij beleid?"),
        lead=_("De tekst en de volgorde van het punt veranderen niet."),
        send=_("Zet deze koppeling neer"),
        about=item.title,
        back=item.get_absolute_url(),
    )

    def act() -> Link:
        return actions.link(item=item, by=standing, at=timezone.now(), today=today, **form.said())

    said = _("De koppeling staat bij het punt. De andere kant krijgt ook het woord.")
    return filled_in(request, item.neighbourhood, sheet, form, act, to=lambda made: made.get_absolute_url(), said=said)


def _found(request: HttpRequest, code: str, pk: int) -> tuple[Item, Standing, Link]:
    item, standing = item_stands(request, code)
    try:
        return item, standing, queries.link_here(item, pk)
    except Link.DoesNotExist:
        raise Http404 from None


@require_safe
def linked(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One link: who said it, what the other side says, and by when."""
    item, standing, shown = _found(request, code, pk)
    line = queries.LinkLine(shown, timezone.localdate())
    speaks = rules.word_of(standing.side) if standing.in_network else ""
    waits = line.waits_for_residents if speaks == "residents" else line.waits_for_municipality
    ours = standing.leads if line.made_by_residents else rules.speaks_for(standing, shown.organisation_id)
    page = {
        "neighbourhood": item.neighbourhood,
        "item": item,
        "line": line,
        "may_say": bool(speaks) and waits and (speaks == "municipality" or standing.leads),
        "may_unlink": ours and shown.ended_at is None,
    }
    return render(request, "council/linked.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The other side says whether a link is right."""
    item, standing, shown = _found(request, code, pk)
    refuse_not_speaker(shown, standing)
    form = SayForm(request.POST or None)
    sheet = Sheet(
        heading=_("Klopt deze koppeling?"), send=_("Zeg dit"), about=item.title, back=shown.get_absolute_url()
    )

    def act() -> Link:
        agrees, words = form.cleaned_data["agrees"] == "ja", form.cleaned_data["words"]
        return actions.say_of_link(link=shown, agrees=agrees, words=words, by=standing, at=timezone.now())

    said = _("Uw woorden staan erbij.")
    return filled_in(request, item.neighbourhood, sheet, form, act, to=lambda made: made.get_absolute_url(), said=said)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unlink(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The side that made a link takes it back."""
    item, standing, shown = _found(request, code, pk)
    refuse_not_maker(shown, standing)
    form = WordsForm(request.POST or None, label=_("Waarom kan deze koppeling weg?"))
    back = address("council:links", item.code)
    sheet = Sheet(
        heading=_("Haal deze koppeling weg"),
        lead=_("Zij blijft te lezen, met uw reden. Het agendapunt verandert niet."),
        send=_("Haal weg"),
        about=item.title,
        back=shown.get_absolute_url(),
    )

    def act() -> Link:
        return actions.unlink(link=shown, why=form.cleaned_data["words"], by=standing, at=timezone.now())

    said = _("De koppeling is weg. Het punt is gelijk gebleven.")
    return filled_in(request, item.neighbourhood, sheet, form, act, to=lambda _made: back, said=said)

"""Pages to write an item: new, change, split, still current, remarks, and what the author of a voice says of it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.agenda import actions, queries
from stoep.agenda.forms import ClaimForm, EditForm, RemarkForm, SplitForm, StartForm, WhyForm
from stoep.agenda.models import Item, Origin
from stoep.agenda.views import door
from stoep.network import access
from stoep.people import actions as people
from stoep.places.models import Neighbourhood
from stoep.shared import posted, receipts, visitor
from stoep.voices import access as voice_access
from stoep.voices import queries as voices

TRIES = 20  # wrong secrets an hour from one address


def item_page(item: Item) -> str:
    """Where the item stands."""
    return reverse("thread:item", args=[item.code])


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """A new item from the table, or from voices that were picked (?inbreng=NUMBER, more than once)."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, neighbourhood, right="lead", act="agenda.start")
    given = request.POST if request.method == "POST" else request.GET
    picked = list(voices.readable(standing).filter(number__in=given.getlist("inbreng")[:500]).order_by("received_at"))
    again = _closed_before(neighbourhood, given.get("opnieuw", "") or given.get("again", ""))
    form = StartForm(request.POST or None, neighbourhood=neighbourhood, again=again)
    form.look(neighbourhood.pk, timezone.localdate())
    if form.is_valid():

        def act() -> Item:
            return actions.start_from(
                neighbourhood=neighbourhood,
                voices=picked,
                why_together=given.get("waarom", ""),
                by=standing,
                at=timezone.now(),
                today=timezone.localdate(),
                partners=form.chosen_partners(),
                why_new=form.why_new,
                posted_key=form.cleaned_data["key"] or None,
                again_of=again,
                **form.act_fields(),
            )

        if answer := posted.done(request, form, act, to=item_page, said=_("Het punt staat op de agenda.")):
            return answer
    page = {"neighbourhood": neighbourhood, "form": form, "picked": picked, "why_together": given.get("waarom", "")}
    page["again"] = again
    return render(request, "agenda/start.html", page, status=posted.status(form))


def _closed_before(neighbourhood: Neighbourhood, code: str) -> Item | None:
    """The closed item of here that is taken up again, when the address or the form names one."""
    found = Item.objects.filter(neighbourhood=neighbourhood, code=receipts.tidy(code), closed_at__isnull=False)
    return found.first() if code else None


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the text of an item; what changed stays readable, with the voice that it came from."""
    item = door.item_or_404(request, code)
    standing = access.stand(request, item.neighbourhood, right="lead", act="agenda.edit", subject=f"item:{item.code}")
    form = EditForm(
        request.POST or None,
        neighbourhood=item.neighbourhood,
        item=item,
        initial={"source": request.GET.get("inbreng", "")},
    )
    if form.is_valid():

        def act() -> Item:
            return actions.edit(
                item=item,
                by=standing,
                at=timezone.now(),
                today=timezone.localdate(),
                hang=True,
                partners=form.chosen_partners() if "partners" in form.fields else None,
                source=form.cleaned_data["source"],
                why_changed=form.cleaned_data["why_changed"],
                base=form.cleaned_data["base"],
                **form.act_fields(),
            )

        if answer := posted.done(request, form, act, to=item_page, said=_("De tekst is veranderd.")):
            return answer
    page = {"neighbourhood": item.neighbourhood, "item": item, "form": form}
    return render(request, "agenda/edit.html", page, status=posted.status(form))


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, code: str) -> HttpResponse:
    """A new item out of this one; this one keeps all that it grew from."""
    item = door.item_or_404(request, code)
    standing = access.stand(request, item.neighbourhood, right="lead", act="agenda.split", subject=f"item:{item.code}")
    form = SplitForm(
        request.POST or None,
        neighbourhood=item.neighbourhood,
        item=item,
        initial={"domain": item.domain, "owner": item.owner, "horizon": item.horizon},
    )
    if form.is_valid():
        chosen = Origin.objects.filter(item=item, pk__in=form.cleaned_data.get("origins", []))

        def act() -> Item:
            given = form.act_fields()
            given.pop("stays_loose")
            return actions.split(
                item=item,
                origins=list(chosen),
                why_split=form.cleaned_data["why_split"],
                by=standing,
                at=timezone.now(),
                today=timezone.localdate(),
                posted_key=form.cleaned_data["key"] or None,
                partners=form.chosen_partners(),
                **given,
            )

        if answer := posted.done(request, form, act, to=item_page, said=_("Het punt is gesplitst.")):
            return answer
    page = {"neighbourhood": item.neighbourhood, "item": item, "form": form}
    return render(request, "agenda/split.html", page, status=posted.status(form))


@require_http_methods(["GET", "POST"])
def current(request: HttpRequest, code: str) -> HttpResponse:
    """Still current? A button for who leads."""
    item = door.item_or_404(request, code)
    standing = access.stand(
        request, item.neighbourhood, right="lead", act="agenda.confirm_current", subject=f"item:{item.code}"
    )
    if request.method == "POST":
        actions.confirm_current(item=item, by=standing, today=timezone.localdate(), at=timezone.now())
        messages.success(request, _("Genoteerd: dit punt is nog actueel."))
        return redirect(item_page(item))
    return render(request, "agenda/current.html", {"neighbourhood": item.neighbourhood, "item": item})


@require_http_methods(["GET", "POST"])
def remark(request: HttpRequest, code: str) -> HttpResponse:
    """Attach a fact, an offer or an objection; text and order stay as they are."""
    item = door.item_or_404(request, code)
    standing = access.stand(
        request, item.neighbourhood, right="take-part", act="agenda.remark", subject=f"item:{item.code}"
    )
    form = RemarkForm(request.POST or None)
    if form.is_valid():

        def act() -> object:
            return actions.remark(item=item, by=standing, at=timezone.now(), **form.cleaned_data)

        said = _("Uw woorden staan nu onder dit punt.")
        if answer := posted.done(request, form, act, to=lambda made: item_page(item), said=said):
            return answer
    page = {"neighbourhood": item.neighbourhood, "item": item, "form": form}
    return render(request, "agenda/remark.html", page, status=posted.status(form))


def _origin_or_404(request: HttpRequest, code: str, number: str) -> Origin:
    item = door.item_or_404(request, code)
    voice = voices.by_number(number)
    found = queries.origin(item, voice) if voice else None
    if found is None:
        raise Http404
    return found


def _proves(request: HttpRequest, origin: Origin, secret: str) -> bool:
    """Whether this is the author's secret; a limited number of tries an hour, so that nobody guesses."""
    key = f"claim:{visitor.address_of(request)}"
    people.knock(key=key, limit=TRIES, span=timedelta(hours=1), at=timezone.now())
    return voices.proves(origin.voice, secret)


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Klopt dat zo? The author answers with the secret of the receipt; a host answers for who is at the counter."""
    origin = _origin_or_404(request, code, number)
    neighbourhood = origin.item.neighbourhood
    standing = access.standing_of(request, neighbourhood)
    proof = voice_access.proof(request, origin.voice)
    form = ClaimForm(request.POST or None, needs_secret=not proof and not standing.hosts)
    if form.is_valid():
        given = form.cleaned_data
        if given.get("secret") and not _proves(request, origin, given["secret"]):
            form.add_error(
                "secret",
                _("Deze code hoort niet bij inbreng %(number)s. Kijk hem na op uw bewijs.")
                % {"number": origin.voice.spoken},
            )
    if form.is_valid():
        given = form.cleaned_data

        def act() -> Origin:
            return actions.say_of_origin(
                origin=origin,
                agrees=given["answer"] != "no",
                words=given["words"],
                secret=proof or given.get("secret", ""),
                by=standing if standing.hosts else None,
                at=timezone.now(),
            )

        said = _("Dank u. Uw antwoord staat bij het punt.")
        if answer := posted.done(request, form, act, to=lambda made: item_page(origin.item), said=said):
            return answer
    page = {
        "neighbourhood": neighbourhood,
        "origin": origin,
        "item": origin.item,
        "form": form,
        "may_read": bool(proof) or voices.may_read(origin.voice, standing),
        "for_author": standing.hosts and not proof,
    }
    return render(request, "agenda/claim.html", page, status=posted.status(form))


@require_safe
def answer_origin(request: HttpRequest, pk: int) -> HttpResponse:
    """The short way to the question that an author is asked."""
    origin = get_object_or_404(Origin.objects.select_related("item", "voice"), pk=pk, item__is_draft=False)
    return redirect("agenda:claim", origin.item.code, origin.voice.number)


@require_http_methods(["GET", "POST"])
def let_go(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """A voice does not belong here: let it go, with the reason."""
    origin = _origin_or_404(request, code, number)
    standing = access.stand(
        request, origin.item.neighbourhood, right="lead", act="agenda.let_go", subject=f"item:{origin.item.code}"
    )
    form = WhyForm(request.POST or None)
    if form.is_valid():

        def act() -> Origin:
            return actions.let_go(origin=origin, why=form.cleaned_data["why"], by=standing, at=timezone.now())

        said = _("De inbreng hoort niet meer bij dit punt.")
        if answer := posted.done(request, form, act, to=lambda made: item_page(origin.item), said=said):
            return answer
    page = {"neighbourhood": origin.item.neighbourhood, "item": origin.item, "origin": origin, "form": form}
    return render(request, "agenda/let_go.html", page, status=posted.status(form))


@require_safe
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """For the host: what authors said of items, to read before everybody does."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    access.stand(request, neighbourhood, right="host", act="agenda.read_words")
    found = queries.words_to_read(neighbourhood)[:100]
    return render(request, "agenda/words.html", {"neighbourhood": neighbourhood, "origins": found})


@require_POST
def read_words(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The host has read them: from now on everybody may."""
    origin = _origin_or_404(request, code, number)
    standing = access.stand(
        request, origin.item.neighbourhood, right="host", act="agenda.read_words", subject=f"item:{origin.item.code}"
    )
    actions.read_words(origin=origin, by=standing, at=timezone.now())
    messages.success(request, _("De woorden zijn nu te lezen."))
    return redirect("agenda:words", origin.item.neighbourhood.slug)

"""Pages of who asks something: put it in the calendar, change it, call it off, and do it together with another."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stoep.calendar import actions, queries
from stoep.calendar.forms import AnswerForm, EntryForm, ProposalForm, WhyForm
from stoep.calendar.models import Entry, Joining
from stoep.calendar.views import door
from stoep.network import access
from stoep.places import queries as places
from stoep.places.models import Neighbourhood
from stoep.shared import posted
from stoep.venues import queries as venues


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Put something in the calendar. What clashes with it is shown first; it can be sent all the same."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="take-part", act="calendar.enter")
    typed = {"party": standing.side, "asked_by": standing.organisation_name}
    form = EntryForm(request.POST or None, venues=venues.venues(here), initial=typed)
    form.look(here.pk, timezone.localdate())
    form.know(places.streets(here))
    clashes: list[queries.Clash] = []
    if form.is_valid():
        given = form.act_fields()
        clashes = [] if form.was_seen else _clashes(here, given)

        def act() -> Entry:
            key = form.cleaned_data["key"] or None
            now, today = timezone.now(), timezone.localdate()
            return actions.enter(neighbourhood=here, by=standing, at=now, today=today, posted_key=key, **given)

        said = _("Dit staat nu in de kalender.")
        if not clashes and (answer := posted.done(request, form, act, to=Entry.get_absolute_url, said=said)):
            return answer
    return _page(request, form, here, clashes, title=_("Zet iets in de kalender"), back=_calendar(slug))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a line of the calendar, or say first what it clashes with from then on."""
    entry, standing = _own(request, slug, pk, "calendar.change")
    here = entry.neighbourhood
    form = EntryForm(request.POST or None, venues=venues.venues(here), entry=entry)
    form.know(places.streets(here))
    clashes: list[queries.Clash] = []
    if form.is_valid():
        given = form.act_fields()
        clashes = [] if form.was_seen else _clashes(here, given, but=entry.pk)

        def act() -> Entry:
            now, today = timezone.now(), timezone.localdate()
            return actions.change(entry=entry, by=standing, at=now, today=today, **given)

        said = _("Dit staat er nu.")
        if not clashes and (answer := posted.done(request, form, act, to=entry.get_absolute_url(), said=said)):
            return answer
    return _page(request, form, here, clashes, title=_("Verander dit in de kalender"), back=entry.get_absolute_url())


def _clashes(here: Neighbourhood, given: dict[str, Any], *, but: int | None = None) -> list[queries.Clash]:
    said = {name: given[name] for name in ("first_on", "last_on", "days", "streets", "groups")}
    return queries.clashes(here, but=but, **said)[:10]


def _page(
    request: HttpRequest, form: EntryForm, here: Neighbourhood, clashes: list[queries.Clash], *, title: str, back: str
) -> HttpResponse:
    if clashes:
        form.data = QueryDict(request.POST.urlencode(), mutable=True)
        form.data["seen"] = "ja"
    lead = _("Iedereen in de wijk ziet dan wie wat vraagt, en wanneer.")
    send = _("Zet het toch zo in de kalender") if clashes else _("Zet in de kalender")
    return door.form_page(request, form, here, title=title, lead=lead, send=send, back=back, clashes=clashes)


def _calendar(slug: str) -> str:
    return reverse("calendar:calendar", args=[slug])


def _own(request: HttpRequest, slug: str, pk: int, act: str) -> tuple[Entry, Any]:
    entry = door.entry_or_404(slug, pk)
    subject = f"calendar:{entry.pk}"
    return entry, access.stand(request, entry.neighbourhood, right="take-part", act=act, subject=subject)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that it is off, and why."""
    entry, standing = _own(request, slug, pk, "calendar.withdraw")
    form = WhyForm(request.POST or None)
    if form.is_valid():

        def act() -> Entry:
            return actions.withdraw(entry=entry, why=form.cleaned_data["why"], by=standing, at=timezone.now())

        said = _("Iedereen ziet nu dat dit niet doorgaat.")
        if answer := posted.done(request, form, act, to=entry.get_absolute_url(), said=said):
            return answer
    return door.form_page(
        request, form, entry.neighbourhood, title=_("Dit gaat niet door"), entry=entry,
        lead=_("Het blijft te lezen, met uw reden erbij."), send=_("Zeg dat het niet doorgaat"),
        back=entry.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str, pk: int, other: int) -> HttpResponse:
    """Propose to another organiser to do two things together."""
    entry, standing = _own(request, slug, pk, "calendar.propose_joining")
    asked = door.entry_or_404(slug, other)
    form = ProposalForm(request.POST or None)
    if form.is_valid():

        def act() -> Joining:
            return actions.propose_joining(
                entry=entry, other=asked, words=form.cleaned_data["words"], by=standing, at=timezone.now(),
                posted_key=form.cleaned_data["key"] or None,
            )  # fmt: skip

        said = _("Uw voorstel is verstuurd. Het antwoord komt hier te staan.")
        if answer := posted.done(request, form, act, to=entry.get_absolute_url(), said=said):
            return answer
    return door.form_page(
        request, form, entry.neighbourhood, title=_("Stel voor om het samen te doen"), entry=entry, other=asked,
        lead=_("Zo hoeven bewoners maar één keer te komen."), send=_("Verstuur het voorstel"),
        back=entry.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say yes or no to a proposal, with the reason."""
    rows = Joining.objects.select_related("entry", "other__neighbourhood")
    joining = get_object_or_404(rows, other__neighbourhood__slug=slug, pk=pk)
    here, back = joining.other.neighbourhood, joining.other.get_absolute_url()
    standing = access.stand(
        request, here, right="take-part", act="calendar.answer_joining", subject=f"calendar:{joining.other_id}"
    )
    if joining.answered_at is not None and request.method != "POST":
        return redirect(back)
    form = AnswerForm(request.POST or None)
    if form.is_valid():

        def act() -> Joining:
            given = form.cleaned_data
            is_yes = given["is_yes"] == "ja"
            return actions.answer_joining(
                joining=joining, is_yes=is_yes, answer=given["answer"], by=standing, at=timezone.now()
            )

        if done := posted.done(request, form, act, to=back, said=_("Uw antwoord staat erbij.")):
            return done
    return door.form_page(
        request, form, here, title=_("Doet u het samen?"), lead=_("Uw antwoord staat voor iedereen op de pagina."),
        send=_("Geef antwoord"), back=back, entry=joining.other, other=joining.entry, words=joining.words,
    )  # fmt: skip

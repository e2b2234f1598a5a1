"""Pages of promises: the register, noting one down, and answering, changing and judging it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.agenda import queries as agenda
from stoep.network import access
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.places.access import neighbourhood_or_404
from stoep.promises import actions, queries, rules, sheet, when
from stoep.promises.actions import grounds
from stoep.promises.actions.change import refuse_not_to_change
from stoep.promises.actions.confirm import refuse_not_promiser
from stoep.promises.actions.judge import refuse_not_receiver
from stoep.promises.forms import (
    EVERYBODY,
    RESIDENT,
    AnswerForm,
    ChangeForm,
    EraseForm,
    NoteForm,
    RegisterForm,
    VerdictForm,
)
from stoep.promises.models import Promise
from stoep.shared import receipts, visitor
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import access as voice_access
from stoep.voices.models import Voice
from stoep.voices.rules import Proof

ATTEMPTS, ATTEMPTS_SPAN = 30, timedelta(hours=1)


@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Every promise of a neighbourhood, and per organisation how many stand how; by state and organisation."""
    neighbourhood, today = neighbourhood_or_404(slug), timezone.localdate()
    tallies = queries.by_organisation(neighbourhood, today)
    offices = [(str(tally.organisation), tally.name) for tally in tallies if tally.organisation is not None]
    form = RegisterForm(request.GET, organisations=offices)
    chosen = form.cleaned_data if form.is_valid() else {"staat": "running", "van": EVERYBODY}
    which, of = queries.which_of(chosen["staat"]), chosen["van"]
    standing = access.standing_of(request, neighbourhood)
    lines = queries.register(
        neighbourhood,
        today,
        which=which,
        organisation=_organisation(of),
        after=_after(request.GET.get("na", "")),
        limit=queries.PAGE + 1,
    )
    page = {
        "neighbourhood": neighbourhood,
        "form": form,
        "tallies": tallies,
        "lines": lines[: queries.PAGE],
        "older": _older(lines, {"staat": which, "van": of}),
        "standing": standing,
        "may_note": _may_note(standing),
    }
    return render(request, "promises/register.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, slug: str) -> HttpResponse:
    """Note a promise in three fields; then the slip for the one who promised."""
    neighbourhood, today = neighbourhood_or_404(slug), timezone.localdate()
    standing = access.standing_of(request, neighbourhood)
    if not _may_note(standing):
        network.require(standing, right="host", act="promises.promise")
    people_here = queries.known_people(neighbourhood, today)
    form = NoteForm(
        request.POST or None,
        today=today,
        people=people_here,
        organisations=queries.known_organisations(neighbourhood, people_here),
        items=list(agenda.items(neighbourhood)),
        initial={"agendapunt": request.GET.get("punt", ""), "aan_wie": request.GET.get("aan", "")},
    )
    form.look(neighbourhood.pk, today)
    page = {"neighbourhood": neighbourhood, "form": form, "standing": standing}
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            noted = actions.promise(neighbourhood=neighbourhood, by=standing, at=at, today=today, **form.said())
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "promises/noted.html", page | _slip(request, noted))
    return render(request, "promises/note.html", page, status=422 if form.errors else 200)


@require_safe
def read_date(request: HttpRequest) -> HttpResponse:
    """How we read the date that somebody is typing: a line of text beside the box."""
    found = when.read(request.GET.get("wanneer", "")[: when.LONGEST], timezone.localdate())
    return render(request, "promises/parts/read_date.html", {"found": found})


@never_cache
@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """What somebody who signed in owes, what is owed to them, and what waits for their word."""
    neighbourhood, today = neighbourhood_or_404(slug), timezone.localdate()
    standing = access.standing_of(request, neighbourhood)
    network.require(standing, right="take-part", act="promises.mine")
    page = {
        "neighbourhood": neighbourhood,
        "standing": standing,
        "made": queries.of_promiser(standing, today),
        "waiting": queries.for_receiver(standing, today),
    }
    return render(request, "promises/mine.html", page)


@require_safe
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    """The list for the wall: everything that runs, late ones first, in large letters, with short addresses."""
    neighbourhood, today = neighbourhood_or_404(slug), timezone.localdate()
    lines = queries.register(neighbourhood, today, limit=queries.MOST)
    late = [line for line in lines if line.standing == "late"]
    running = [line for line in lines if line.standing == "open"]
    page = {"neighbourhood": neighbourhood, "today": today, "late": late, "open": running}
    return render(request, "promises/wall.html", page)


@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """All promises of a neighbourhood as a file for a spreadsheet, in which nothing is a formula."""
    neighbourhood, today = neighbourhood_or_404(slug), timezone.localdate()
    response = HttpResponse(sheet.of(neighbourhood, today), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="beloften-{neighbourhood.slug}-{today.isoformat()}.csv"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """The one who promised says whether it is so."""
    promise, standing = _promise(request, code)
    known = rules.is_promiser(standing, grounds.parties_of(promise))
    if _comes_without_anything(request, standing, known=known):
        refuse_not_promiser(promise, standing, "", "promises.confirm")
    form = AnswerForm(request.POST or None, known=known)

    def act(at: Any, today: date) -> str:
        given: dict[str, Any] = {"promise": promise, "by": standing, "at": at, "secret": form.secret}
        if form.cleaned_data["klopt"] == "ja":
            actions.confirm(**given)
            return _("Dank u. De belofte is bevestigd.")
        actions.dispute(words=form.cleaned_data["woorden"], **given)
        return _("Uw weerwoord staat nu bij de belofte.")

    return _acted(request, promise, standing, form, act, "promises/confirm.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Say a promise anew, with a reason."""
    promise, standing = _promise(request, code)
    today = timezone.localdate()
    line = queries.shown([promise], today=today)[0]
    known = rules.may_change(standing, grounds.parties_of(promise))
    if _comes_without_anything(request, standing, known=known):
        refuse_not_to_change(promise, standing, "")
    initial = {"wat": line.words, "wanneer": f"{line.due_on:%d-%m-%Y}"}
    form = ChangeForm(request.POST or None, today=today, known=known, initial=initial)

    def act(at: Any, today: date) -> str:
        said = {"words": form.cleaned_data["wat"], "why": form.cleaned_data["waarom"]}
        due_on = form.cleaned_data["wanneer"].on
        actions.change(promise=promise, due_on=due_on, by=standing, at=at, today=today, secret=form.secret, **said)
        return _("De belofte is bijgesteld. Wat er eerst stond, blijft te lezen.")

    return _acted(request, promise, standing, form, act, "promises/change.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, code: str) -> HttpResponse:
    """The receiver says whether it was kept. Nobody else can."""
    promise, standing = _promise(request, code)
    sources = queries.sources(promise)
    voice = next((heard for heard in sources if voice_access.holds_secret(request, heard)), None)
    held: Proof | str = voice_access.proof(request, voice) if voice else ""
    origins, proven = frozenset(heard.pk for heard in sources), frozenset({voice.pk} if voice else ())
    parties = grounds.parties_of(promise)
    known = rules.may_judge(standing, parties, proven, origins)
    ours = rules.is_of_promiser(standing, parties)
    if ours or _comes_without_anything(request, standing, known=known) or (request.method == "POST" and not sources):
        refuse_not_receiver(promise, standing, proven, origins)
    form = VerdictForm(request.POST or None, known=known)

    def act(at: Any, today: date) -> str:
        cleaned = form.cleaned_data
        shown_by: Voice | None = cleaned.get("nummer", voice)
        actions.judge(
            promise=promise,
            kind=cleaned["oordeel"],
            words=cleaned["woorden"],
            kept_on=cleaned["klaar_op"],
            by=standing,
            at=at,
            today=today,
            voice=shown_by,
            secret=cleaned.get("code", held),
        )
        return _("Dank u. Uw oordeel staat nu bij de belofte.")

    return _acted(request, promise, standing, form, act, "promises/judge.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, code: str) -> HttpResponse:
    """A host wipes the name and words of a resident who promised something; dates and verdicts stay."""
    promise, standing = _promise(request, code)
    network.require(standing, right="host", act="promises.erase_promiser", subject=grounds.subject_of(promise))
    form = EraseForm(request.POST or None)

    def act(at: Any, today: date) -> str:
        actions.erase_promiser(promise=promise, ground=form.cleaned_data["grond"], by=standing, at=at)
        return _("De naam en de woorden zijn gewist. De belofte en haar datum blijven staan.")

    return _acted(request, promise, standing, form, act, "promises/erase.html")


def _comes_without_anything(request: HttpRequest, standing: Standing, *, known: bool) -> bool:
    """Whether somebody who signed in sends a form that is not theirs, and no secret: no need to read on."""
    return request.method == "POST" and standing.person is not None and not known and not request.POST.get("code")


def _acted(
    request: HttpRequest, promise: Promise, standing: Standing, form: Form, act: Any, template: str
) -> HttpResponse:
    """Show a form about one promise, or do what it asks and go back to the promise; what was typed is kept."""
    status = 200
    if request.method == "POST":
        status = 422
        _knock(request)
        if form.is_valid():
            try:
                messages.success(request, act(timezone.now(), timezone.localdate()))
            except NotAllowed:
                raise
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                # A browser carries the part behind the # along, and with it the secret, unless we name another.
                return redirect(f"{promise.get_absolute_url()}#inhoud")
    page = {
        "neighbourhood": promise.neighbourhood,
        "promise": promise,
        "shown": queries.shown([promise], today=timezone.localdate())[0],
        "standing": standing,
        "form": form,
    }
    return render(request, template, page, status=status)


def _knock(request: HttpRequest) -> None:
    """At most so many attempts an hour from one address: a secret cannot be guessed, nor the log be drowned."""
    key = f"promises:{visitor.address_of(request)}"
    people.knock(key=key, limit=ATTEMPTS, span=ATTEMPTS_SPAN, at=timezone.now())


def _slip(request: HttpRequest, noted: actions.Noted) -> dict[str, Any]:
    """What the page after noting shows: the promise, and once the secret for the one who promised."""
    address = request.build_absolute_uri(f"/b/{noted.promise.code}/bevestigen/")
    return {
        "shown": queries.shown([noted.promise], today=timezone.localdate())[0],
        "secret": receipts.spoken_secret(noted.secret),
        "address": address,
        "address_with_secret": f"{address}#{noted.secret}" if noted.secret else "",
    }


def _organisation(chosen: str) -> int | Literal["residents"] | None:
    """Whose promises: of residents, of one organisation, or (None) of everybody."""
    if chosen == RESIDENT:
        return "residents"
    return None if chosen == EVERYBODY else int(chosen)


def _may_note(standing: Standing) -> bool:
    """Whether they may note a promise at all; of whom, the act decides."""
    return standing.hosts or (standing.is_institution and standing.in_network)


def _promise(request: HttpRequest, code: str) -> tuple[Promise, Standing]:
    try:
        promise = queries.by_code(receipts.tidy(code))
    except Promise.DoesNotExist as error:
        raise Http404 from error
    return promise, access.standing_of(request, promise.neighbourhood)


def _after(typed: str) -> tuple[date, int] | None:
    """Where the page before ended: "2026-10-01.17"."""
    if not typed:
        return None
    day, _dot, key = typed.partition(".")
    try:
        return date.fromisoformat(day), int(key[:18])
    except ValueError as error:
        raise BadRequest from error


def _older(lines: list[queries.Line], chosen: dict[str, str]) -> str:
    if len(lines) <= queries.PAGE:
        return ""
    last = lines[queries.PAGE - 1].promise
    return "?" + urlencode({**chosen, "na": f"{last.counts_on.isoformat()}.{last.pk}"})

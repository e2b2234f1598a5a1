"""Print cards and letters: order a job, see how far it is, fetch the file and wipe it."""

from __future__ import annotations

import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.gatherings import actions, papers, queries
from stoep.gatherings.actions.printing import STUCK_AFTER
from stoep.gatherings.forms import PrintForm
from stoep.gatherings.models import CAME_BY, PrintJob
from stoep.gatherings.views import door
from stoep.network import access
from stoep.network import actions as network
from stoep.shared import beside, posted

log = logging.getLogger("stoep.work")
AT_ONCE = 60  # invitations that are made while the page waits; more go beside it


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say which doors get a card or a letter."""
    activity, standing = door.may(request, slug, pk, act="gatherings.order_print")
    form = PrintForm(request.POST or None, request.FILES or None)
    if form.is_valid():

        def act() -> PrintJob:
            made = actions.order_print(activity=activity, by=standing, at=timezone.now(), **form.act_fields())
            _make(made)
            return made

        def to(made: PrintJob) -> str:
            return reverse("gatherings:job", args=[slug, made.pk])

        if answer := posted.done(request, form, act, to=to, said=_("De uitnodigingen worden gemaakt.")):
            return answer
    return door.form_page(
        request, form, activity.neighbourhood, title=_("Druk kaarten of brieven"),
        lead=_("Wie geen uitnodiging meer wil, wordt overgeslagen. Van de adressen blijft alleen het aantal."),
        send=_("Maak de uitnodigingen"), back=f"{activity.get_absolute_url()}werk/", files=True,
    )  # fmt: skip


def _make(job: PrintJob) -> None:
    """At once, when it is small; else beside this page, in a process of its own."""
    if job.finished_at:
        return
    if job.total <= AT_ONCE:
        actions.run(job=job, at=timezone.now())
        return
    start_beside(job)


def start_beside(job: PrintJob) -> None:
    """Start the program that makes this job, and do not wait for it."""
    try:
        beside.start("print_invitations", str(job.pk))
    except OSError:
        log.exception("print job %s did not start; its page offers to try again", job.pk)


def _job(request: HttpRequest, slug: str, pk: int, act: str) -> PrintJob:
    rows = PrintJob.objects.select_related("activity__neighbourhood")
    found = get_object_or_404(rows, activity__neighbourhood__slug=slug, pk=pk)
    activity = found.activity
    by = access.standing_of(request, activity.neighbourhood)
    network.require(by, right="host", act=act, subject=f"activity:{activity.pk}")
    return found


@never_cache
@require_safe
def job(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How far the job is; the file, when it is done."""
    found = _job(request, slug, pk, "gatherings.wipe_print")
    moved = found.moved_at or found.asked_at
    page = {
        "neighbourhood": found.activity.neighbourhood,
        "activity": found.activity,
        "job": found,
        "stuck": not found.finished_at and bool(found.sealed) and moved < timezone.now() - STUCK_AFTER,
        "wiped": not found.file and not found.sealed,
        "few": found.total < papers.FEWEST,
    }
    part = "gatherings/parts/job.html" if request.headers.get("HX-Request") else "gatherings/job.html"
    return render(request, part, page)


@never_cache
@require_safe
def file(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """What was made: a PDF, or a ZIP with a PDF a street."""
    found = _job(request, slug, pk, "gatherings.wipe_print")
    if not found.file or not papers.path_of(found.file).is_file():
        raise Http404
    ending = found.file.rpartition(".")[2]
    kind = "application/pdf" if ending == "pdf" else "application/zip"
    response = FileResponse(papers.path_of(found.file).open("rb"), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="uitnodigingen-{found.activity_id}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Start a job again that came no further."""
    found = _job(request, slug, pk, "gatherings.order_print")

    def act() -> None:
        _make(found)

    to = reverse("gatherings:job", args=[slug, pk])
    return posted.pressed(request, act, to=to, said=_("De uitnodigingen worden gemaakt."))


@require_POST
def wipe(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The file is fetched and goes."""
    found = _job(request, slug, pk, "gatherings.wipe_print")
    by = access.standing_of(request, found.activity.neighbourhood)

    def act() -> PrintJob:
        return actions.wipe_print(job=found, by=by)

    to = f"{found.activity.get_absolute_url()}werk/"
    return posted.pressed(request, act, to=to, said=_("Het bestand is gewist."))


@never_cache
@require_safe
def poster(request: HttpRequest, slug: str, pk: int, language: str) -> HttpResponse:
    """A poster of an activity that is public, in a language in which somebody approved the words."""
    found = door.activity_or_404(slug, pk)
    if not found.published_at or language not in queries.languages_ready(found):
        raise Http404
    return _pdf(papers.poster(found, language), f"poster-{found.pk}-{language}.pdf")


@never_cache
@require_safe
def tally_sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A sheet to keep a tally at the door with a pencil."""
    found, _standing = door.may(request, slug, pk, act="gatherings.count_came")
    used = [*found.sendings.values_list("channel", flat=True), "walked"]
    ways = [str(label).capitalize() for value, label in CAME_BY if value in used]
    return _pdf(papers.tally_sheet(found, ways), f"turflijst-{found.pk}.pdf")


def _pdf(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response

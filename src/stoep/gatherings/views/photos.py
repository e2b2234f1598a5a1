"""Photos of a gathering: ask the room, add what everybody agreed to, and let whoever is on it take it away."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.gatherings import actions, papers, queries
from stoep.gatherings.forms import PhotoCodeForm, PhotoForm, RoundForm, SlipsForm
from stoep.gatherings.models import Photo, PhotoRound
from stoep.gatherings.views import door, gate
from stoep.network import access
from stoep.network import actions as network
from stoep.shared import posted, receipts
from stoep.shared.refusal import NotAllowed, Refused

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_both
def ask(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask the room whether photos may be made; everybody who says yes takes the number and the code home."""
    activity, standing = door.may(request, slug, pk, act="gatherings.ask_for_photos")
    form = RoundForm(request.POST or None)
    page: dict[str, Any] = {
        "neighbourhood": activity.neighbourhood,
        "activity": activity,
        "form": form,
        "rounds": list(PhotoRound.objects.filter(activity=activity).order_by("-pk")[:20]),
        "desk": f"{activity.get_absolute_url()}werk/",
    }
    if form.is_valid():
        try:
            asked = actions.ask_for_photos(
                activity=activity, words=form.cleaned_data["words"], by=standing, at=timezone.now()
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            secret = receipts.spoken_secret(asked.secret)
            page |= {"asked": asked.round, "secret": secret}
            page["slips"] = SlipsForm(initial={"number": asked.round.number, "secret": secret, "sheets": 2})
    return render(request, "gatherings/photos.html", page, status=posted.status(form))


@never_cache
@require_POST
def slips(request: HttpRequest) -> HttpResponse:
    """Slips to cut out, for whoever holds number and code; nothing of them stands in an address."""
    gate.knock_for_photos(request, at=timezone.now())
    form = SlipsForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    found = queries.round_of(given.get("number", ""), given.get("secret", ""))
    if found is None:
        raise Http404
    made = papers.photo_slips(found, given["secret"], given["sheets"])
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="strookjes-{found.number}.pdf"'
    return response


@never_cache
@_both
def add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add a photo to which everybody on it said yes."""
    rows = PhotoRound.objects.select_related("activity__neighbourhood")
    found = get_object_or_404(rows, activity__neighbourhood__slug=slug, pk=pk)
    activity = found.activity
    standing = access.standing_of(request, activity.neighbourhood)
    network.require(standing, right="host", act="gatherings.add_photo", subject=f"activity:{activity.pk}")
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():

        def act() -> Photo:
            given = form.cleaned_data
            return actions.add_photo(
                round=found, file=given["file"].file, described=given["described"],
                everybody_agreed=given["everybody_agreed"], by=standing, at=timezone.now(),
            )  # fmt: skip

        if answer := posted.done(request, form, act, to=activity.get_absolute_url(), said=_("De foto staat erbij.")):
            return answer
    return door.form_page(
        request, form, activity.neighbourhood, title=_("Een foto erbij"), lead=found.words,
        send=_("Zet deze foto erbij"), back=f"{activity.get_absolute_url()}werk/", files=True,
    )  # fmt: skip


@never_cache
@require_safe
def image(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A photo, while everybody on it says yes. Always a JPEG of our own making."""
    rows = Photo.objects.filter(round__activity__published_at__isnull=False, gone_at__isnull=True)
    found = get_object_or_404(rows, round__activity__neighbourhood__slug=slug, pk=pk)
    try:
        response = FileResponse(found.image.open("rb"), content_type="image/jpeg")
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = 'inline; filename="foto.jpg"'
    return response


@require_POST
def take_away(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A host takes a photo away."""
    rows = Photo.objects.select_related("round__activity__neighbourhood")
    found = get_object_or_404(rows, round__activity__neighbourhood__slug=slug, pk=pk)
    activity = found.round.activity
    by = access.standing_of(request, activity.neighbourhood)

    def act() -> Photo:
        return actions.take_photo_away(photo=found, by=by, at=timezone.now())

    return posted.pressed(request, act, to=activity.get_absolute_url(), said=_("De foto is weg."))


@never_cache
@_both
def own(request: HttpRequest) -> HttpResponse:
    """Whoever is on a photo and holds number and code takes it away. Nothing of it stays in an address or session."""
    form = PhotoCodeForm(request.POST or None)
    page: dict[str, Any] = {"form": form}
    status = posted.status(form)
    if form.is_valid():
        try:
            page |= _opened(request, form)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 422
    return render(request, "gatherings/own_photos.html", page, status=status)


def _opened(request: HttpRequest, form: PhotoCodeForm) -> dict[str, Any]:
    gate.knock_for_photos(request, at=timezone.now())
    secret = form.cleaned_data["secret"]
    found = queries.round_of(form.cleaned_data["number"], secret)
    if found is None:
        raise Refused("secret", _("Nummer en geheime code horen niet bij elkaar. Kijk ze allebei na."))
    done = ""
    which = request.POST.get("weg", "")
    is_key = which.isascii() and which.isdecimal() and len(which) <= 18
    photo = found.photos.filter(pk=int(which)).first() if is_key else None
    if photo:
        actions.take_own_photo_away(photo=photo, secret=secret, at=timezone.now())
        done = _("De foto is weg, overal.")
    return {
        "neighbourhood": found.activity.neighbourhood,
        "round": found,
        "secret": secret,
        "photos": list(found.photos.filter(gone_at__isnull=True).order_by("pk")),
        "done": done,
    }

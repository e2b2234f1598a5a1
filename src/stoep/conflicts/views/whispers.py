"""The protected way in: say it to two named people, look back with the codes; and what these two read.

Nothing of it goes into a session, a log or an address: pages are made in the answer to a form, and kept nowhere.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.conflicts import actions, forms, papers, queries
from stoep.conflicts.models import Whisper, Whispered
from stoep.network import access
from stoep.network import queries as network
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.places.models import Neighbourhood
from stoep.shared import receipts, visitor
from stoep.shared.refusal import NotAllowed, Refused

TRIES = 30
_both = require_http_methods(["GET", "HEAD", "POST"])


def _knock(request: HttpRequest, *, follows: bool) -> None:
    """Refused when a network does this too often.

    Counted under the very names under which an ordinary contribution is: what is kept of it for a day does not tell
    who came here.
    """
    network_name, now = visitor.address_of(request), timezone.now()
    if follows:
        people.knock(key=f"voices.follow:{network_name}", limit=TRIES, span=timedelta(minutes=10), at=now)
        return
    name = f"voices.post.network:{network_name}"
    people.knock(key=f"{name}:tries", limit=60, span=timedelta(minutes=10), at=now)
    people.knock(key=name, limit=60, span=timedelta(days=1), at=now)


@never_cache
@_both
def whisper(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what you dare not say in public. Who reads it stands on the page, by name."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    today = timezone.localdate()
    readers = queries.confidants(here, today)
    form = forms.WhisperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _knock(request, follows=False)
            typed = form.cleaned_data
            slip = actions.whisper(neighbourhood=here, words=typed["words"], posted_key=typed["key"], today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            page = {"neighbourhood": here, "number": receipts.spoken(slip.number), "readers": readers}
            return render(request, "conflicts/slip.html", page | {"secret": receipts.spoken_secret(slip.secret)})
    page = {
        "neighbourhood": here,
        "form": form,
        "readers": readers,
        "door": network.door(here, today),
        "is_reader": queries.is_confidant(access.standing_of(request, here), today),
    }
    return render(request, "conflicts/whisper.html", page, status=422 if form.is_bound and form.errors else 200)


@require_safe
def leaflet(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on paper: who the two are, how they are reached, and what they do with what you say."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    today = timezone.localdate()
    data = papers.leaflet(here, queries.confidants(here, today), network.door(here, today))
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="vertrouwelijk-{here.slug}.pdf"'
    return response


@never_cache
@_both
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """Look back with number and code: read the answer, write on, say yes or no to passing on, erase it all."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    form = forms.CodesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _knock(request, follows=True)
            found = queries.whisper_by(form.cleaned_data["number"], form.cleaned_data["secret"])
            if found is None or found.neighbourhood_id != here.pk:
                raise Refused("wrong-secret", _("Deze codes horen niet bij elkaar. Kijk op uw briefje."))
            return _conversation(request, here, found, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
    page = {"neighbourhood": here, "form": form}
    return render(request, "conflicts/look.html", page, status=422 if form.is_bound and form.errors else 200)


def _conversation(request: HttpRequest, here: Neighbourhood, found: Whisper, codes: dict[str, str]) -> HttpResponse:
    """The conversation of its writer, after what the pressed button asked."""
    secret, today, problem, said = codes["secret"], timezone.localdate(), "", ""
    wanted, typed = request.POST.get("doe", ""), request.POST.get("words", "")
    try:
        if wanted == "wis":
            actions.erase_whisper(whisper=found, secret=secret)
            return render(request, "conflicts/erased.html", {"neighbourhood": here})
        if wanted == "schrijf":
            found = actions.write_on(whisper=found, secret=secret, words=typed, today=today)
            said, typed = _("Uw woorden staan erbij."), ""
        elif wanted.startswith(("ja:", "nee:")):
            answer, _colon, key = wanted.partition(":")
            text = _text(found, key)
            actions.agree(text=text, secret=secret, agrees=answer == "ja", today=today)
            said = _("Uw antwoord staat erbij.")
    except Refused as refused:
        problem = str(refused)
    page = {
        "neighbourhood": here,
        "codes": codes,
        "whisper": found,
        "texts": queries.texts_of(found),
        "conflicts": {f"conflict:{one.pk}": one.title for one in queries.open_in(here)},
        "form": forms.MoreForm(initial={"words": typed}),
        "problem": problem,
        "said": said,
    }
    return render(request, "conflicts/own_whisper.html", page, status=422 if problem else 200)


def _text(found: Whisper, key: str) -> Whispered:
    try:
        return get_object_or_404(Whispered.objects.select_related("whisper"), whisper=found, pk=UUID(key))
    except ValueError:
        raise Http404 from None


def _reader(request: HttpRequest, slug: str) -> tuple[Neighbourhood, Standing]:
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, here)
    actions.require_confidant(standing, here.pk, timezone.localdate())
    return here, standing


@never_cache
@require_safe
def whispers(request: HttpRequest, slug: str) -> HttpResponse:
    """What came in, for the two who read it."""
    here, standing = _reader(request, slug)
    rows = list(queries.whispers(here)[:200])
    page = {"neighbourhood": here, "rows": rows, "standing": standing}
    return render(request, "conflicts/whispers.html", page)


@never_cache
@_both
def conversation(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """One conversation, for the two: answer, ask to pass a text on, pass it on after a yes, close."""
    here, standing = _reader(request, slug)
    found = get_object_or_404(Whisper.objects.select_related("neighbourhood"), neighbourhood=here, pk=pk)
    wanted = request.POST.get("doe", "") if request.method == "POST" else ""
    conflicts = queries.open_in(here)
    reply = forms.ReplyForm(request.POST if wanted == "antwoord" else None, prefix="a")
    ask = forms.AskForm(request.POST if wanted == "vraag" else None, conflicts=conflicts, prefix="v")
    problem = ""
    if request.method == "POST":
        try:
            if _did(wanted, found, standing, reply, ask):
                return redirect("conflicts:conversation", slug, pk)
        except NotAllowed:
            raise
        except Refused as refused:
            problem = str(refused)
    page = {
        "neighbourhood": here,
        "whisper": found,
        "texts": queries.texts_of(found),
        "conflicts": {f"conflict:{one.pk}": one.title for one in conflicts},
        "reply": reply,
        "ask": ask,
        "problem": problem,
    }
    wrong = problem or reply.errors or ask.errors
    return render(request, "conflicts/conversation.html", page, status=422 if wrong else 200)


def _did(wanted: str, found: Whisper, by: Standing, reply: Any, ask: Any) -> bool:
    """Do what the pressed button asked; False when its form must be mended."""
    today = timezone.localdate()
    if wanted == "antwoord" and reply.is_valid():
        actions.reply(whisper=found, words=reply.cleaned_data["words"], by=by, today=today)
    elif wanted == "vraag" and ask.is_valid():
        actions.ask_to_pass_on(whisper=found, by=by, today=today, **ask.cleaned_data)
    elif wanted.startswith("door:"):
        text = _text(found, wanted.removeprefix("door:"))
        actions.pass_on(text=text, by=by, at=timezone.now(), today=today)
    elif wanted == "sluit":
        actions.close_whisper(whisper=found, by=by, today=today)
    else:
        return False
    return True


@never_cache
@_both
def reached(request: HttpRequest, slug: str) -> HttpResponse:
    """How a confidant is reached without a screen: they say it themselves."""
    here, standing = _reader(request, slug)
    today = timezone.localdate()
    own = next(one for one in queries.confidants(here, today) if standing.person and one.name_of(standing.person))
    known = own.reached
    initial = {name: getattr(known, name) for name in ("phone", "hours", "place")} if known else {}
    form = forms.ReachedForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.be_reached(post=own.post, by=standing, at=timezone.now(), today=today, **form.cleaned_data)
        return redirect("conflicts:whisper", slug)
    page = {"neighbourhood": here, "form": form, "title": _("Hoe bent u te bereiken?"), "send": _("Bewaar")}
    more = {"lead": _("Dit staat op de bladzijde en op de folder."), "back": reverse("conflicts:whisper", args=[slug])}
    return render(request, "conflicts/form.html", page | more, status=422 if form.is_bound else 200)

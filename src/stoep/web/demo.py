"""The demonstration: look through somebody's eyes, read what would have been sent. Elsewhere these pages are 404."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from stoep.people import queries as people
from stoep.people.models import Account, Contact, Telling
from stoep.record.models import Log
from stoep.voices import access as voice_access
from stoep.voices.models import Voice
from stoep.web.demonstration.votes import letters_path

PAGE = 30
PLACE = "de-meerpaal"
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Eyes:
    """Somebody through whose eyes a newcomer may look: who they are, and what there is to try."""

    key: str
    name: str | Promise
    role: str | Promise
    to_try: str | Promise
    goal: str

    @property
    def email(self) -> str:
        """The address of the account that the demonstration made."""
        return f"{self.key}@voorbeeld.example"


EYES = (
    Eyes(
        "samira", _("Samira"), _("bewoner, leest met moeite"), _("Kijk wat er van haar inbreng kwam."), "thread:voice"
    ),
    Eyes("joost", _("Joost"), _("opbouwwerker"), _("Leg een belofte vast in minder dan een minuut."), "promises:note"),
    Eyes(
        "voorzitter",
        _("de voorzitter"),
        _("bewoner, zit de tafel voor"),
        _("Zet de agenda in een andere volgorde."),
        "agenda:order",
    ),
    Eyes(
        "ambtenaar",
        _("de ambtenaar"),
        _("werkt bij de gemeente"),
        _("Probeer de agenda te veranderen. Dat mag niet."),
        "agenda:order",
    ),
    Eyes(
        "wethouder",
        _("de wethouder"),
        _("bestuurt de gemeente"),
        _("Kijk wat u beloofde, en wat te laat is."),
        "promises:mine",
    ),
)


def only_in_demo(view: View[P]) -> View[P]:
    """The page exists in the demonstration alone."""

    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return cast(View[P], shown)


@only_in_demo
@never_cache
@require_POST
def look_through(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the five, as if with a second factor. The demonstration alone knows that mark."""
    eyes = next((eyes for eyes in EYES if eyes.key == request.POST.get("wie")), None)
    if eyes is None:
        raise Http404
    account = get_object_or_404(Account, email=eyes.email)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["demo_second_factor"] = True
    if (own := own_voice(eyes)) is not None:
        # She carries her slip: what only its secret opens is open to whoever looks through her eyes.
        voice_access.remember(request, own)
        return redirect("thread:voice", own.number)
    return redirect(goal(eyes))


def own_voice(eyes: Eyes) -> Voice | None:
    """What Samira said first, in the neighbourhood of the story; nothing for the others."""
    if eyes.key != "samira":
        return None
    said = Voice.objects.filter(neighbourhood__slug=PLACE, called="Samira", kind=Voice.Kind.IDEA)
    return said.order_by("pk").first()


def goal(eyes: Eyes) -> str:
    """Where there is something to try for these eyes: in the neighbourhood that was busy last, else their own page."""
    log = Log.objects.filter(neighbourhood__slug=PLACE).select_related("neighbourhood").first()
    if log is None:
        return reverse("people:me")
    if eyes.key == "samira":
        return reverse("people:me")
    return reverse(eyes.goal, args=[PLACE])


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of the site itself, as it would have been sent."""

    to: str
    subject: str
    body: str


@only_in_demo
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every mail, letter and telephone list: what people were told, newest first, one way at a time or all."""
    channel = request.GET.get("hoe", "")
    tellings = Telling.objects.select_related("contact", "neighbourhood").order_by("-created_at", "-pk")
    if channel in Contact.Channel.values:
        tellings = tellings.filter(contact__channel=channel)
    seen = request.GET.get("vanaf", "")
    start = int(seen) if seen.isdecimal() and len(seen) < 7 else 0
    found = list(tellings[start : start + PAGE + 1])
    shown = [(telling, people.address_of(telling.contact)) for telling in found[:PAGE]]
    page = {
        "tellings": shown,
        "mails": []
        if start or channel
        else mails(Path(getattr(settings, "EMAIL_FILE_PATH", "") or settings.DATA / "postvak")),
        "to_vote": {} if start or channel else letters_to_vote_with(),
        "channel": channel,
        "channels": Contact.Channel.choices,
        "older": f"?hoe={channel}&vanaf={start + PAGE}" if len(found) > PAGE else "",
    }
    return render(request, "web/demo/outbox.html", page)


def letters_to_vote_with() -> dict[str, Any]:
    """Letters of a round that nobody voted with yet: `title`, `place`, `address` and `codes`; nothing without them."""
    try:
        kept: dict[str, Any] = json.loads(letters_path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return kept


def mails(folder: Path) -> list[Mail]:
    """The last twenty mails that the site wrote into this folder, newest first; Django writes one file a connection."""
    files = sorted(folder.glob("*.log"), reverse=True)[:20] if folder.is_dir() else []
    return [_mail(path.read_bytes()) for path in files]


def _mail(raw: bytes) -> Mail:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    text = body.get_content() if body else ""
    return Mail(to=message["To"] or "", subject=message["Subject"] or "", body=text.rstrip("-\n "))

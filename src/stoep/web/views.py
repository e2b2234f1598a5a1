"""The pages that belong to no room: the front page, the language, and what Stoep says about itself."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.shared import receipts
from stoep.shared.refusal import Refused
from stoep.voices import access as voice_access
from stoep.voices.models import Voice
from stoep.web import actions, demo, queries


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Stoep is, where to find your wijk, and which neighbourhoods live here."""
    template = "web/demo/home.html" if settings.DEMO else "web/home.html"
    return render(request, template, {"logs": queries.lively(), "eyes": demo.EYES})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """A page with the languages as buttons. Choosing one sets a cookie, and goes back to where the reader was."""
    back = safe_back(request, request.POST.get("terug") or request.GET.get("terug") or "/")
    chosen = request.POST.get("language", "")
    if request.method != "POST" or chosen not in dict(settings.LANGUAGES):
        return render(request, "web/language.html", {"back": back, "languages": settings.LANGUAGES})
    response = redirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def safe_back(request: HttpRequest, wanted: str) -> str:
    """An address on this very site, or the front page: nobody is sent elsewhere by a link that looks like ours."""
    secure = request.is_secure()
    allowed = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None, require_https=secure
    )
    return wanted if allowed else "/"


@require_safe
def page(request: HttpRequest, template: str) -> HttpResponse:
    """A page of plain text: about, accessibility, privacy, the code."""
    known = {
        "contact": settings.STOEP_CONTACT,
        "owner": settings.STOEP_OWNER,
        "weeks": settings.STOEP_ANSWER_WEEKS,
        "source": settings.STOEP_SOURCE,
    }
    return render(request, template, known)


@never_cache
@require_POST
def wipe(request: HttpRequest, number: str) -> HttpResponse:
    """An author wipes their words for good, wherever they stand."""
    voice = get_object_or_404(Voice.objects.select_related("neighbourhood"), number=receipts.tidy(number))
    if voice_access.holds_secret(request, voice) and "sure" not in request.POST:
        raise Refused("not-sure", _("Ga terug en zet een vinkje als u het zeker weet."))
    actions.wipe_voice(voice=voice, secret=voice_access.proof(request, voice), at=timezone.now())
    messages.success(request, _("Uw woorden zijn gewist. Het nummer en de antwoorden blijven staan."))
    return redirect("voices:own", number=voice.number)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a leak. Made anew on each visit, so that it never expires unnoticed."""
    until = timezone.now().astimezone(UTC) + timedelta(days=180)
    lines = [
        f"Contact: {settings.STOEP_SECURITY_CONTACT}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone: pages that belong to one person, and a demonstration as a whole."""
    private = ["/"] if settings.DEMO else ["/account/", "/mijn/", "/nr/", "/taal/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in private)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

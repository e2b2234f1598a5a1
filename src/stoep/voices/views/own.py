"""Follow a number, and do as its author: hear in another way, withdraw, wipe."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stoep.places import buurten
from stoep.shared import receipts
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import access, actions, forms, queries
from stoep.voices.models import Following, Voice
from stoep.voices.views import gate


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The number and the secret from a slip open the line. A script fills them in from the QR code's fragment."""
    form = forms.FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = receipts.tidy(form.cleaned_data["number"])
        secret = form.cleaned_data["secret"]
        if not secret:
            return redirect("thread:voice", number=number)
        try:
            gate.knock_to_follow(request, at=timezone.now())
            voice = queries.by_number(number)
            if not queries.proves(voice, secret) or voice is None:
                # One answer for an unknown number and for a wrong code: it tells nobody which numbers exist.
                raise Refused("secret", _("Nummer en geheime code horen niet bij elkaar. Kijk ze allebei na."))
        except Refused as refused:
            form.refuse(refused)
        else:
            access.remember(request, voice)
            return redirect(voice)
    return render(request, "voices/follow.html", {"form": form}, status=422 if form.is_bound else 200)


def _own(request: HttpRequest, number: str) -> Voice:
    voice = get_object_or_404(Voice.objects.select_related("neighbourhood"), number=number)
    if not access.holds_secret(request, voice):
        raise NotAllowed(
            "wrong-secret",
            _("Dit is van de maker van deze inbreng. Vul eerst het nummer en de geheime code van uw bewijs in."),
        )
    return voice


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that is kept of this voice, and what its author may do. A post changes how they hear."""
    voice = _own(request, number)
    form = forms.TellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        channel, address = form.contact() or ("", "")
        language = get_language() or settings.LANGUAGE_CODE
        try:
            actions.follow(
                voice=voice,
                secret=access.proof(request, voice),
                channel=channel,
                address=address,
                language=language,
                at=timezone.now(),
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Opgeslagen. Uw oude adres is gewist."))
            return redirect("voices:own", number=number)
    return _page(request, voice, form, forms.EraseForm(), status=422 if form.is_bound else 200)


@never_cache
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the words out of the public, or show them again."""
    voice = _own(request, number)
    act = actions.show_again if "again" in request.POST else actions.withdraw
    act(voice=voice, secret=access.proof(request, voice), at=timezone.now())
    messages.success(request, _("Gedaan. Hieronder ziet u wie uw woorden nu kan lezen."))
    return redirect("voices:own", number=number)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave nothing of the author's proofs on this device."""
    access.forget(request)
    messages.success(request, _("Dit toestel kent uw nummer niet meer."))
    return redirect("voices:follow")


def _page(
    request: HttpRequest, voice: Voice, form: forms.TellForm, erase_form: forms.EraseForm, *, status: int
) -> HttpResponse:
    context = {
        "voice": voice,
        "neighbourhood": voice.neighbourhood,
        "form": form,
        "erase_form": erase_form,
        "buurt": buurten.name_of(voice.buurt_code) if voice.buurt_code else "",
        "photo": queries.photo_of(voice),
        "followings": Following.objects.filter(voice=voice).select_related("contact"),
    }
    return render(request, "voices/own.html", context, status=status)

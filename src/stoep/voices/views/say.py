"""Say it: on the screen or from a card, and take the receipt home."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.network import access
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import access as author
from stoep.voices import actions, forms, papers, queries
from stoep.voices.models import Voice
from stoep.voices.views import gate


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, slug: str) -> HttpResponse:
    """Say something on the screen, without an account. What was typed stays when something is wrong."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, here)
    form = forms.PostForm(request.POST or None, request.FILES or None, neighbourhood=here)
    if request.method == "POST" and form.is_valid():
        receipt = _posted(request, form, here, standing, channel=Voice.Channel.SCREEN)
        if receipt:
            return author.keep_receipt(redirect("voices:receipt", number=receipt.number), receipt)
    response = render(
        request,
        "voices/post.html",
        {"neighbourhood": here, "form": form, "weeks": settings.STOEP_ANSWER_WEEKS},
        status=422 if form.is_bound else 200,
    )
    return gate.know_device(request, response)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Type over cards, one after another, or take down what somebody says."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, here)
    network.require(standing, right="host", act="voices.post")
    kept = request.session.get("voices_card", {})
    initial = {"said_on": timezone.localdate(), "channel": "card"} | kept
    form = forms.CardForm(request.POST or None, request.FILES or None, neighbourhood=here, initial=initial)
    if request.method == "POST" and form.is_valid():
        receipt = _posted(request, form, here, standing, taken_down_by=standing.person)
        if receipt:
            request.session["voices_card"] = {
                "channel": form.cleaned_data["channel"],
                "said_on": form.cleaned_data["said_on"].isoformat(),
            }
            address = f"{reverse('voices:card', args=[slug])}?na={receipt.number}"
            return author.keep_receipt(redirect(address), receipt)
    last = queries.by_number(request.GET.get("na", ""))
    context = {"neighbourhood": here, "form": form, "last": last if last and last.neighbourhood == here else None}
    return render(request, "voices/card.html", context, status=422 if form.is_bound else 200)


def _posted(
    request: HttpRequest, form: Any, here: Neighbourhood, standing: Standing, **fields: Any
) -> actions.Receipt | None:
    """The receipt; or None, and the form says what is wrong."""
    now = timezone.now()
    try:
        gate.knock_to_post(request, standing, at=now)
    except Refused as refused:
        form.refuse(refused)
        return None
    try:
        return actions.post(
            neighbourhood=here,
            by=standing.actor() if standing.person else VISITOR,
            at=now,
            today=timezone.localdate(),
            checked_by=standing.person if standing.in_network else None,
            language=get_language() or settings.LANGUAGE_CODE,
            **form.said(),
            **fields,
        )
    except NotAllowed:
        raise
    except Refused as refused:
        gate.forgive_post(request, standing)
        form.refuse(refused)
        return None


@never_cache
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt: number, secret, and the day by which the author will hear."""
    voice = get_object_or_404(Voice.objects.select_related("neighbourhood"), number=number)
    secret = author.receipt_secret(request, number)
    is_own = queries.proves(voice, secret)
    asks_already = is_own and voice.kind == Voice.Kind.CONCERN and not voice.already
    context = {
        "voice": voice,
        "neighbourhood": voice.neighbourhood,
        "secret": receipts.spoken_secret(secret) if is_own else "",
        "already_form": forms.AlreadyForm() if asks_already else None,
        "hosts": access.standing_of(request, voice.neighbourhood).hosts,
    }
    return render(request, "voices/receipt.html", context, status=200 if is_own else 404)


@never_cache
@require_safe
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as an A6 PDF. Only the browser that holds the secret can print it."""
    voice = get_object_or_404(Voice.objects.select_related("neighbourhood"), number=number)
    secret = author.receipt_secret(request, number)
    if not queries.proves(voice, secret):
        raise Http404
    return _pdf(papers.slip(voice, secret), f"bewijs-{voice.number}.pdf")


@never_cache
@require_POST
def already(request: HttpRequest, number: str) -> HttpResponse:
    """The second small step after a concern: who already does something, and what works."""
    voice = get_object_or_404(Voice.objects.select_related("neighbourhood"), number=number)
    secret = author.receipt_secret(request, number)
    form = forms.AlreadyForm(request.POST)
    if form.is_valid():
        try:
            actions.add_already(voice=voice, secret=secret, already=form.cleaned_data["already"], at=timezone.now())
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("already", str(refused))
        else:
            messages.success(request, _("Dank u. Dit staat nu bij uw inbreng."))
            return redirect("voices:receipt", number=number)
    context = {
        "voice": voice,
        "neighbourhood": voice.neighbourhood,
        "secret": receipts.spoken_secret(secret) if queries.proves(voice, secret) else "",
        "already_form": form,
    }
    return render(request, "voices/receipt.html", context, status=422)


@require_POST
def done(request: HttpRequest, number: str) -> HttpResponse:
    """Leave nothing of the receipt on this device."""
    voice = get_object_or_404(Voice.objects.select_related("neighbourhood"), number=number)
    response = redirect(voice.neighbourhood)
    author.drop_receipt(response, number)
    return response


@require_safe
def blank_card(request: HttpRequest, slug: str) -> HttpResponse:
    """An empty card for the table, to print and fill in by hand: ?maat=a5 or a6, in the reader's language."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    size = "a6" if request.GET.get("maat") == "a6" else "a5"
    return _pdf(papers.blank_card(here, size), f"kaart-{here.slug}-{size}.pdf")


def _pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response

"""The host's desk: type over cards, look at strangers' texts, answer, join what says the same."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from stoep.network import access
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import actions, forms, queries
from stoep.voices.actions.lock import of_here
from stoep.voices.models import Answer, Joining, Voice

QUEUE = 10


def _voice(number: str) -> Voice:
    return get_object_or_404(Voice.objects.select_related("neighbourhood"), number=number)


def _host(request: HttpRequest, neighbourhood: Neighbourhood, act: str) -> Standing:
    standing = access.standing_of(request, neighbourhood)
    network.require(standing, right="host", act=act)
    return standing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """The texts of strangers that wait for a host's eye, oldest first: show, or hold back with a reason."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = _host(request, here, "voices.show")
    bound: dict[str, forms.HoldBackForm] = {}
    if request.method == "POST":
        voice = get_object_or_404(Voice, number=request.POST.get("number", ""), neighbourhood=here)
        wrong = _decide(request, voice, standing)
        if wrong is None:
            return redirect("voices:check", slug=slug)
        bound[voice.number] = wrong
    waiting = list(queries.unchecked(here).select_related("photo")[:QUEUE])
    rows = [(voice, bound.get(voice.number) or forms.HoldBackForm(prefix=voice.number)) for voice in waiting]
    status = 422 if bound else 200
    return render(request, "voices/check.html", {"neighbourhood": here, "rows": rows}, status=status)


def _decide(request: HttpRequest, voice: Voice, standing: Standing) -> forms.HoldBackForm | None:
    if "show" in request.POST:
        actions.show(voice=voice, by=standing, at=timezone.now())
        messages.success(request, _("Inbreng %(number)s staat nu open.") % {"number": voice.spoken})
        return None
    form = forms.HoldBackForm(request.POST, prefix=voice.number)
    if not form.is_valid():
        return form
    try:
        actions.hold_back(voice=voice, why=form.reason(), by=standing, at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        form.refuse(refused)
        return form
    messages.success(request, _("Inbreng %(number)s wordt niet getoond.") % {"number": voice.spoken})
    return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Say what becomes of a voice. For hosts, and for an institution that it was passed on to."""
    voice = _voice(number)
    standing = access.standing_of(request, voice.neighbourhood)
    passed = queries.is_passed_to(voice, standing)
    if not passed:
        network.require(standing, right="host", act="voices.answer", subject=f"voice:{voice.number}")
    form = forms.AnswerForm(request.POST or None, as_institution=passed and not standing.hosts)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(voice=voice, by=standing, at=timezone.now(), **form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Uw antwoord staat erbij. De maker hoort het."))
            return redirect(voice)
    context = {"voice": voice, "form": form, "may_read": queries.may_read(voice, standing)}
    return _page(request, "voices/answer.html", voice.neighbourhood, context, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an answer back, with the reason."""
    given = get_object_or_404(Answer.objects.select_related("voice__neighbourhood", "passed_to"), pk=pk)
    voice = given.voice
    standing = access.standing_of(request, voice.neighbourhood)
    if not (standing.person and standing.in_network and given.given_by_id == standing.person.pk):
        network.require(standing, right="host", act="voices.revoke", subject=f"voice:{voice.number}")
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revoke(answer=given, why=form.cleaned_data["why"], by=standing, at=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Het antwoord is ingetrokken. De maker hoort het."))
            return redirect(voice)
    context = {"voice": voice, "given": given, "form": form}
    return _page(request, "voices/revoke.html", voice.neighbourhood, context, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, number: str) -> HttpResponse:
    """A voice beside those that may say the same; a host joins it with one of them, and says why."""
    voice = _voice(number)
    standing = access.standing_of(request, voice.neighbourhood)
    network.require(standing, right="host", act="voices.join", subject=f"voice:{voice.number}")
    form = forms.JoinForm(request.POST or None, initial={"into": request.GET.get("met", "")[:40]})
    if request.method == "POST" and form.is_valid():
        try:
            into = queries.by_number(form.cleaned_data["into"])
            if into is None:
                raise Refused("into", _("Dit nummer kennen wij niet. Kijk het nog eens na."))
            of_here(into, standing, "voices.join")
            actions.join(voice=voice, into=into, why=form.cleaned_data["why"], by=standing, at=timezone.now())
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Samengevoegd. De maker hoort het."))
            return redirect(voice)
    context = {
        "voice": voice,
        "matches": queries.similar(voice, voice.neighbourhood, 5),
        "joinings": Joining.objects.filter(voice=voice, split_at__isnull=True).select_related("into"),
        "form": form,
    }
    return _page(request, "voices/join.html", voice.neighbourhood, context, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a joined voice go its own way again, with the reason."""
    joining = get_object_or_404(Joining.objects.select_related("voice__neighbourhood", "into"), pk=pk)
    voice = joining.voice
    standing = access.standing_of(request, voice.neighbourhood)
    network.require(standing, right="host", act="voices.split", subject=f"voice:{voice.number}")
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.split(joining=joining, why=form.cleaned_data["why"], by=standing, at=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Uit elkaar gehaald. De maker hoort het."))
            return redirect(voice)
    context = {"voice": voice, "joining": joining, "form": form}
    return _page(request, "voices/split.html", voice.neighbourhood, context, form)


def _page(
    request: HttpRequest, template: str, here: Neighbourhood, context: dict[str, object], form: Form
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"neighbourhood": here} | context, status=status)

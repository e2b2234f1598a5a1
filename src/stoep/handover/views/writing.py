"""Pages to write: a change of power, answers to its lines, what is known of money, and the receiver's agreement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stoep.handover import actions, queries, wording
from stoep.handover.actions import doors
from stoep.handover.actions.reply import ACT as REPLY
from stoep.handover.actions.reply import Said
from stoep.handover.forms import AgreeForm, Kept, MarkForm, PowerForm, ReplyForm
from stoep.handover.models import Line, Power
from stoep.handover.views.pages import at_line, power_or_404
from stoep.network import access
from stoep.network import actions as network
from stoep.places.access import neighbourhood_or_404
from stoep.promises import queries as promises
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import access as voice_access


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_power(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down who left and who came. What runs is listed for them, and stays as it is."""
    neighbourhood, today = neighbourhood_or_404(slug), timezone.localdate()
    standing = access.standing_of(request, neighbourhood)
    network.require_here(standing, neighbourhood.pk, right="take-part", act="handover.change_power")
    form = PowerForm(
        _sent(request),
        organisations=queries.known_organisations(neighbourhood),
        people=promises.known_people(neighbourhood, today),
        initial={"op": today},
    )

    def act() -> HttpResponse:
        power = actions.change_power(by=standing, at=timezone.now(), today=today, **form.said())
        messages.success(request, _("Dit staat er nu. Wat liep, loopt door."))
        return redirect(power)

    page = {"neighbourhood": neighbourhood}
    return _acted(request, form, act, "handover/change_power.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down what is known of a subsidy or contract, alone or at a line of a dossier (?regel=)."""
    neighbourhood = neighbourhood_or_404(slug)
    standing = access.standing_of(request, neighbourhood)
    network.require_here(standing, neighbourhood.pk, right="take-part", act="handover.mark")
    shown = _asked_line(request, slug)
    known = [shown.line.power.organisation] if shown else queries.known_organisations(neighbourhood)
    form = MarkForm(_sent(request), organisations=known, initial=_known_of(shown))

    def act() -> HttpResponse:
        actions.mark(by=standing, at=timezone.now(), tied=_tied(shown), **form.said())
        messages.success(request, _("Dit staat er nu. Iedereen kan het lezen."))
        return redirect(at_line(shown.line.power, shown.line.pk)) if shown else redirect("handover:powers", slug)

    page = {"neighbourhood": neighbourhood, "shown": shown, "advice": wording.advice(), "standing": standing}
    return _acted(request, form, act, "handover/mark.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, slug: str, pk: int, line: int) -> HttpResponse:
    """Answer one line: confirm, talk again, or stop. What was typed stays when something is missing."""
    power = power_or_404(slug, pk)
    shown = _line_or_404(power, line)
    standing = access.standing_of(request, power.neighbourhood)
    doors.answer_for(standing, power, act=REPLY)
    form = ReplyForm(_sent(request), initial={"gezien": len(shown.replies)})

    def act() -> HttpResponse:
        cleaned = form.cleaned_data
        actions.reply(
            line=shown.line,
            said=Said(
                kind=cleaned["keuze"],
                why=cleaned["waarom"],
                what=cleaned["wat"],
                what_by_on=cleaned["wat_op"],
                stop_on=cleaned["stopt_op"],
                short_why=cleaned["toch_eerder"],
            ),
            by=standing,
            at=timezone.now(),
            today=timezone.localdate(),
            seen=cleaned["gezien"],
            posted_key=form.key,
        )
        messages.success(request, _("Uw antwoord staat er. Iedereen kan het lezen."))
        return redirect(at_line(power, shown.line.pk))

    page = {"neighbourhood": power.neighbourhood, "power": power, "shown": shown, "advice": wording.advice()}
    return _acted(request, form, act, "handover/reply.html", page)


@never_cache
@require_POST
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm every line with a tick, each by an answer of its own."""
    power = power_or_404(slug, pk)
    standing = access.standing_of(request, power.neighbourhood)
    ticked = request.POST.getlist("regel")
    keys = [int(typed) for typed in ticked if typed.isascii() and typed.isdigit() and len(typed) <= 18]
    given: dict[str, Any] = {"by": standing, "at": timezone.now(), "today": timezone.localdate()}
    try:
        done = actions.confirm_many(power=power, lines=keys, posted_key=request.POST.get("sleutel", ""), **given)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext("%(count)s regel is bevestigd.", "%(count)s regels zijn bevestigd.", done.confirmed)
        messages.success(request, words % {"count": done.confirmed})
        if done.answered:
            words = ngettext(
                "Op %(count)s regel was al antwoord gegeven. Die is niet veranderd.",
                "Op %(count)s regels was al antwoord gegeven. Die zijn niet veranderd.",
                done.answered,
            )
            messages.info(request, words % {"count": done.answered})
    return redirect(power)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, slug: str, pk: int, line: int) -> HttpResponse:
    """Whoever was promised something says yes or no to what the newcomer proposes; only a yes gives it new words."""
    power = power_or_404(slug, pk)
    shown = _line_or_404(power, line)
    promise = shown.line.promise
    if promise is None or shown.reply is None:
        raise Http404
    standing = access.standing_of(request, power.neighbourhood)
    voice = next((heard for heard in promises.sources(promise) if voice_access.holds_secret(request, heard)), None)
    proof = voice_access.proof(request, voice) if voice else ""
    doors.receive(standing, promise, voice, proof, act="handover.agree")
    form = AgreeForm(_sent(request))
    last = shown.reply

    def act() -> HttpResponse:
        given: dict[str, Any] = {"by": standing, "at": timezone.now(), "today": timezone.localdate()}
        given |= {"reply": last, "voice": voice, "secret": proof}
        if form.says_no:
            actions.decline(words=form.cleaned_data["woorden"], **given)
            messages.success(request, _("U zei nee. De belofte blijft staan zoals zij stond."))
            return redirect(f"{promise.get_absolute_url()}#inhoud")
        actions.agree(**given)
        messages.success(request, _("U bent het eens. De belofte heeft nu nieuwe woorden."))
        return redirect(f"{promise.get_absolute_url()}#inhoud")

    page = {"neighbourhood": power.neighbourhood, "power": power, "shown": shown}
    return _acted(request, form, act, "handover/agree.html", page)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing at all."""
    return request.POST if request.method == "POST" else None


def _acted(request: HttpRequest, form: Kept, act: Any, template: str, page: dict[str, Any]) -> HttpResponse:
    """Show a form, or do what it asks and go on; what was typed is kept when the act refuses."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                answer: HttpResponse = act()
            except NotAllowed:
                raise
            except Refused as refused:
                form.refuse(refused)
            else:
                return answer
    return render(request, template, {**page, "form": form}, status=status)


def _line_or_404(power: Power, key: int) -> queries.Shown:
    shown = queries.dossier(power, timezone.localdate()).by_key(key)
    if shown is None:
        raise Http404
    return shown


def _asked_line(request: HttpRequest, slug: str) -> queries.Shown | None:
    """The line that the address names; 404 when it is of another neighbourhood."""
    typed = request.GET.get("regel", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 18):
        return None
    line = Line.objects.filter(pk=int(typed), power__neighbourhood__slug=slug).first()
    if line is None or line.link_id is not None:
        raise Http404
    return _line_or_404(power_or_404(slug, line.power_id), line.pk)


def _tied(shown: queries.Shown | None) -> actions.Tied:
    if shown is None:
        return actions.Tied()
    return actions.Tied(shown.line.promise, shown.line.item, shown.line.commitment)


def _known_of(shown: queries.Shown | None) -> dict[str, Any]:
    """What is known already stands in the form, so that only what is wrong has to be typed."""
    tied = shown.tied if shown else None
    if shown is None or tied is None:
        return {"wat": shown.title[:300]} if shown else {}
    return {
        "soort": tied.kind,
        "organisatie": str(tied.organisation_id),
        "wat": tied.what,
        "aan_wie": tied.to_called,
        "sinds": tied.since_on,
        "tot": tied.until_on,
        "bedrag": wording.typed_amount(tied.cents),
        "doorlopend": tied.lasting,
        "voorbehoud": tied.if_budgeted,
        "bron": tied.source,
        "opmerking": tied.note,
    }

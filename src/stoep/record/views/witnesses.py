"""What a witness comes for: the page, what it is asked to sign, and where it brings what it signed.

The signature is the authority here: no account, no session, no cookie. So no form of another site can do any harm.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.record import actions, queries
from stoep.record.actions.cosign import LONGEST_NOTE
from stoep.record.forms import CosignedForm
from stoep.record.models import Log
from stoep.record.views.log import file_of, log_or_404
from stoep.shared import visitor
from stoep.shared.refusal import Refused

PLAIN = "text/plain; charset=utf-8"
TRIES_AN_HOUR = 60


@require_http_methods(["GET", "HEAD", "POST"])
def witnesses(request: HttpRequest, slug: str) -> HttpResponse:
    """Who watches this log, when each looked last, whether it is enough; and what was signed, brought on a stick."""
    shown = log_or_404(slug) if request.method != "POST" else _log(slug)
    form = CosignedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _may_try(request, form):
        try:
            given = actions.cosign(log=shown, note=form.cleaned_data["note"], at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            names = ", ".join(each.witness.called for each in given)
            messages.success(request, _("Dank u. De handtekening van %(names)s staat erbij.") % {"names": names})
            return redirect("record:witnesses", slug)
    newest = queries.latest_checkpoint(shown) if shown.pk else None
    context = {
        "log": shown,
        "neighbourhood": shown.neighbourhood,
        "watch": queries.watch(shown.neighbourhood, timezone.localdate()),
        "checkpoint": newest,
        "seen": queries.seen(newest) if newest else None,
        "form": form,
        "address": request.build_absolute_uri(reverse("record:log", args=[slug])).removesuffix("logboek/"),
    }
    return render(request, "record/witnesses.html", context)


def _may_try(request: HttpRequest, form: CosignedForm) -> bool:
    if _tries_left(request):
        return True
    form.add_error(None, _("Dit was al heel vaak geprobeerd. Probeer het over een uur nog eens."))
    return False


def _tries_left(request: HttpRequest) -> bool:
    """At most sixty an hour from one network: a signature is quickly checked, and a flood of them is still a flood."""
    key = "record.cosign:" + visitor.kept_key(visitor.address_of(request), "cosign", 1)
    cache.add(key, 0, timeout=3600)
    try:
        return cache.incr(key) <= TRIES_AN_HOUR
    except ValueError:  # it ran out this very moment
        return True


@require_safe
def witness_request(request: HttpRequest, slug: str) -> HttpResponse:
    """What a witness is asked to sign (C2SP tlog-witness); `?oud=` is how many entries it saw.

    404 before the first checkpoint. 409 with our size when it saw more: then it knows that something is wrong.
    """
    shown = _log(slug)
    text = request.GET.get("oud", "0")
    old = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    newest = queries.latest_checkpoint(shown)
    if newest is None:
        raise Http404
    asked = queries.witness_request(shown, old)
    if asked is None:
        return _size(newest.size)
    return file_of(asked, f"{slug}-vraag.txt")


def _log(slug: str) -> Log:
    shown = log_or_404(slug)
    if not shown.pk:
        raise Http404
    return shown


def _size(size: int) -> HttpResponse:
    return HttpResponse(f"{size}\n", content_type="text/x.tlog.size", status=409)


@csrf_exempt
@require_POST
def cosign(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in a checkpoint with the signature of a witness under it, as the program sends it.

    200 also when it was here already. 409 with our size: not a checkpoint of ours. 403: no running witness signed it.
    422: unreadable, or false. 429: too often.
    """
    shown = _log(slug)
    if not _tries_left(request):
        return HttpResponse("429\n", content_type=PLAIN, status=429)
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_NOTE:
            return HttpResponse("422\n", content_type=PLAIN, status=422)
        note = request.body.decode()
        given = actions.cosign(log=shown, note=note, at=timezone.now())
    except ValueError:
        return HttpResponse("422\n", content_type=PLAIN, status=422)
    except actions.NotOurs as other:
        return _size(other.size)
    except Refused as refused:
        status = 403 if refused.code == "no-witness" else 422
        return HttpResponse(f"{refused}\n", content_type=PLAIN, status=status)
    return HttpResponse("".join(f"{each.witness.called}\n" for each in given), content_type=PLAIN)


@require_safe
def public_keys(request: HttpRequest, slug: str) -> HttpResponse:
    """Every key of this log, one a line, and behind it from which size it signs."""
    shown = _log(slug)
    lines = [f"{key.written()} {period.from_size}\n" for period in queries.key_history(shown) for key in period.keys]
    return file_of("".join(lines), f"{slug}-sleutels.txt")


@require_safe
def newest_note(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest checkpoint as a file, with the witnesses who saw it."""
    newest = queries.latest_checkpoint(_log(slug))
    if newest is None:
        raise Http404
    return file_of(queries.note_of(newest), f"{slug}-nieuwste.txt")


@require_safe
def witness_program(request: HttpRequest) -> FileResponse:
    """The program of a witness: one file that runs on any Python from 3.11."""
    path = Path(settings.ROOT) / "verify" / "stoep-witness.py"
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="text/x-python")

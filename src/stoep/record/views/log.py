"""Pages of the public log. They read; nothing here writes."""

from __future__ import annotations

from pathlib import Path

import segno
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from stoep.core.sealing import words
from stoep.core.sealing.checkpoint import decode
from stoep.places.models import Neighbourhood
from stoep.record import queries, sentences
from stoep.record.forms import WordsForm
from stoep.record.models import Checkpoint, Entry, Log, Stamp

PAGE = 50


def log_or_404(slug: str) -> Log:
    """The log of this neighbourhood, an unsaved empty one before its first act, or 404."""
    try:
        return queries.log_of(slug)
    except Log.DoesNotExist:
        return Log(neighbourhood=get_object_or_404(Neighbourhood, slug=slug))


def _index(text: str | None, size: int) -> int:
    """The index below which a page of entries begins; the end of the log for anything that is no number."""
    return min(int(text), size) if text and text.isascii() and text.isdigit() and len(text) < 19 else size


@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """What was done, newest first, 50 on a page."""
    shown = log_or_404(slug)
    before = _index(request.GET.get("voor"), shown.size)
    entries = list(queries.entries_before(shown, before, PAGE)) if shown.pk else []
    lines = [{"entry": row, "told": sentences.sentence(row), "by": sentences.by(row)} for row in entries]
    context = {
        "log": shown,
        "neighbourhood": shown.neighbourhood,
        "lines": lines,
        "checkpoint": queries.latest_checkpoint(shown) if shown.pk else None,
        "older_page": f"?voor={entries[-1].index}" if entries and entries[-1].index else "",
        "newer_page": f"?voor={before + PAGE}" if before < shown.size else "",
    }
    return render(request, "record/log.html", context)


def _entry(slug: str, index: int) -> Entry:
    return get_object_or_404(
        Entry.objects.select_related("log__neighbourhood"), log__neighbourhood__slug=slug, index=index
    )


@require_safe
def entry(request: HttpRequest, slug: str, index: int) -> HttpResponse:
    """One entry: in words, exactly as sealed, and with its proof."""
    shown = _entry(slug, index)
    newest = queries.latest_checkpoint(shown.log)
    covered = newest is not None and newest.size > index
    context = {
        "entry": shown,
        "log": shown.log,
        "neighbourhood": shown.log.neighbourhood,
        "told": sentences.sentence(shown),
        "by": sentences.by(shown),
        "personal": shown.sealed()["personal"],
        "erased": sentences.fields(queries.erased_fields(shown)),
        "checkpoint": newest if covered else None,
        "proof": queries.proof(shown, newest) if newest is not None and covered else None,
        "keys": queries.public_keys(shown.log),
    }
    return render(request, "record/entry.html", context)


@require_safe
def proof(request: HttpRequest, slug: str, index: int) -> HttpResponse:
    """The proof as a file to keep: C2SP tlog-proof. 404 until a checkpoint covers the entry."""
    shown = _entry(slug, index)
    newest = queries.latest_checkpoint(shown.log)
    if newest is None or newest.size <= index:
        raise Http404
    return file_of(queries.proof(shown, newest).text(), f"{slug}-{index}.tlog-proof")


def file_of(text: str, name: str) -> HttpResponse:
    """A plain text to keep, under this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


@require_safe
def latest_checkpoint(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest checkpoint, to print."""
    shown = log_or_404(slug)
    newest = queries.latest_checkpoint(shown) if shown.pk else None
    return _checkpoint_page(request, shown, newest)


@require_safe
def checkpoint(request: HttpRequest, slug: str, size: int) -> HttpResponse:
    """A checkpoint of before, and the proof that nothing under it was changed since."""
    return _checkpoint_page(request, log_or_404(slug), _checkpoint(slug, size))


def _checkpoint(slug: str, size: int) -> Checkpoint:
    found = Checkpoint.objects.select_related("log__neighbourhood")
    return get_object_or_404(found, log__neighbourhood__slug=slug, size=size)


def _checkpoint_page(request: HttpRequest, shown: Log, row: Checkpoint | None) -> HttpResponse:
    context: dict[str, object] = {"log": shown, "neighbourhood": shown.neighbourhood, "checkpoint": row}
    if row is not None:
        newest = queries.latest_checkpoint(shown) or row
        address = request.build_absolute_uri(reverse("record:checkpoint", args=[shown.neighbourhood.slug, row.size]))
        # The root stands behind the hash sign, so that the paper itself carries it and no server hears of it.
        kept: dict[str, str | int] = {"log": shown.origin, "size": row.size, "root": row.root}
        code = f"{address}#{urlencode(kept)}"
        context |= {
            "words": words.words(decode(row.root)),
            "square": segno.make(code, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff"),
            "growth": queries.growth(row, newest) if newest.size > row.size else None,
            "seen": queries.seen(row),
            "stamp": Stamp.objects.filter(checkpoint=row).first(),
        }
    return render(request, "record/checkpoint.html", context)


@require_safe
def checkpoint_note(request: HttpRequest, slug: str, size: int) -> HttpResponse:
    """The signed checkpoint as a file to keep: C2SP tlog-checkpoint."""
    return file_of(queries.note_of(_checkpoint(slug, size)), f"{slug}-{size}.txt")


@require_safe
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """How to check the log yourself; and which checkpoint the twelve words from the paper belong to."""
    shown = log_or_404(slug)
    form = WordsForm(request.GET if "woorden" in request.GET else None, log=shown)
    found = form.cleaned_data["woorden"] if form.is_bound and form.is_valid() else None
    newest = queries.latest_checkpoint(shown) if shown.pk else None
    context = {
        "log": shown,
        "neighbourhood": shown.neighbourhood,
        "form": form,
        "found": found,
        "growth": queries.growth(found, newest) if found and newest else None,
        "checkpoint": newest,
        "periods": queries.key_history(shown) if shown.pk else [],
    }
    return render(request, "record/check.html", context)


@require_safe
def export(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The whole public log as one file for stoep-verify; 404 before the first act."""
    shown = log_or_404(slug)
    if not shown.pk:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{slug}-logboek.jsonl"'}
    lines = queries.export_lines(shown)
    return StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8", headers=headers)


@require_safe
def verifier(request: HttpRequest) -> FileResponse:
    """The program that checks an export: one file that runs on any Python from 3.11, without us."""
    path = Path(settings.ROOT) / "verify" / "stoep-verify.py"
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="text/x-python")

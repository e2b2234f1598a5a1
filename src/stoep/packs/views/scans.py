"""Scans of a pile: added while they stream in, looked at by hosts, and destroyed on their day."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from stoep.packs import actions, queries
from stoep.packs.actions.scans import picture_of
from stoep.packs.uploads import MOST_BYTES, Bounded
from stoep.packs.views import door
from stoep.shared.refusal import NotAllowed, Refused


@csrf_exempt  # only until the bound stands before the files are read: `_add` checks it as every form is checked
@require_POST
def add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep scans with a pile. What is too large is refused while it streams in, with a sentence."""
    bound = Bounded(request)
    request.upload_handlers.insert(0, bound)
    return _add(request, slug, pk, bound)


@csrf_protect
def _add(request: HttpRequest, slug: str, pk: int, bound: Bounded) -> HttpResponse:
    here, standing = door.host(request, slug, "packs.scan")
    found = door.batch_or_404(here, pk)
    pictures = request.FILES.getlist("scan")
    if bound.is_too_big:
        said = _("Dit is te groot: er past %(most)s MB in één keer. Maak de scan kleiner, of stuur hem in delen.")
        messages.error(request, said % {"most": MOST_BYTES // 1024 // 1024})
    elif not pictures:
        messages.error(request, _("Kies eerst een scan of foto van het papier."))
    else:
        try:
            for picture in pictures:
                actions.add_scan(batch=found, picture=picture, by=standing, today=timezone.localdate())
            messages.success(request, _("De scan ligt bij de stapel."))
        except NotAllowed:
            raise
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect(found.get_absolute_url())


@never_cache
@require_safe
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One scan, out of its lock, for hosts."""
    here, _standing = door.host(request, slug)
    found = queries.scan(here, pk)
    if found is None:
        raise Http404
    return HttpResponse(picture_of(found), content_type="image/jpeg")

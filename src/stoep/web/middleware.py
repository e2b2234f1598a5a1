"""Refusals become a page with the reason, attempts without the right stand in the log, and no page of mine is kept."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from stoep.core.sealing.canonical import Unsealable
from stoep.record import sentences
from stoep.shared.refusal import NotAllowed, Refused
from stoep.web import errors, refusals

log = logging.getLogger(__name__)
LONGEST_ADDRESS = 4094  # what servers and proxies let through by habit; a longer one is no link of ours
FULL = {errno.ENOSPC, errno.EDQUOT}  # what the disk says when a photo no longer fits


class NothingKept:
    """What somebody with a session sees, stays with them: no browser or proxy keeps a page of it (abuse 25 and 26).

    Pages may show an author their own words, or a host what only hosts read. After signing out at a shared screen
    the button "back" must not bring them again. Visitors without a session keep their 304.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A page that brings a cookie, such as the token of a form, is for one browser too.
        if settings.SESSION_COOKIE_NAME in request.COOKIES or not request.session.is_empty() or response.cookies:
            add_never_cache_headers(response)
        return response


class RefusalPage:
    """Turns Refused, NotAllowed and a database that cannot write into pages that say what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            # PostgreSQL keeps no such sign, so nothing can have this address.
            return errors.not_found(request, Http404())
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            return errors.too_long(request)
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return errors.only_acts(request, response.headers.get("Allow", ""))
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for this exception, or None when it is not ours."""
        if isinstance(exception, Refused):
            return self._refused(request, exception)
        if isinstance(exception, (OperationalError, InterfaceError)):
            log.error("the database could not do %s", request.path, exc_info=exception)
            return errors.out_of_order(request)
        if isinstance(exception, OSError) and exception.errno in FULL:
            log.error("there was no room for what came with %s", request.path, exc_info=exception)
            return errors.out_of_order(request)
        return None

    def _refused(self, request: HttpRequest, refused: Refused) -> HttpResponse:
        # Only who sends a form tries to act. Reading never writes: a link from elsewhere can make nobody look guilty.
        is_attempt = isinstance(refused, NotAllowed) and request.method == "POST"
        if isinstance(refused, NotAllowed) and is_attempt:
            try:
                refusals.seal(refused, at=timezone.now())
            except (DatabaseError, Unsealable):
                log.exception("an attempt at %s was refused, and could not be sealed", refused.act)
        page = {
            "sentence": str(refused),
            "told": sentences.attempt(refused.act, refused.subject) if isinstance(refused, NotAllowed) else "",
            "kept": errors.typed(request),
            "steps": refusals.next_steps(request, refused),
            "neighbourhood": getattr(refused, "neighbourhood", None),
            "is_sealed": is_attempt and getattr(refused, "neighbourhood", None) is not None,
        }
        return render(request, "web/refused.html", page, status=refused.status)

"""The door: what the web server calls. It does not open on an unsafe database or with a key that everyone knows."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stoep.web.settings")


def behind_proxy(inner: WSGIApplication) -> WSGIApplication:
    """The caller's address as our own proxy saw it: the last one in X-Forwarded-For, which is the one it added.

    What stands before it was written by the caller, who may write anything.
    """

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")
        if caller := forwarded.rpartition(",")[2].strip():
            environ["REMOTE_ADDR"] = caller
        return inner(environ, start_response)

    return application


def open_door(environ: Any = os.environ) -> WSGIApplication:
    """The application, or ImproperlyConfigured with the reason why it must stay shut."""
    from stoep.web import environment, errors

    if environment.mode(environ) == "building":
        raise ImproperlyConfigured(
            "STOEP_SECRET_KEY is missing. Use ./stoep demo to look round, ./stoep serve to serve."
        )
    inner = get_wsgi_application()
    for problem in run_checks(tags=["stoep"]):
        raise ImproperlyConfigured(f"{problem.msg} {problem.hint}")
    # Every room is read before the server divides, and one page drawn that asks no database: no visitor waits for it,
    # and the processes hold together what it took.
    errors.out_of_order(HttpRequest())
    return behind_proxy(inner) if environment.is_on(environ, "STOEP_BEHIND_PROXY") else inner


application = open_door()

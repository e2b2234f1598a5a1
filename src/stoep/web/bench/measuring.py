"""CPU milliseconds of one request inside this process: WSGI in, bytes out, through the full middleware."""

from __future__ import annotations

import gc
import io
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stoep.people.models import Account

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

BLOCK_SECONDS = 0.04  # of CPU; a block shorter than this measures the clock


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers by their small-letter names, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: WSGIApplication, address: str, **headers: str) -> Answer:
    """One GET, as a browser that was never here before would send it."""
    told: list[Any] = []

    def start_response(status: str, names: list[tuple[str, str]], *_failure: object) -> Callable[[bytes], object]:
        told.extend((int(status[:3]), {name.lower(): value for name, value in names}))
        return lambda _data: None

    answer: Iterable[bytes] = application(_environ(address, headers), start_response)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    status, names = told
    return Answer(status, names, body)


def _environ(address: str, headers: dict[str, str]) -> dict[str, Any]:
    path, _mark, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT": "text/html",
        "HTTP_ACCEPT_LANGUAGE": "nl",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **headers,
    }


def cookie_of(account: Account) -> str:
    """A session of this account with both factors, as a browser sends it along."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]  # noqa: TID251
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def queries(application: WSGIApplication, address: str, **headers: str) -> list[str]:
    """The questions to the database that this page asks, in SQL."""
    with CaptureQueriesContext(connection) as asked:
        ask(application, address, **headers)
    return [query["sql"] for query in asked.captured_queries]


def least(calls: dict[str, Callable[[], object]], blocks: int) -> dict[str, float]:
    """Of each call its CPU milliseconds: the least of so many blocks, in turn, so that all meet the same machine."""
    repeats = {name: _repeats(call) for name, call in calls.items()}
    found = dict.fromkeys(calls, float("inf"))
    for _block in range(blocks):
        for name, call in calls.items():
            found[name] = min(found[name], _block_of(call, repeats[name]))
    return found


def _repeats(call: Callable[[], object]) -> int:
    """How often to call it in one block, after some calls to warm up."""
    for _call in range(3):
        call()
    once = min(_block_of(call, 1) for _try in range(3))
    return max(1, round(BLOCK_SECONDS * 1000 / max(once, 0.01)))


def _block_of(call: Callable[[], object], repeats: int) -> float:
    gc.collect()
    started = time.process_time()
    for _repeat in range(repeats):
        call()
    return (time.process_time() - started) * 1000 / repeats

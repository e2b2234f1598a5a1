"""How gunicorn serves: one program loaded before it divides, threads for slow readers, and a word when it is open."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

from gunicorn import util

bind = os.environ.get("STOEP_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("STOEP_WORKERS", "2"))
threads = int(os.environ.get("STOEP_THREADS", "4"))
preload_app = True
loglevel = "warning"
timeout = 60
graceful_timeout = 20
# No side door, and no belief in headers that anyone may write: Django decides on those (STOEP_BEHIND_PROXY).
control_socket_disable = True
forwarded_allow_ips = ""


# Longer addresses than Stoep takes still reach it, so that its own page answers them (web/middleware.py).
limit_request_line = 8190

WRONG = {
    414: ("Dit adres is te lang. Er is niets bewaard.", "This address is too long. Nothing was kept."),
    431: ("Uw browser stuurde te veel mee. Wis de cookies.", "Your browser sent too much. Clear its cookies."),
    500: ("Er ging bij ons iets mis. Probeer het zo nog eens.", "Something went wrong here. Try again in a while."),
}
UNREADABLE = ("Dit konden wij niet lezen. Probeer het nog eens.", "We could not read this. Please try again.")


def error_page(status: int, reason: str) -> bytes:
    """The answer to what is so broken that no page of ours ever sees it: a sentence in two languages, and a way on."""
    dutch, english = WRONG.get(status, UNREADABLE)
    page = (
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{dutch}</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f'<body><main><h1>{dutch}</h1><p><a href="/">Naar de voorpagina</a></p>'
        f'<p lang="en">{english} <a href="/">To the front page</a></p></main></body></html>'
    ).encode()
    head = (
        f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
        "X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'\r\n"
        f"Content-Length: {len(page)}\r\n\r\n"
    )
    return head.encode() + page


def _write_error(sock: Any, status: int, reason: str, _message: str) -> None:
    util.write_nonblock(sock, error_page(status, reason))


util.write_error = _write_error  # gunicorn's own tells in English what it could not parse


def when_ready(server: Any) -> None:
    """Say that the door is open, once it is; what was loaded until now stays, and is not searched for what may go."""
    from django.utils import timezone

    from stoep.budgeting import turnout

    turnout.ours.clock = timezone.now  # each process writes by itself what it counted
    gc.collect()
    gc.freeze()  # before the program divides: its pages of memory stay shared, too
    if words := os.environ.get("STOEP_OPENING_WORDS"):
        sys.stdout.write(words + "\n")
        sys.stdout.flush()

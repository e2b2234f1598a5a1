"""How gunicorn serves: one program loaded before it divides, threads for slow readers, and a word when it is open."""

from __future__ import annotations

import os
import sys
from typing import Any

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


def when_ready(server: Any) -> None:
    """Say that the door is open, once it is."""
    if words := os.environ.get("STOEP_OPENING_WORDS"):
        sys.stdout.write(words + "\n")
        sys.stdout.flush()

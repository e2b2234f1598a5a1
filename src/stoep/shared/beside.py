"""A command of ours that runs beside the page that began it, so that nobody waits for a page."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings


def start(command: str, *given: str) -> None:
    """Begin this command in a process of its own, and do not wait for it. OSError when the machine cannot."""
    way = os.pathsep.join([str(settings.ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "stoep.web.manage", command, *given],
        env={**os.environ, "PYTHONPATH": way},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

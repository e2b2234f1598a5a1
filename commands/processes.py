"""Programs that run side by side until one ends or somebody says stop; then they all stop."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from types import FrameType

from commands.ground import PYTHON, ROOT
from commands.telling import Trouble, say

SERVER = [str(PYTHON), "-m", "gunicorn", "-c", "commands/gunicorn_settings.py", "stoep.web.wsgi"]
# Whoever waits for a page goes before a letter that may leave a moment later.
WORKER = ["nice", "-n", "10", str(PYTHON), "-m", "stoep.web.manage", "work"]
PATIENCE = 25.0  # seconds for what is being answered or sent to be finished


def run_together(programs: dict[str, list[str]], env: dict[str, str]) -> int:
    """Start them and wait. Returns 0 when somebody stopped us; Trouble when a program ended by itself."""
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    running = {
        # A session of its own, so that Ctrl-C reaches us alone and we end them in good order.
        name: subprocess.Popen(argv, cwd=ROOT, env=env, start_new_session=True, preexec_fn=_end_with_parent)  # noqa: PLW1509
        for name, argv in programs.items()
    }
    try:
        while not stopping:
            for name, program in running.items():
                if program.poll() is not None:
                    raise Trouble(
                        f"{name.capitalize()} ended by itself (code {program.returncode}); see the lines above."
                    )
            time.sleep(0.1)
        say("\nStopping.")
        return 0
    finally:
        _end(list(running.values()))
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(programs: list[subprocess.Popen[bytes]]) -> None:
    for program in programs:
        program.terminate()
    deadline = time.monotonic() + PATIENCE
    for program in programs:
        try:
            program.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def _end_with_parent() -> None:
    """On Linux the kernel ends a child whose parent was killed (prctl, PR_SET_PDEATHSIG = 1)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)

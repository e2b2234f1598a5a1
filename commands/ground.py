"""What must be so before anything starts: a place to write, room on the disk, a free port, and nobody else at it."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands.telling import Trouble, say

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv" / "bin" / "python"
# Measured: 1.2 GB for the tests with their tools; the demonstration takes half of it.
ROOM_NEEDED = 1_500_000_000
# Inside an environment that somebody made, this is the Python that it was made from, which has pip.
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)
OLDEST_PIP = (22, 3)  # the first one that installs into another Python's place


def environment(**more: str) -> dict[str, str]:
    """The environment for a program of ours: our own code and tools first, and what was asked on top."""
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PATH": path, **more}


def require_room() -> None:
    """Refuse to begin what the disk cannot hold."""
    free = shutil.disk_usage(ROOT).free
    if free < ROOM_NEEDED:
        raise Trouble(
            f"There is too little room on this disk: {free / 1e9:.1f} GB free, and setting up takes "
            f"{ROOM_NEEDED / 1e9:.1f} GB. Make room and try again."
        )


def python_with_pip() -> str:
    """The Python that can install for us."""
    old = None
    for candidate in dict.fromkeys([BASE_PYTHON, sys.executable]):
        asked = subprocess.run([candidate, "-m", "pip", "--version"], capture_output=True, text=True, check=False)
        if asked.returncode != 0:
            continue
        words = asked.stdout.split()
        found = tuple(int(part) for part in words[1].split(".")[:2] if part.isdigit())
        if found >= OLDEST_PIP:
            return candidate
        old = words[1]
    if old:
        raise Trouble(f"Stoep needs pip 22.3 or newer; this is {old}. Install a newer python3-pip and try again.")
    raise Trouble("Python's pip is missing. Install it (on Debian and Ubuntu: apt install python3-pip) and try again.")


def require_port(port: int) -> None:
    """Refuse a port at which something else listens, and say how to choose another."""
    if not 0 < port < 65536:
        raise Trouble(f"{port} is not a port. Choose one between 1024 and 65535, for example --port 8001.")
    with socket.socket() as plug:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            plug.bind(("127.0.0.1", port))
        except PermissionError:
            raise Trouble(f"Port {port} is not for you to open. Choose another one: --port 8001.") from None
        except OSError:
            other = port + 1 if port < 65535 else 8001
            raise Trouble(
                f"Port {port} is taken by another program. Choose another one: ./stoep demo --port {other}"
            ) from None


@contextmanager
def only_one(lock: Path, busy: str, *, wait: bool = False) -> Iterator[int]:
    """Hold a lock that the system takes back when its holder ends, however it ends: no lock is ever stale.

    `busy` is what to say when another holds it; `{holder}` in it becomes what that one wrote down. With `wait`, say it
    and wait for the other to be done. Yields the lock's descriptor, for children that must hold it too.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sentence = busy.format(holder=os.read(handle, 200).decode("utf-8", "replace") or "unknown")
            if not wait:
                raise Trouble(sentence) from None
            say(sentence)
            fcntl.flock(handle, fcntl.LOCK_EX)
        write_down(handle, f"process {os.getpid()}")
        yield handle
    finally:
        os.close(handle)


def write_down(lock: int, holder: str) -> None:
    """Leave in the lock who holds it, for whoever finds it taken."""
    os.ftruncate(lock, 0)
    os.pwrite(lock, holder.encode(), 0)

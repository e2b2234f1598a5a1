"""What voting costs: a real server, ten thousand votes, 32 at a time, beside what the disk itself can do."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from rich.console import Console
from rich.table import Table

CONNECTIONS = 32
TOKEN = "a" * 32
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
OPENS_WITHIN = 60.0
LEAST = {"sqlite": (150, 0.5), "postgresql": (400, 0.2)}  # votes a second, and the p95 in seconds: what was promised


@dataclass(frozen=True, slots=True)
class Measured:
    """Votes a second, how long one took (median, 95 of 100, longest), and how often a second the disk keeps 4 kB.

    `processor`: seconds of processor time of the web server for one vote; the database's own are not in it.
    """

    database: str
    votes: int
    wrong: int
    a_second: float
    p50: float
    p95: float
    longest: float
    syncs: float
    processor: float


def measure(path: str, codes: list[str], database: str) -> Measured:
    """Everybody votes once, each over a connection of their own, 32 at a time."""
    syncs = _syncs_a_second(Path(settings.DATA))
    with _server() as (port, group):
        before, began = _processor(group), time.perf_counter()
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            turns = [pool.submit(_voter, port, path, codes[at::CONNECTIONS], at) for at in range(CONNECTIONS)]
            took = [each for turn in turns for each in turn.result()]
        seconds, spent = time.perf_counter() - began, _processor(group) - before
    good = sorted(each for each in took if each >= 0)
    return Measured(
        database, len(good), len(took) - len(good), round(len(good) / seconds, 1), round(statistics.median(good), 4),
        round(good[int(len(good) * 0.95)], 4), round(good[-1], 3), round(syncs, 1),
        round(spent / len(took), 5),
    )  # fmt: skip


def ballot(code: str, number: int) -> bytes:
    """What the last page sends: the code, and a cross for three plans."""
    chosen = {f"plan-{(number + step) % 20 + 1}": "1" for step in (0, 3, 7)}
    return urlencode({"csrfmiddlewaretoken": TOKEN, "step": "cast", "taal": "nl", "code": code} | chosen).encode()


def _voter(port: int, path: str, codes: list[str], home: int) -> list[float]:
    """How long each vote took; -1 when not thanked for. Over a bare socket: a voter costs the server nothing."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: csrftoken={TOKEN}\r\n"
        f"X-Forwarded-For: 10.1.{home}.7\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
    ).encode()
    took = []
    for number, code in enumerate(codes):
        body = ballot(code, number)
        began = time.perf_counter()
        with socket.create_connection(("127.0.0.1", port), timeout=60) as plug:
            plug.sendall(head + str(len(body)).encode() + b"\r\n\r\n" + body)
            answer = _whole_answer(plug)
        good = answer.startswith(b"HTTP/1.1 200 ") and b"gesloten bus" in answer
        took.append(time.perf_counter() - began if good else -1.0)
    return took


def _whole_answer(plug: socket.socket) -> bytes:
    """Everything that comes for one question: as much as its Content-Length says, or what there is when it ends."""
    answer, length = b"", None
    while length is None or len(answer) < length:
        piece = plug.recv(65_536)
        if not piece:
            break
        answer += piece
        head, blank, _rest = answer.partition(b"\r\n\r\n")
        if length is None and blank:
            found = LENGTH.search(head)
            length = len(head) + len(blank) + int(found[1]) if found else None
    return answer


def _syncs_a_second(folder: Path) -> float:
    """How often a second this disk keeps four kilobytes for good, one after another."""
    folder.mkdir(parents=True, exist_ok=True)
    path, many = folder / "sync.probe", 0
    with path.open("wb", buffering=0) as file:
        began = time.perf_counter()
        while (spent := time.perf_counter() - began) < 1.5:
            file.write(os.urandom(4096))
            os.fdatasync(file.fileno())
            many += 1
    path.unlink()
    return many / spent


def _processor(group: int) -> float:
    """Seconds of processor time that this group of processes has spent; what Linux says of each (proc(5))."""
    spent = 0
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = each.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(told[2]) == group:
            spent += int(told[11]) + int(told[12])
    return spent / os.sysconf("SC_CLK_TCK")


@contextmanager
def _server() -> Iterator[tuple[int, int]]:
    """Our own server as `./stoep serve` starts it: its port, a free one, and the number of its group of processes."""
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        port = int(plug.getsockname()[1])
    argv = [sys.executable, "-m", "gunicorn", "-c", "commands/gunicorn_settings.py", "stoep.web.wsgi"]
    env = {
        **os.environ, "STOEP_DEMO": "1", "STOEP_BIND": f"127.0.0.1:{port}", "STOEP_DATA": str(settings.DATA),
        "STOEP_BEHIND_PROXY": "1",
        "PYTHONPATH": os.pathsep.join([str(settings.ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
    }  # fmt: skip
    running = subprocess.Popen(argv, cwd=settings.ROOT, env=env, start_new_session=True)  # noqa: S603 - our own program
    try:
        _wait_for(port, running)
        yield port, running.pid
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(30)


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + OPENS_WITHIN
    while time.monotonic() < deadline and running.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("The server did not open its door.")


def show(measured: list[Measured], console: Console) -> None:
    """A table, with what was promised beside it."""
    table = Table(title=f"Voting, {CONNECTIONS} at a time")
    headings = ("database", "votes", "wrong", "votes a second", "p50", "p95", "longest", "processor", "syncs a second")
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "database" else "right")
    for each in measured:
        least, most = LEAST[each.database]
        table.add_row(
            each.database, f"{each.votes:,}", str(each.wrong), f"{each.a_second:,} (at least {least})",
            f"{each.p50 * 1000:.0f} ms", f"{each.p95 * 1000:.0f} ms (at most {most * 1000:.0f})",
            f"{each.longest:.2f} s", f"{each.processor * 1000:.1f} ms", f"{each.syncs:,.0f}",
        )  # fmt: skip
    console.print(table)

"""A real server of ours on this machine, as ./stoep starts it: to be killed, started again, and looked into."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commands.ground import PYTHON, ROOT
from commands.processes import SERVER

SLUG = "de-meerpaal"
SAY = f"/wijk/{SLUG}/zeg-het/"
PATIENCE = 120.0  # seconds until a server on a busy machine must have opened its door
# By its own act: verify_log finds a row that no act sealed.
FOUND = """
from django.utils import timezone
from stoep.network import actions as network
from stoep.people.models import Account, Person
founder = Person.objects.create(name="Samira", account=Account.objects.create_user("samira@voorbeeld.nl"))
square = '{"type":"Polygon","coordinates":[[[5.11,52.01],[5.13,52.01],[5.13,52.03],[5.11,52.03],[5.11,52.01]]]}'
network.found(name="De Meerpaal", kind="wijk", municipality_name="Waterstad", outline=square, founder=founder,
    at=timezone.now(), today=timezone.localdate())
"""


@dataclass
class Answer:
    """What came back."""

    status: int
    body: str
    location: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The number on the receipt to which a post leads; empty when it was not received."""
        found = re.fullmatch(r"/bewijs/([A-Z2-9]{7})/", self.location)
        return found[1] if found and self.status == 302 else ""


class Server:
    """gunicorn with our own settings in a process group of its own, on a data folder that outlives it."""

    def __init__(self, data: Path, url: str = "") -> None:
        self.data, self.url = data, url
        self.port = free_port()
        self.running: subprocess.Popen[bytes] | None = None
        self.log = data.with_name(f"{data.name}.log")

    def environment(self) -> dict[str, str]:
        """As ./stoep demo gives it; X-Forwarded-For counts, so that every visitor can come from a home of their own."""
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("STOEP_", "DATABASE_URL", "PYTEST", "DJANGO_"))
        }
        chosen = {
            "PYTHONPATH": str(ROOT / "src"),
            "STOEP_DEMO": "1",
            "STOEP_DATA": str(self.data),
            "STOEP_BIND": f"127.0.0.1:{self.port}",
            "STOEP_BEHIND_PROXY": "1",
        }
        return clean | chosen | ({"DATABASE_URL": self.url} if self.url else {})

    def manage(self, *words: str) -> str:
        """What a command of Django or of a room prints."""
        argv = [str(PYTHON), "-m", "stoep.web.manage", *words]
        done = subprocess.run(argv, env=self.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def prepare(self) -> None:
        """An empty database with one neighbourhood."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.manage("migrate", "--verbosity", "0")
        self.manage("shell", "-v", "0", "-c", FOUND)

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                SERVER, cwd=ROOT, env=self.environment(), stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.running.poll() is None, self.log.read_text()[-2000:]
            with suppress(OSError, http.client.HTTPException):
                if self.ask("GET", f"/wijk/{SLUG}/").status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(f"The server did not open its door in {PATIENCE} seconds.")

    def kill(self) -> None:
        """kill -9 of the whole server, master and workers at once."""
        assert self.running
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()
        self.running = None

    def stop(self) -> None:
        """End it, however it is."""
        if self.running and self.running.poll() is None:
            os.killpg(self.running.pid, signal.SIGTERM)
            try:
                self.running.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
        self.running = None

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """One request over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body or None, headers or {})
            got = connection.getresponse()
            text = got.read().decode("utf-8", "replace")
            names = {name.lower(): value for name, value in got.getheaders()}
            return Answer(got.status, text, got.getheader("Location") or "", names)
        finally:
            connection.close()

    def say(self, words: str, key: uuid.UUID, home: int, **more: str) -> Answer:
        """Post a contribution as a visitor who filled in the form; every two visitors share a home."""
        typed = {
            "kind": "idea",
            "words": words,
            "audience": "everyone",
            "tell_by": "none",
            "posted_key": str(key),
        } | more
        return self.ask(
            "POST", SAY, urllib.parse.urlencode(typed | {"csrfmiddlewaretoken": TOKEN}).encode(), form(home)
        )

    def kept(self) -> str:
        """The newest signed checkpoint, as somebody would keep it elsewhere."""
        return str(rows(self, "SELECT note FROM record_checkpoint ORDER BY size DESC LIMIT 1")[0][0])

    def verify(self, against: str = "") -> None:
        """Export the log and let stoep-verify look at it alone, beside a checkpoint that was kept.

        Fails when anything does not fit, and when a row was changed behind the log's back.
        """
        kept = self.data.with_name(f"{self.data.name}.txt")
        kept.write_text(against or self.kept(), encoding="utf-8")
        export = self.data.with_name(f"{self.data.name}.jsonl")
        self.manage("export_log", SLUG, str(export))
        program = str(ROOT / "verify" / "stoep-verify.py")
        argv = [sys.executable, "-I", program, str(export), "--against", str(kept)]
        done = subprocess.run(argv, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        self.manage("verify_log", SLUG)


# What a browser's cookie and form both hold; Django compares the two.
TOKEN = "a" * 32


def form(home: int) -> dict[str, str]:
    """The headers of a form, sent from this home."""
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={TOKEN}",
        "X-Forwarded-For": f"10.{home // 500 % 250}.{home // 2 % 250}.7",
    }


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database in a PostgreSQL of our own, which ends with its input."""
    import psycopg

    argv = [str(PYTHON), "-W", "ignore", str(ROOT / "commands" / "postgresql.py")]
    keeper = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert keeper.stdin
    assert keeper.stdout
    try:
        url = keeper.stdout.readline().strip()
        assert url.startswith("postgres"), "PostgreSQL did not start"
        with psycopg.connect(url.replace("/stoep?", "/postgres?"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE stoep_long")
        yield url.replace("/stoep?", "/stoep_long?")
    finally:
        keeper.stdin.close()
        keeper.wait()


def rows(server: Server, question: str) -> list[Any]:
    """What the database itself answers, past Django."""
    if server.url:
        import psycopg

        with psycopg.connect(server.url) as connection:
            return connection.execute(question).fetchall()
    from pysqlite3 import dbapi2 as sqlite

    connection = sqlite.connect(f"file:{server.data / 'stoep.sqlite3'}?mode=ro", uri=True)
    try:
        return list(connection.execute(question).fetchall())
    finally:
        connection.close()


def is_whole(server: Server) -> bool:
    """Whether the file itself is without a scratch (SQLite's own check of every page and index)."""
    return bool(server.url) or rows(server, "PRAGMA integrity_check") == [("ok",)]

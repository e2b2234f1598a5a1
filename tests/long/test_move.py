"""A neighbourhood moves between servers and databases, keeps every proof, and is never half there."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import time_machine

from commands.ground import ROOT
from stoep.archive import writing
from stoep.archive.tests.test_hostile import lived_in
from tests.builders import NOW
from tests.long.server import postgresql

pytestmark = [pytest.mark.long, pytest.mark.once, pytest.mark.django_db(transaction=True)]
KILLS = 12


class Server:
    """A server of its own: a folder for its data, and a database."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder, self.database = folder, database
        folder.mkdir()
        self.run("migrate", "--verbosity", "0")

    def environment(self) -> dict[str, str]:
        """Nothing of this test run but where Python is."""
        env = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG") if name in os.environ}
        env |= {"STOEP_DATA": str(self.folder), "PYTHONPATH": str(ROOT / "src")}
        return env | ({"DATABASE_URL": self.database} if self.database else {})

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A command that runs on."""
        argv = [sys.executable, "-m", "stoep.web.manage", *words]
        return subprocess.Popen(argv, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *words: str) -> str:
        """A command that must succeed; what it said."""
        done = self.start(*words)
        out, wrong = done.communicate()
        assert done.returncode == 0, f"{words}: {out}{wrong}"
        return out

    def report(self, slug: str) -> dict[str, Any]:
        """What stands there."""
        told: dict[str, Any] = json.loads(self.run("archive_report", slug))
        return told


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with time_machine.travel(NOW, tick=False):
        writing.export(lived_in(), tmp_path / "archief", at=NOW, with_address_key=True)
    return tmp_path / "archief"


def entries(folder: Path) -> list[str]:
    """The entries of the log in an archive."""
    lines = (folder / "openbaar" / "logboek.jsonl").read_text(encoding="utf-8").splitlines()
    return lines[1 : 1 + json.loads(lines[0])["size"]]


def test_it_moves_from_one_database_to_the_other_and_back(archive: Path, tmp_path: Path) -> None:
    first = entries(archive)
    with postgresql() as url:
        source, reports = _moved(archive, [("een", ""), ("twee", url), ("drie", "")], tmp_path)
    assert not any(report["findings"] or report["pages_gone"] for report in reports)
    assert len({report["pages"] for report in reports}) == 1
    assert entries(source)[: len(first)] == first
    moved = [json.loads(line)["act"] for line in entries(source)[len(first) :]]
    assert moved == ["record.take_over"] * 3


def _moved(source: Path, servers: list[tuple[str, str]], tmp_path: Path) -> tuple[Path, list[dict[str, Any]]]:
    """From one server to the next: the last archive, and what stood on each."""
    reports = []
    for number, (name, url) in enumerate(servers):
        server = Server(tmp_path / name, url)
        told = server.run("import_neighbourhood", str(source))
        assert "staat hier" in told
        assert "Alles is zoals het verzegeld is." in server.run("verify_log")
        slug = server.run("shell", "-c", "from stoep.places.models import *; print(Neighbourhood.objects.get().slug)")
        slug = slug.strip().splitlines()[-1]
        reports.append(server.report(slug))
        source = tmp_path / f"archief-{number}"
        server.run("export_neighbourhood", slug, str(source), "--with-contact-key")
    return source, reports


def test_an_import_that_is_killed_leaves_nothing_and_can_be_done_again(archive: Path, tmp_path: Path) -> None:
    server, chance = Server(tmp_path / "een"), random.Random(7)
    begun = time.monotonic()
    Server(tmp_path / "maat").run("import_neighbourhood", str(archive))
    whole = time.monotonic() - begun
    for _kill in range(KILLS):
        done = server.start("import_neighbourhood", str(archive))
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        done.send_signal(signal.SIGKILL)
        done.communicate()
        with sqlite3.connect(server.folder / "stoep.sqlite3") as database:
            counts = [
                database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
                for table in ("places_neighbourhood", "record_entry", "voices_voice", "people_account")
            ]
        assert not any(counts) or all(counts), counts
        if all(counts):
            break
    else:
        server.run("import_neighbourhood", str(archive))
    assert "Alles is zoals het verzegeld is." in server.run("verify_log")

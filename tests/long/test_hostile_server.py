"""The municipality runs the server: it holds the database, its backups and the keys of the log. What it does is found.

Two witnesses (the residents' network and the library) look from their own computers, by the address of the site.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.ground import PYTHON, ROOT
from tests.long.server import SLUG, Server, rows

pytestmark = [pytest.mark.once, pytest.mark.long]
ALARM = 1


class Captured:
    """A neighbourhood on a server of the municipality, and the witnesses who do not take its word for it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.server = folder, Server(folder / "data")
        self.notes = folder / "notes.json"
        self.witnesses = [folder / "library", folder / "network"]
        self.server.data.mkdir()
        self.server.manage("migrate", "--verbosity", "0")
        self.do("found", "2026-01-02")
        self.do("witnesses", "2026-01-02", *map(str, self.witnesses))
        self.do("live", "2026-01-03", "2026")
        self.seal()

    def do(self, act: str, *words: str) -> None:
        """One part of the story, on this server."""
        environment = self.server.environment() | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        argv = [str(PYTHON), "-m", "tests.long.years", act, str(self.notes), *words]
        done = subprocess.run(argv, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{act} {words}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"

    def seal(self, day: str = "2027-01-02") -> None:
        """A checkpoint of that day, and both witnesses see it."""
        self.do("manage", day, "checkpoint")
        self.do("watch", day, *map(str, self.witnesses))

    def sql(self, change: str) -> None:
        """A change past Stoep, by whoever has the database."""
        from pysqlite3 import dbapi2 as sqlite

        connection = sqlite.connect(self.server.data / "stoep.sqlite3")
        with connection:
            assert connection.execute(change).rowcount > 0, change
        connection.close()

    def inspected(self) -> str:
        """What `manage verify_log` says of it: nothing when all is well."""
        argv = [str(PYTHON), "-m", "stoep.web.manage", "verify_log", SLUG]
        done = subprocess.run(argv, env=self.server.environment(), capture_output=True, text=True, check=False)
        return done.stdout if done.returncode else ""

    def verified(self, *, with_witnesses: bool) -> subprocess.CompletedProcess[str]:
        """What the program of verify/ says of the log that this server shows now, on somebody's own computer."""
        export = self.folder / "log.jsonl"
        self.server.manage("export_log", SLUG, str(export))
        argv = [sys.executable, "-I", str(ROOT / "verify" / "stoep-verify.py"), str(export)]
        if with_witnesses:
            argv += ["--policy", "2"]
            for witness in self.witnesses:
                argv += ["--witness", str(witness / "eigen.txt"), "--against", str(witness / "antwoord.txt")]
        return subprocess.run(argv, capture_output=True, text=True, check=False)

    def watched(self) -> list[int]:
        """How the witnesses' own programs end when they look at what the server shows now."""
        self.server.start()
        try:
            address = f"http://127.0.0.1:{self.server.port}/wijk/{SLUG}/"
            program = str(ROOT / "verify" / "stoep-witness.py")
            return [
                subprocess.run(
                    [sys.executable, "-I", program, "--map", str(witness / "geheugen"), "kijk", address],
                    env={"HOME": os.environ.get("HOME", "/")}, capture_output=True, check=False,
                ).returncode
                for witness in self.witnesses
            ]  # fmt: skip
        finally:
            self.server.stop()


@pytest.fixture(scope="module")
def one_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of a neighbourhood whose two witnesses saw it; made once, copied for each attack."""
    folder = tmp_path_factory.mktemp("captured")
    Captured(folder)
    return folder


@pytest.fixture
def captured(one_year: Path, tmp_path: Path) -> Iterator[Captured]:
    folder = tmp_path / "now"
    shutil.copytree(one_year, folder)
    again = object.__new__(Captured)
    again.folder, again.server, again.notes = folder, Server(folder / "data"), folder / "notes.json"
    again.witnesses = [folder / "library", folder / "network"]
    yield again
    again.server.stop()


def test_without_an_attack_everybody_is_content(captured: Captured) -> None:
    """The control: what is found below is found because of the attack."""
    assert captured.inspected() == ""
    done = captured.verified(with_witnesses=True)
    assert done.returncode == 0, done.stdout + done.stderr


CHANGES = {
    "a promise is due later": "UPDATE promises_promise SET due_on = '2031-01-01' WHERE id = 1",
    "an item is closed": "UPDATE agenda_item SET closed_at = started_at, position = NULL WHERE id = 1",
    "the agenda is put in another order": "UPDATE agenda_item SET position = 90 - position WHERE position IS NOT NULL",
    "a contribution is gone": "DELETE FROM voices_answer WHERE id = 1",
    "an answer says more": "UPDATE voices_answer SET words = 'Het komt er zeker.' WHERE id = 1",
    "a seat more": (
        "INSERT INTO network_seat (partnership_id, person_id, side, is_chair, since_on, weight, appointed) "
        "SELECT partnership_id, (SELECT id FROM people_person WHERE name = 'Karin de Wit'), 'municipality', 0, "
        "'2020-01-01', 5, 'chosen' FROM network_seat LIMIT 1"
    ),
    "the rules of the table": "UPDATE network_charter SET residents_share = 52",
    "words are hidden": "UPDATE voices_voice SET hidden_at = received_at, hidden_kind = 'threat' WHERE id = 1",
    "a conflict is gone": "DELETE FROM conflicts_statement WHERE 1 = 1",
    "an answer is dated earlier": "UPDATE council_reply SET answered_on = '2026-04-14', decided_on = '2026-04-14'",
    "a refusal of the vision becomes a signature": "UPDATE agenda_visionendorsement SET kind = 'signed', why = ''",
    "a plan was established without reservation": "UPDATE tables_position SET kind = 'for', words = ''",
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_row_that_is_changed_by_sql_is_found(captured: Captured, what: str) -> None:
    captured.sql(CHANGES[what])
    assert captured.inspected()


def test_a_log_written_anew_with_its_own_keys_is_sound_alone_and_found_by_two_witnesses(captured: Captured) -> None:
    [(code,)] = rows(captured.server, "SELECT code FROM promises_promise ORDER BY id LIMIT 1")
    captured.do("forge", "2027-01-03", code)
    alone = captured.verified(with_witnesses=False)
    assert alone.returncode == 3, "the attack must be a good one, or this test says nothing"
    assert captured.verified(with_witnesses=True).returncode == ALARM
    captured.do("manage", "2027-01-04", "checkpoint")
    assert captured.watched() == [ALARM, ALARM]


def test_an_old_backup_that_is_put_back_is_found(captured: Captured) -> None:
    backup = captured.folder / "backup"
    shutil.copytree(captured.server.data, backup)
    captured.do("live", "2027-01-03", "2027")
    captured.seal("2028-01-02")
    assert captured.verified(with_witnesses=True).returncode == 0
    shutil.rmtree(captured.server.data)
    shutil.copytree(backup, captured.server.data)
    assert captured.inspected() == "", "alone, an old backup looks whole"
    assert captured.verified(with_witnesses=True).returncode == ALARM
    assert captured.watched() == [ALARM, ALARM]

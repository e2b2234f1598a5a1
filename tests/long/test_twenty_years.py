"""Twenty years of one neighbourhood, on three servers and both databases: every line is followed, every proof holds.

Five elections, three changes of alderman, twenty years of seats that pass on; the keys of the log are renewed three
times; in 2033 and 2040 residents move to another server, of the other database, by their own archive. Two witnesses
keep what they saw on a stick, from the first year to the last.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from commands.ground import PYTHON, ROOT
from tests.long.server import Server, postgresql

pytestmark = [pytest.mark.long, pytest.mark.once]
BEGIN, END = 2026, 2046
MOVES = (2033, 2040)
RENEWED = (2029, 2036, 2043)


class Story:
    """The notes that people keep at home, their witnesses, and the server where they are now."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.server = folder, server
        self.notes = folder / "notes.json"
        self.witnesses = [folder / "bibliotheek", folder / "bewonersnetwerk"]
        self.open(server)

    def do(self, act: str, *words: str, server: Server | None = None) -> str:
        """One part of the story, in a process of its own, as the settings of that server say."""
        where = server or self.server
        environment = where.environment() | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        argv = [str(PYTHON), "-m", "tests.long.years", act, str(self.notes), *words]
        done = subprocess.run(argv, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{act} {words}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        return done.stdout

    @staticmethod
    def open(server: Server) -> None:
        """An empty server."""
        server.data.mkdir(parents=True)
        server.manage("migrate", "--verbosity", "0")

    def live(self, since: int, until: int) -> None:
        """These years, with what the witnesses and whoever runs the server do in them."""
        for year in range(since, until):
            self.do("live", f"{year}-01-01", str(year))
            if year in RENEWED:
                self.do("manage", f"{year}-12-28", "renew_log_key")
            self.do("manage", f"{year}-12-30", "checkpoint")
            self.do("watch", f"{year}-12-31", *map(str, self.witnesses))

    def move(self, day: date, to: Server) -> None:
        """By two keys, with the archive, to a server that is empty; the old one is never asked again."""
        self.open(to)
        carry_contact_key(self.server, to)
        new_keys = self.do("keys", day.isoformat(), server=to).split()
        self.do("announce", day.isoformat(), *new_keys)
        self.do("manage", day.isoformat(), "checkpoint")
        self.do("watch", day.isoformat(), *map(str, self.witnesses))
        archive = self.folder / f"archive-{day.year}"
        self.do("manage", (day + timedelta(days=1)).isoformat(), "export_neighbourhood", "de-meerpaal", str(archive))
        self.server = to
        self.do("manage", (day + timedelta(days=2)).isoformat(), "import_neighbourhood", str(archive))
        self.do("manage", (day + timedelta(days=2)).isoformat(), "verify_log")

    def verify(self, export: Path) -> subprocess.CompletedProcess[str]:
        """What the program of verify/ says of the whole log, alone, beside what both witnesses kept."""
        argv = [sys.executable, "-I", str(ROOT / "verify" / "stoep-verify.py"), str(export), "--policy", "2"]
        for witness in self.witnesses:
            argv += ["--witness", str(witness / "eigen.txt"), "--against", str(witness / "antwoord.txt")]
        return subprocess.run(argv, capture_output=True, text=True, check=False)


def carry_contact_key(old: Server, new: Server) -> None:
    """The key of kept addresses goes by hand, apart from the archive: behind a new one, as the import asks."""
    folder = new.data / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = (old.data / "keys" / "contacts.key").read_text(encoding="ascii")
    (folder / "contacts.key").write_text(f"{Fernet.generate_key().decode()}\n{kept}", encoding="ascii")


def test_after_twenty_years_every_line_is_followed_and_every_proof_holds(tmp_path: Path) -> None:
    with postgresql() as url:
        story = Story(tmp_path, Server(tmp_path / "one"))
        story.do("found", f"{BEGIN}-01-02")
        story.do("witnesses", f"{BEGIN}-01-02", *map(str, story.witnesses))
        story.live(BEGIN, MOVES[0])
        story.move(date(MOVES[0], 1, 1), Server(tmp_path / "two", url))
        story.live(*MOVES)
        story.move(date(MOVES[1], 1, 1), Server(tmp_path / "three"))
        story.live(MOVES[1], END)
        export = tmp_path / "log.jsonl"
        story.do("manage", f"{END}-01-01", "verify_log")
        story.do("look", f"{END}-01-02", str(export))
    done = story.verify(export)
    assert done.returncode == 0, done.stdout + done.stderr
    # A control: with one letter changed in a line of the first years, the same program finds it.
    text = export.read_text(encoding="utf-8")
    export.write_text(text.replace('"side":"resident"', '"side":"visitor"', 1), encoding="utf-8")
    assert story.verify(export).returncode == 1

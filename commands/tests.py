"""./stoep test: everything, on SQLite and on PostgreSQL, browser journeys included; with --long all of it on both."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands.ground import PYTHON, ROOT, environment
from commands.install import prepare
from commands.telling import Trouble, say, step

NOTHING_CHOSEN = 5  # pytest's exit code when no test fits what was asked
MOST_AT_ONCE = 4


def test(arguments: list[str]) -> int:
    """Set up, run the tests on each database, and close with the sum of both runs."""
    databases = [name for name in ("sqlite", "postgres") if f"--{name}" in arguments] or ["sqlite", "postgres"]
    rest = [word for word in arguments if word not in {"--sqlite", "--postgres"}]
    prepare("test")
    totals = [0, 0, 0]
    for name in databases:
        say(f"\nThe tests on {'SQLite' if name == 'sqlite' else 'PostgreSQL'}")
        run, alone = (_on_sqlite if name == "sqlite" else _on_postgresql), len(databases) == 1
        counts = run(rest, alone=alone)
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
    passed, failed, skipped = totals
    if not passed and not failed and not skipped:
        raise Trouble("No test fits what you asked for.")
    say(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def _on_sqlite(rest: list[str], *, alone: bool) -> tuple[int, int, int]:
    # What is lived on the other database is not lived here too.
    some = [] if alone else ["-m", "not elsewhere"]
    return _pytest([*some, *rest], {})


def _on_postgresql(rest: list[str], *, alone: bool) -> tuple[int, int, int]:
    with postgresql(careless=True) as url:
        # What says the same on every database was just said.
        again = [] if alone else ["-m", "not once"]
        return _pytest([*again, *rest], {"DATABASE_URL": url})


def _pytest(rest: list[str], more: dict[str, str]) -> tuple[int, int, int]:
    """Passed, failed, skipped. A run that broke off counts as one failure more."""
    # Half as many again as there are processors: while one waits for a browser or a disk, another one goes on.
    at_once = str(min((os.cpu_count() or 1) * 3 // 2, MOST_AT_ONCE))
    with tempfile.TemporaryDirectory(prefix="stoep-test-") as folder:
        counts = Path(folder) / "counts"
        # Every program that a test starts would read all source text anew without the files that Python keeps of it.
        foreign = ("STOEP_", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
        clean = {name: value for name, value in environment().items() if not name.startswith(foreign)}
        kept = {name: os.environ[name] for name in ("STOEP_CHROMIUM", "STOEP_SHARED_DATA") if name in os.environ}
        done = subprocess.run(
            [str(PYTHON), "-m", "pytest", "-q", "-n", at_once, "--dist", "worksteal", *rest],
            cwd=ROOT,
            env={**clean, **kept, **more, "STOEP_TEST_COUNTS": str(counts)},
            check=False,
        )
        passed, failed, skipped = map(int, counts.read_text().split()) if counts.is_file() else (0, 0, 0)
    broke_off = done.returncode not in {0, NOTHING_CHOSEN} and not failed
    return passed, failed + broke_off, skipped


@contextmanager
def postgresql(*, careless: bool = False) -> Iterator[str]:
    """A PostgreSQL of our own in a temporary folder, on a socket; it ends when its input closes, however we end.

    It keeps what it acknowledged, as a real one does, unless it may be `careless`: what is measured never is.
    """
    with step("PostgreSQL from its Python package"):
        server = subprocess.Popen(
            [
                str(PYTHON),
                "-W",
                "ignore",
                str(ROOT / "commands" / "postgresql.py"),
                *(["--careless"] if careless else []),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            text=True,
        )
        assert server.stdin
        assert server.stdout
        url = server.stdout.readline().strip()
    if not url.startswith("postgres"):
        server.wait()
        raise Trouble(
            "PostgreSQL did not start; the lines above say why. The tests on SQLite alone: ./stoep test --sqlite"
        )
    try:
        yield url
    finally:
        server.stdin.close()
        server.wait()

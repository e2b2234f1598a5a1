"""What it costs to take a neighbourhood along and to set it up again: seconds and memory of the commands themselves."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from rich.console import Console
from rich.table import Table

from stoep.people import sealing
from stoep.people.models import Person
from stoep.places.models import Area, Neighbourhood
from stoep.web.bench import databases
from stoep.web.bench.filling import SLUG, Told, fill

# What was promised for 100,000 contributions: so many seconds and megabytes for each of the two.
MOST_SECONDS, MOST_MEGABYTES, FOR = 180, 1000, 100_000
_CHILD = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR", "DATABASE_URL")


@dataclass(frozen=True, slots=True)
class Step:
    """One command: how long it took on the clock and of the processor, and the most memory that it held."""

    name: str
    seconds: float
    cpu: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Every step at one size, on one sort of database; the archive in megabytes.

    `load` is how many programs wanted the processors while the steps ran, and `processors` how many there are: with
    more of the first than of the second, the clock tells of the others too.
    """

    size: int
    database: str
    archive: float
    steps: tuple[Step, ...]
    load: float
    processors: int

    def as_json(self) -> dict[str, Any]:
        """Everything as plain JSON, with what was promised."""
        promised = {"seconds": MOST_SECONDS, "megabytes": MOST_MEGABYTES, "contributions": FOR}
        return asdict(self) | {"promised": promised}


def measure(size: int, folder: Path, at: datetime, told: Told) -> Measured:
    """Export and import of a wholly sealed neighbourhood of this size, on the database at hand.

    The embedded one lies in `folder` and is kept for the next run. Another one must be empty, and is empty afterwards.
    """
    if connection.vendor == "sqlite":
        filled = _filled(lambda: databases.prepare(folder, size, at, told, whole=True))
        source = f"sqlite:///{databases.path_of(folder, size, whole=True)}"
        return _all(size, source, folder, filled)
    if any(model._default_manager.exists() for model in (Neighbourhood, Area, Person)):
        # It is wiped between the two steps, so nothing of anybody's may be in it.
        raise CommandError("There is something in this database. Give DATABASE_URL of an empty one.")
    try:
        filled = _filled(lambda: fill(size, at, told, whole=True))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return _all(size, os.environ["DATABASE_URL"], folder, filled)
    finally:
        call_command("flush", interactive=False, verbosity=0)


def _filled(filling: Callable[[], None]) -> Step:
    """The step before all others: in this process, so that its memory is that of the bench so far."""
    begun, cpu = time.monotonic(), time.process_time()
    filling()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return Step("fill", time.monotonic() - begun, time.process_time() - cpu, held)


def _all(size: int, source: str, folder: Path, filled: Step) -> Measured:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".archive-", dir=folder) as name:
        room = Path(name)
        server = room / "server"
        server.mkdir()
        out = _run("export", "export_neighbourhood", SLUG, str(room / "out"), DATABASE_URL=source)
        weight = sum(path.stat().st_size for path in (room / "out").rglob("*") if path.is_file())
        if connection.vendor == "sqlite":
            elsewhere = {"DATABASE_URL": f"sqlite:///{server / 'stoep.sqlite3'}"}
        else:
            call_command("flush", interactive=False, verbosity=0)
            elsewhere = {"DATABASE_URL": source}
        # Another server: it has no keys of this one but those with which kept addresses open.
        elsewhere |= {"STOEP_DATA": str(server), "STOEP_CONTACT_KEYS": sealing.written_keys()}
        _run("migrate", "migrate", "--verbosity", "0", **elsewhere)
        back = _run("import", "import_neighbourhood", str(room / "out"), **elsewhere)
        checked = _run("verify", "verify_log", **elsewhere)
    steps, processors = (filled, out, back, checked), os.cpu_count() or 1
    return Measured(size, connection.vendor, weight / 1e6, steps, os.getloadavg()[1], processors)


def _run(name: str, *words: str, **more: str) -> Step:
    """One command in a process of its own, so that its memory is its own."""
    env = {each: os.environ[each] for each in _CHILD if each in os.environ}
    env |= {"STOEP_DATA": str(settings.DATA), **more}
    env["PYTHONPATH"] = os.pathsep.join([str(settings.ROOT / "src"), env.get("PYTHONPATH", "")])
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        said, wrong = Path(folder, "said"), Path(folder, "wrong")
        with said.open("wb") as out, wrong.open("wb") as err:
            child = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "stoep.web.manage", *words], env=env, cwd=folder, stdout=out, stderr=err
            )
            _pid, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            lines = (wrong.read_text() or said.read_text()).strip().splitlines()
            raise CommandError(f"{words[0]}: {lines[-1] if lines else child.returncode}")
    # Linux tells it in kilobytes.
    return Step(name, time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def show(found: Measured, console: Console) -> None:
    """A table; what is over its promised figure is marked with an exclamation mark, from the promised size on."""
    title = f"{found.size:,} contributions on {found.database}; the archive weighs {found.archive:.0f} MB"
    table = Table(title=title, title_justify="left")
    for name in ("step", f"seconds (≤{MOST_SECONDS})", "of the processor", f"MB of memory (≤{MOST_MEGABYTES})"):
        table.add_column(name, justify="left" if name == "step" else "right")
    for step in found.steps:
        if step.name == "fill":
            # Nobody fills a neighbourhood so: of that nothing was promised.
            table.add_row(step.name, f"{step.seconds:.1f}", f"{step.cpu:.1f}", f"{step.megabytes:.1f}")
            continue
        seconds, held = _cell(step.seconds, MOST_SECONDS), _cell(step.megabytes, MOST_MEGABYTES)
        table.add_row(step.name, seconds, f"{step.cpu:.1f}", held)
    console.print(table)
    console.print(f"Meanwhile {found.load:.1f} programs wanted the {found.processors} processors.")
    console.print("What was set up has the same root, and verify_log finds nothing: import and it would have refused.")


def _cell(value: float, most: float) -> str:
    return f"{value:.1f} !" if value > most else f"{value:.1f}"

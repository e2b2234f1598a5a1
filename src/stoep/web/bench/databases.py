"""One database for each size, filled once and kept, so that a second run measures at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from stoep.web.bench.filling import Told, fill

MADE_FROM = (
    "filling.py", "gathering.py", "giving.py", "governing.py", "packing.py", "reaching.py", "scheduling.py",
    "sealing.py", "table.py", "words.py",
)  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[None]:
    """Let Django's one connection look at this file, and at its own one again afterwards."""
    settings, test = connection.settings_dict, connection.settings_dict["NAME"]
    connection.close()
    settings["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = test


def fingerprint() -> str:
    """What the filling and the first tables look like now: others are filled anew, later tables are only added."""
    here = Path(__file__).parent
    files = [here / name for name in MADE_FROM] + sorted(here.parents[1].glob("*/migrations/0001_initial.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def path_of(folder: Path, size: int, *, whole: bool = False) -> Path:
    """Where the database of this size lies; `whole`: the one of which the log holds every row."""
    return folder / f"{'whole-' if whole else ''}{size}.sqlite3"


def is_filled(folder: Path, size: int, *, whole: bool = False) -> bool:
    """Whether a whole database of this size lies there, filled as it would be now."""
    stamp = path_of(folder, size, whole=whole).with_suffix(".stamp")
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint()


def prepare(folder: Path, size: int, at: datetime, told: Told, *, whole: bool = False) -> None:
    """Fill it beside its place and put it there whole; of one that is there, only its tables are brought up to date."""
    place = path_of(folder, size, whole=whole)
    if is_filled(folder, size, whole=whole):
        with opened(place):
            call_command("migrate", verbosity=0)
        return
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(".new")
    _remove(unfinished)
    with opened(unfinished):
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            # What is lost in a power cut is simply filled again.
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA journal_mode=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
        fill(size, at, told, whole=whole)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    _remove(place)
    unfinished.rename(place)
    place.with_suffix(".stamp").write_text(fingerprint(), encoding="utf-8")


def _remove(database: Path) -> None:
    for leftover in (database, Path(f"{database}-wal"), Path(f"{database}-shm"), database.with_suffix(".stamp")):
        leftover.unlink(missing_ok=True)

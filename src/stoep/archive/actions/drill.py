"""Drill: set the newest copy up again in an empty place, and see whether it is the same neighbourhood."""

from __future__ import annotations

import base64
import json
import logging
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from stoep.archive import closing, queries, rules, shelf
from stoep.archive.models import Drill
from stoep.people import sealing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries as log_queries
from stoep.record.models import Log
from stoep.shared.actor import CLOCK

log = logging.getLogger("stoep.work")
LONGEST = 3600  # seconds that one step may take
CHILD = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR")


def drill_daily(*, today: date, at: datetime) -> int:
    """Try the newest copy of each neighbourhood whose last drill is a quarter old; how many were tried."""
    done = 0
    for here in Neighbourhood.objects.filter(copies__problem="").distinct().order_by("pk"):
        if queries.wants_drill(here, today):
            drill(neighbourhood=here, today=today, at=at)
            done += 1
    return done


def drill(*, neighbourhood: Neighbourhood, today: date, at: datetime) -> Drill | None:
    """Fetch the newest copy, bring it in on an empty server, and compare; None when there is no copy.

    The empty server is a database in a folder that goes afterwards. It has no keys of ours and sends nothing.
    """
    copy, place = queries.last_kept(neighbourhood), shelf.of_settings()
    if copy is None or place is None:
        return None
    found = Drill(neighbourhood=neighbourhood, copy=copy, drilled_on=today, drilled_at=at)
    try:
        with TemporaryDirectory(prefix=".drill-", dir=_room()) as name:
            _try(found, place, Path(name))
    except shelf.NotKept as not_kept:
        found.outcome, found.told = Drill.Outcome.FAILED, f"fetch: {not_kept.problem}"
    except (_Failed, OSError, subprocess.SubprocessError) as error:
        log.warning("%s: the drill did not succeed: %s", neighbourhood.slug, error)
        found.outcome, found.told = Drill.Outcome.FAILED, str(error)[:120]
    return note_drill(drill=found, at=at)


class _Failed(Exception):
    """A step of the drill did not succeed."""


def _room() -> Path:
    place = Path(settings.DATA) / "archief"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _try(found: Drill, place: shelf.Shelf, room: Path) -> None:
    """Both parts fetched, brought in elsewhere, asked what stands there, and laid beside what we know."""
    sources = []
    for part in rules.PARTS:
        name = queries.name_of(found.copy, part)
        sources.append(room / Path(name).name)
        place.get(name, sources[-1])
    server = room / "server"
    server.mkdir()
    identity = room / "identity.txt"
    identity.write_text(closing.drill_secret() + "\n", encoding="ascii")
    _run(server, "migrate", "--verbosity", "0")
    words = [*map(str, sources), "--identity", str(identity), "--room", str(room)]
    _run(server, "import_neighbourhood", *words)
    told = json.loads(_run(server, "archive_report", found.neighbourhood.slug))
    _compare(found, told)


def _run(server: Path, *words: str) -> str:
    """One command on the empty server: nothing of this one but the keys with which kept addresses open."""
    env = {name: os.environ[name] for name in CHILD if name in os.environ}
    env |= {"STOEP_DATA": str(server), "STOEP_CONTACT_KEYS": sealing.written_keys(), "STOEP_URL": settings.STOEP_URL}
    env["PYTHONPATH"] = os.pathsep.join([str(settings.ROOT / "src"), env.get("PYTHONPATH", "")])
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "stoep.web.manage", *words],
        env=env,
        cwd=server,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise _Failed(f"{words[0]}: {said[-1] if said else done.returncode}")
    return done.stdout


def _compare(found: Drill, told: dict[str, Any]) -> None:
    """What stands there beside what we sealed: the root at that size in our own log, rows, pages, verification."""
    ours = Log.objects.get(neighbourhood=found.neighbourhood)
    signed = log_queries.root_at(ours, found.copy.size) if ours.size >= found.copy.size else b""
    there = base64.b64decode(told["signed_roots"].get(str(found.copy.size), ""))
    found.rows, found.pages = told["rows"], told["pages"]
    wrong = [
        what
        for what, is_wrong in {
            "root": there != signed or told["size"] < found.copy.size,
            "verify": bool(told["findings"]),
            "pages": bool(told["pages_gone"]) or not told["pages"],
        }.items()
        if is_wrong
    ]
    found.told = ", ".join(wrong)
    found.outcome = Drill.Outcome.OTHER if wrong else Drill.Outcome.SAME


_TOLD = {
    Drill.Outcome.SAME: "De nieuwste kopie is op proef teruggezet. Alles is er, en klopt.",
    Drill.Outcome.OTHER: "De nieuwste kopie is op proef teruggezet. Er is iets anders dan het was.",
    Drill.Outcome.FAILED: "De nieuwste kopie is op proef teruggezet. Dat lukte niet.",
}


@transaction.atomic
def note_drill(*, drill: Drill, at: datetime) -> Drill:
    """Write down, where everyone reads it, what came of trying the newest copy."""
    drill.save()
    record.seal(
        neighbourhood=drill.neighbourhood,
        act="archive.drill",
        subject=f"copy:{drill.copy_id}",
        by=CLOCK,
        at=at,
        facts={
            "told": _TOLD[Drill.Outcome(drill.outcome)],
            "outcome": str(drill.outcome),
            "rows": drill.rows,
            "pages": drill.pages,
        },
        rows=[drill],
    )
    return drill

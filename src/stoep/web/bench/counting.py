"""What counting costs: seconds of the processor and memory for real elections, each in a program of its own.

    ./stoep bench counting DIR      DIR/pb holds files of Pabulib

Where a developer has installed pabutools (GPL, so never a part of Stoep), its exact count stands beside ours, and
whether the winners are the same.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from stoep.core.counting import reading, ties
from stoep.core.counting.counts import count
from stoep.core.counting.elections import Election
from stoep.core.counting.rules import Completion, Rule

# What was promised: seconds for add1; for Łódź seconds and megabytes of reading and counting together.
PROMISED = {
    "Poland_Wieliczka_2023_Green_Budget": "",
    "Netherlands_Amsterdam_252": "add1 0.2 s",
    "Poland_Warszawa_2020_Praga-Poludnie": "add1 1.5 s",
    "Poland_Lodz_2022": "read + add1 1.5 s, 250 MB",
}
PATIENCE = 120  # seconds for one count by pabutools


def main(arguments: list[str] | None = None) -> int:
    """Measure, print a table or JSON. It judges nothing."""
    parser = argparse.ArgumentParser(prog="./stoep bench counting", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("folder", type=Path, help="a folder with real elections in DIR/pb")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON instead of a table")
    parser.add_argument("--all", action="store_true", help="every file, not only those with a promise")
    parser.add_argument("--one", choices=["ours", "theirs", "theirs-add1"], help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.one:
        sys.stdout.write(json.dumps(_theirs(asked.folder, asked.one) if asked.one != "ours" else _ours(asked.folder)))
        return 0
    files = sorted((asked.folder / "pb").glob("*.pb"))
    chosen = files if asked.all else [path for path in files if path.stem in PROMISED]
    if not chosen:
        sys.stderr.write(f"There are no files of Pabulib in {asked.folder / 'pb'}. Name the folder above pb.\n")
        return 2
    measured = [_measure(path) for path in chosen]
    if asked.json:
        sys.stdout.write(json.dumps(measured, indent=2) + "\n")
    else:
        _show(measured)
    return 0


def _measure(path: Path) -> dict[str, Any]:
    """One file, by us, and by pabutools where it is."""
    found: dict[str, Any] = {"file": path.stem, **(_run(path, "ours") or {}), "promised": PROMISED.get(path.stem, "")}
    if importlib.util.find_spec("pabutools") is not None:
        for one, name in (("theirs", "pabutools"), ("theirs-add1", "pabutools_add1")):
            theirs = _run(path, one)
            found[name] = None if theirs is None else theirs["seconds"]
            mine = found["winners"] if one == "theirs" else found["winners_add1"]
            found[f"{name}_same"] = None if theirs is None else sorted(theirs["winners"]) == sorted(mine)
    return found


def _run(path: Path, one: str) -> dict[str, Any] | None:
    """In a program of its own, so that its memory is its own; None where patience ran out."""
    argv = [sys.executable, "-m", "stoep.web.bench.counting", str(path), "--one", one]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, on a file that was named
            argv, check=True, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _ours(path: Path) -> dict[str, Any]:
    """Reading, the plain rule, and add1, each by the seconds that the processor worked."""
    importlib.import_module("numpy")  # what a server has loaded once
    began = time.process_time()
    election = reading.read_file(path)
    read = time.process_time() - began
    plain, won = _least(lambda: count(election, Rule(completion=Completion.NONE)).ids)
    add1, raised = _least(lambda: count(election, Rule()).ids)
    return {
        "voters": election.voters,
        "projects": len(election.projects),
        "read": round(read, 3),
        "plain": round(plain, 4),
        "add1": round(add1, 4),
        "megabytes": _most_memory(),
        "winners": list(won),
        "winners_add1": list(raised),
    }


def _most_memory() -> int:
    """The most megabytes that this program held. What the system tells elsewhere counts whoever started it along."""
    told = Path("/proc/self/status")
    if told.exists():
        for line in told.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _least(work: Callable[[], tuple[str, ...]]) -> tuple[float, tuple[str, ...]]:
    """The least of three, since whatever else the machine does only adds."""
    times, found = [], tuple[str, ...]()
    for _ in range(3):
        began = time.process_time()
        found = work()
        times.append(time.process_time() - began)
    return min(times), found


def _theirs(path: Path, one: str) -> dict[str, Any]:
    """The exact count of pabutools, with our order for ties; add1 as in the real elections."""
    election_of, rules = importlib.import_module("pabutools.election"), importlib.import_module("pabutools.rules")
    order = importlib.import_module("pabutools.tiebreaking")
    instance, profile = election_of.parse_pabulib(str(path))
    places = _places(reading.read_file(path))
    profile = profile.as_multiprofile()
    first = order.TieBreakingRule(lambda _instance, _profile, project: places[project.name])
    asked: dict[str, Any] = {"sat_class": election_of.Cost_Sat, "tie_breaking": first}
    began = time.process_time()
    if one == "theirs":
        won = rules.method_of_equal_shares(instance, profile, **asked)
    else:
        step = profile.num_ballots()
        won = rules.exhaustion_by_budget_increase(
            instance, profile, rules.method_of_equal_shares, asked, budget_step=step, exhaustive_stop=False
        )
    return {"seconds": round(time.process_time() - began, 2), "winners": [project.name for project in won]}


def _places(election: Election) -> dict[str, int]:
    return {name: place for place, name in enumerate(ties.named("natural", election))}


def _show(measured: list[dict[str, Any]]) -> None:
    """A table for a terminal."""
    table = Table(title="counting: seconds of the processor, least of three")
    columns = ("file", "voters", "projects", "read", "plain", "add1", "megabytes", "promised")
    theirs = ("pabutools", "pabutools_same", "pabutools_add1", "pabutools_add1_same")
    shown = (*columns, *(theirs if any("pabutools" in row for row in measured) else ()))
    for name in shown:
        table.add_column(name, justify="left" if name in {"file", "promised"} else "right")
    for row in measured:
        table.add_row(*(f"> {PATIENCE}" if row.get(name, "") is None else str(row.get(name, "")) for name in shown))
    Console(width=150).print(table)


if __name__ == "__main__":
    sys.exit(main())

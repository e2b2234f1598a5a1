"""./stoep demo: three invented years of two neighbourhoods, on this machine only."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from pathlib import Path

from commands import ground
from commands.ground import PYTHON, ROOT, environment
from commands.install import fingerprint, prepare
from commands.processes import SERVER, WORKER, run_together
from commands.telling import Trouble, say, step

DATA = ROOT / "var" / "demo"
FILLED = DATA / "filled.stamp"
SETTINGS = {"STOEP_DEMO": "1", "STOEP_DATA": str(DATA)}


def demo(arguments: list[str]) -> int:
    """Set up, fill the demonstration the first time, and serve it on loopback until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="./stoep demo", description=demo.__doc__)
    parser.add_argument("--port", type=int, default=8000, help="the port on this machine (8000)")
    parser.add_argument("--fresh", action="store_true", help="throw the demonstration away and fill it anew")
    asked = parser.parse_args(arguments)
    address = f"http://127.0.0.1:{asked.port}/"
    busy = "The demonstration runs already: {holder}. Open that, or stop it first with Ctrl-C where it was started."
    with ground.only_one(DATA.with_suffix(".lock"), busy) as lock:
        ground.require_port(asked.port)
        prepare("run")
        fill_if_needed(fresh=asked.fresh)
        ground.write_down(lock, address)
        return run_together(
            {"the web server": SERVER, "the worker": WORKER},
            environment(
                **SETTINGS,
                STOEP_BIND=f"127.0.0.1:{asked.port}",
                STOEP_URL=address,
                STOEP_OPENING_WORDS=f"\nStoep is open at {address}\nNothing in it is real. Ctrl-C stops it.",
            ),
        )


def is_filled() -> bool:
    """Whether there is a whole demonstration to look at."""
    return FILLED.is_file()


def fill_if_needed(*, fresh: bool = False) -> None:
    """Fill the demonstration in a folder beside its place, and put it there whole; or bring an older one up to date."""
    shape = fingerprint(
        [*(ROOT / "src" / "stoep").glob("*/migrations/*.py"), ROOT / "requirements" / "run.txt"],
    )
    if fresh or not is_filled():
        _fill(shape)
    elif FILLED.read_text(encoding="utf-8") != shape:
        with step("the demonstration's database"):
            _manage("migrate", DATA)
        FILLED.write_text(shape, encoding="utf-8")


def _fill(shape: str) -> None:
    unfinished, old = DATA.with_suffix(".new"), DATA.with_suffix(".old")
    for leftover in (unfinished, old):
        shutil.rmtree(leftover, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        with step("an empty database"):
            _manage("migrate", unfinished)
        with step("three years in De Meerpaal and Lutkeveen"):
            _manage("demonstrate", unfinished)
        (unfinished / FILLED.name).write_text(shape, encoding="utf-8")
        if DATA.exists():
            DATA.rename(old)
        unfinished.rename(DATA)
    finally:
        for leftover in (unfinished, old):
            shutil.rmtree(leftover, ignore_errors=True)


def _manage(command: str, data: Path) -> None:
    done = subprocess.run(
        [str(PYTHON), "-m", "stoep.web.manage", command, "--verbosity", "0"],
        env=environment(STOEP_DEMO="1", STOEP_DATA=str(data)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        say(done.stdout + done.stderr)
        raise Trouble(f"The demonstration could not be filled ({command}); the lines above say why. Nothing was kept.")

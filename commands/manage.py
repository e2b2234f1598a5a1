"""Django's commands, with the right data: an operator's when there are settings for one, else the demonstration's."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from commands import demo, install
from commands.ground import PYTHON, ROOT, environment, only_one
from commands.install import prepare
from commands.telling import Trouble, step
from commands.tests import postgresql

OPERATOR = ("STOEP_SECRET_KEY", "STOEP_DATA", "DATABASE_URL", "STOEP_DEMO")


def has_operator() -> bool:
    """Whether somebody chose data of their own in the environment."""
    return any(name in os.environ for name in OPERATOR)


def manage(arguments: list[str]) -> int:
    """`./stoep manage …`: any command of Django or of a room."""
    prepare("run")
    more = {} if has_operator() or not demo.is_filled() else demo.SETTINGS
    return _call(arguments, environment(**more))


def load_areas(arguments: list[str]) -> int:
    """`./stoep load-areas DIR`: the official areas and their figures, from a folder."""
    return _load("load_areas", arguments)


def load_streets(arguments: list[str]) -> int:
    """`./stoep load-streets FILE`: the streets of official areas, from a file of the address register."""
    return _load("load_streets", arguments)


def _load(command: str, arguments: list[str]) -> int:
    prepare("run")
    if has_operator():
        Path(os.environ.get("STOEP_DATA") or ROOT / "var").mkdir(parents=True, exist_ok=True)
        with step("database"):
            _call(["migrate", "--verbosity", "0"], environment())
        return _call([command, *arguments], environment())
    demo.fill_if_needed()
    return _call([command, *arguments], environment(**demo.SETTINGS))


def export(arguments: list[str]) -> int:
    """`./stoep export SLUG DIR`: a whole neighbourhood in files that anybody can read."""
    return manage(["export_neighbourhood", *arguments])


def bring_in(arguments: list[str]) -> int:
    """`./stoep import DIR`: a neighbourhood out of its archive, on a server where it is not there yet."""
    prepare("run")
    if not has_operator() and demo.is_filled():
        raise Trouble("Set STOEP_DATA or DATABASE_URL first, to say for which server. The demonstration is none.")
    Path(os.environ.get("STOEP_DATA") or ROOT / "var").mkdir(parents=True, exist_ok=True)
    with step("database"):
        code = _call(["migrate", "--verbosity", "0"], environment())
    return code or _call(["import_neighbourhood", *arguments], environment())


def bench(arguments: list[str]) -> int:
    """`./stoep bench`: what pages cost, in a table. It keeps its own data, in var/bench.

    With --postgres it measures on a PostgreSQL of its own, as `./stoep test --postgres` does.
    `./stoep bench counting DIR` measures the count of real votes about money instead; that asks for no database.
    """
    if arguments[:1] == ["counting"]:
        prepare("run")
        python = [str(PYTHON), "-m", "stoep.web.bench.counting"]
        return subprocess.run([*python, *arguments[1:]], env=environment(), check=False).returncode
    if arguments[:1] == ["voting"]:
        return _bench_voting(arguments[1:])
    rest = [word for word in arguments if word not in {"--sqlite", "--postgres"}]
    data = {"STOEP_DATA": os.environ.get("STOEP_DATA") or str(ROOT / "var" / "bench")}
    if "--postgres" not in arguments:
        prepare("run")
        return _call(["bench", *rest], environment(**data))
    if not any(word.startswith("--archive") for word in rest):
        raise Trouble("What pages cost is measured on SQLite alone. On PostgreSQL too: --archive 100000.")
    prepare("test")  # which has PostgreSQL
    with postgresql() as url:
        env = environment(**data, DATABASE_URL=url)
        return _call(["migrate", "--verbosity", "0"], env) or _call(["bench", *rest], env)


def count(arguments: list[str]) -> int:
    """`./stoep count FILE.pb`: the winners of a vote about money, from its published file. No database is asked."""
    prepare("run")
    python = [str(PYTHON), "-m", "stoep.core.counting"]
    return subprocess.run([*python, *arguments], env=environment(), check=False).returncode


def _bench_voting(arguments: list[str]) -> int:
    """`./stoep bench voting`: ten thousand votes on each database, beside what the disk itself can do."""
    rest = [word for word in arguments if word not in {"--sqlite", "--postgres"}]
    prepare("test")  # which has PostgreSQL
    data = ROOT / "var" / "bench-voting"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    code = 0
    if "--postgres" not in arguments:
        code = _voting(environment(STOEP_DATA=str(data / "sqlite")), rest)
    if "--sqlite" not in arguments:
        with postgresql() as url:
            code = code or _voting(environment(STOEP_DATA=str(data / "postgresql"), DATABASE_URL=url), rest)
    return code


def _voting(env: dict[str, str], rest: list[str]) -> int:
    Path(env["STOEP_DATA"]).mkdir(parents=True, exist_ok=True)
    return _call(["migrate", "--verbosity", "0"], env) or _call(["bench_voting", *rest], env)


def main_job(arguments: list[str]) -> int:
    """`./stoep main-job DIR`: real statements (DIR/polis) through the whole line, on real areas (DIR/nl).

    It keeps its own data, in var/main-job, and begins with an empty folder each time.
    """
    if not arguments:
        raise Trouble(
            "Say where the real data is: ./stoep main-job DIR, with areas in DIR/nl and statements in DIR/polis."
        )
    folder, rest = Path(arguments[0]).resolve(), arguments[1:]
    for part in ("nl", "polis"):
        if not (folder / part).is_dir():
            raise Trouble(f"There is no folder {folder / part}. The main job wants DIR/nl and DIR/polis.")
    prepare("run")
    data = ROOT / "var" / "main-job"
    busy = "The main job runs already ({holder}). Wait until it is done."
    with only_one(data.with_suffix(".lock"), busy):
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        # What an operator chose for a real neighbourhood is no business of this one.
        env = {name: value for name, value in environment().items() if name not in OPERATOR} | {"STOEP_DATA": str(data)}
        for name, words in (
            ("an empty database", ["migrate", "--verbosity", "0"]),
            ("all areas of the country", ["load_areas", str(folder / "nl")]),
            ("every statement through the whole line", ["main_job", str(folder / "polis"), *rest]),
        ):
            with step(name):
                code = _call(words, env)
            if code:
                return code
    return 0


def lock(_arguments: list[str]) -> int:
    """`./stoep lock`: work out the exact versions and their hashes anew, without any registry's address."""
    prepare("test")
    with install.held() as held:
        for name, more in (("run", []), ("test", ["--constraints", "run.txt"])):
            with step(f"requirements/{name}.txt"):
                quiet = ["--quiet", "--no-emit-index-url", "--no-emit-find-links"]
                signed = ["--custom-compile-command", "./stoep lock"]
                exact = ["--universal", "--python-version", "3.11", "--generate-hashes"]
                uv = [str(PYTHON), "-m", "uv", "pip", "compile", *quiet, *signed, *exact, *more]
                install.run([*uv, f"{name}.in", "-o", f"{name}.txt"], held, cwd=ROOT / "requirements")
        for folder in (ROOT, ROOT / "commands" / "chromium"):
            with step(str((folder / "package-lock.json").relative_to(ROOT))):
                install.run([str(PYTHON.parent / "npm"), "install", "--package-lock-only"], held, cwd=folder)
    return 0


def _call(arguments: list[str], env: dict[str, str]) -> int:
    return subprocess.run([str(PYTHON), "-m", "stoep.web.manage", *arguments], env=env, check=False).returncode

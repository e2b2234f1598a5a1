"""Django's commands, with the right data: an operator's when there are settings for one, else the demonstration's."""

from __future__ import annotations

import os
import subprocess

from commands import demo, install
from commands.ground import PYTHON, ROOT, environment
from commands.install import prepare
from commands.telling import step

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
    prepare("run")
    if has_operator():
        with step("database"):
            _call(["migrate", "--verbosity", "0"], environment())
        return _call(["load_areas", *arguments], environment())
    demo.fill_if_needed()
    return _call(["load_areas", *arguments], environment(**demo.SETTINGS))


def bench(arguments: list[str]) -> int:
    """`./stoep bench`: what pages cost, in a table. It keeps its own data, in var/bench."""
    prepare("run")
    data = os.environ.get("STOEP_DATA") or str(ROOT / "var" / "bench")
    return _call(["bench", *arguments], environment(STOEP_DATA=data))


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

"""./stoep check: every check of the code is defined here, once; the tests call the same list."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass

from commands.ground import PYTHON, ROOT, environment
from commands.install import BUILD, prepare
from commands.telling import Trouble, say

BIN = PYTHON.parent


@dataclass(frozen=True)
class Outcome:
    """Whether a check was content, what it said, and how many seconds it took."""

    passed: bool
    said: str
    seconds: float


def commands() -> dict[str, list[str]]:
    """What is checked, and the program that does it."""
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "src").glob("stoep/*/templates/**/*.html"))
    python = [str(PYTHON), "-m"]
    return {
        "rules (ruff)": [*python, "ruff", "check", "."],
        "form (ruff)": [*python, "ruff", "format", "--check", "."],
        "types (mypy)": [*python, "mypy", "src", "commands", "tests", "conftest.py"],
        "floor plan (import-linter)": [str(BIN / "lint-imports"), "--no-cache"],
        "template tags (djade)": [str(BIN / "djade"), "--check", *templates],
        "templates (djlint)": [str(BIN / "djlint"), "--lint", "--quiet", "src"],
        "migrations (Django)": [*python, "stoep.web.manage", "makemigrations", "--check", "--dry-run"],
        "architecture (tests)": [*python, "pytest", "-q", "-p", "no:cacheprovider", "tests/test_architecture.py"],
    }


def look(name: str) -> Outcome:
    """Run one check."""
    started = time.monotonic()
    # No check looks at an operator's data: only at the code.
    env = environment(STOEP_DATA=str(BUILD), DATABASE_URL="")
    done = subprocess.run(commands()[name], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return Outcome(done.returncode == 0, done.stdout + done.stderr, time.monotonic() - started)


def mend() -> None:
    """Put right what a program can put right: form, order of imports, spaces in template tags."""
    found = commands()
    ruff, djade = found["form (ruff)"], found["template tags (djade)"]
    for argv in ([*ruff[:3], "check", "--fix", "--quiet", "."], [*ruff[:3], "format", "--quiet", "."]):
        subprocess.run(argv, cwd=ROOT, env=environment(), check=False)
    subprocess.run([word for word in djade if word != "--check"], cwd=ROOT, check=False, capture_output=True)


def check(arguments: list[str]) -> int:
    """Run every check, show a table, and under it what was found. With --mend, first put right what can be."""
    if arguments not in ([], ["--mend"]):
        raise Trouble("./stoep check runs all checks; the one thing to ask for is --mend.")
    prepare("test")
    if arguments:
        mend()
    found: dict[str, Outcome] = {}
    for name in commands():
        found[name] = outcome = look(name)
        say(f"  {'ok  ' if outcome.passed else 'FAIL'}  {name:<28} {outcome.seconds:6.1f} s")
    for name, outcome in found.items():
        if not outcome.passed:
            say(f"\n{name}\n{'-' * len(name)}\n{outcome.said.strip()}")
    failed = sum(not outcome.passed for outcome in found.values())
    say(f"\n{len(found) - failed} checks passed, {failed} failed")
    return 1 if failed else 0

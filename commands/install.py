"""Setting up: Python packages, npm packages, styles, translations. Each piece once, until what it is made from changes.

A piece is stamped last. One without a stamp is half-done: it is thrown away and made again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commands import browser, ground
from commands.ground import PYTHON, ROOT
from commands.telling import Trouble, say, step

BUILD = ROOT / "build"
VENV = ROOT / ".venv"
LOG = BUILD / "setup.log"
OFFLINE = re.compile(
    r"ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|Connection refused|Connection broken"
    r"|NewConnectionError|Name or service not known|Temporary failure in name resolution|Network is unreachable"
    r"|Read timed out|ConnectTimeout|Max retries exceeded",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """Something to set up: what it is called, what it is made from, how, and the folder that it fills."""

    name: str
    stamp: Path
    made_from: Callable[[], str]
    make: Callable[[int], None]
    folder: Path | None = None

    def is_there(self) -> bool:
        """Whether it was finished, from what lies here now."""
        if not self.stamp.is_file():
            return False
        return set(self.made_from().split()) <= set(self.stamp.read_text(encoding="utf-8").split())

    def put_there(self, lock: int) -> None:
        """Make it; whatever goes wrong, nothing half-done stays."""
        was_whole = self.stamp.is_file()
        self.stamp.unlink(missing_ok=True)
        if self.folder and not was_whole:
            shutil.rmtree(self.folder, ignore_errors=True)
        try:
            with step(self.name):
                self.make(lock)
        except BaseException:
            if self.folder:
                shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.stamp.with_suffix(".unfinished")
        unfinished.write_text(self.made_from(), encoding="utf-8")
        unfinished.replace(self.stamp)


def prepare(level: str) -> None:
    """Everything that `run` or `test` stands on. On a warm start: a look at the stamps, and nothing else."""
    pieces = [_packages(level), _node_packages(), _styles(), _translations()]
    if level == "test" and browser.system_chromium() is None:
        pieces.append(_chromium())
    if all(piece.is_there() for piece in pieces):
        return
    with held() as lock:
        missing = [piece for piece in pieces if not piece.is_there()]
        if not missing:
            return
        ground.require_room()
        say("Setting up. This happens once; it needs the network.")
        LOG.unlink(missing_ok=True)
        for piece in missing:
            # An earlier piece may have undone a later one's ground, or brought it along.
            if not piece.is_there():
                piece.put_there(lock)


@contextmanager
def held() -> Iterator[int]:
    """The right to set up in this folder: one at a time, the next one waits and says so."""
    busy = "Another ./stoep is setting up in this folder ({holder}). Waiting until it is done."
    with ground.only_one(BUILD / "setup.lock", busy, wait=True) as lock:
        yield lock


def run(argv: list[str], lock: int, *, cwd: Path = ROOT) -> None:
    """Run one program of the set-up. What it prints goes to a file; if it fails, one sentence says why.

    It holds the lock too, so that a set-up whose parent was killed is not joined by a second one.
    """
    done = subprocess.run(
        argv,
        cwd=cwd,
        env=ground.environment(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        pass_fds=[lock],
    )
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(argv)}\n{done.stdout}{done.stderr}\n")
    if done.returncode == 0:
        return
    said = done.stdout + done.stderr
    if OFFLINE.search(said):
        raise Trouble(
            "The network cannot be reached, and this first time Stoep needs it to fetch its packages. "
            f"Connect (or set the proxy of pip and npm) and try again. Details: {LOG.relative_to(ROOT)}"
        )
    if "No space left" in said or "ENOSPC" in said:
        raise Trouble("The disk ran full while setting up. Make room and try again; nothing half-done stayed behind.")
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["it said nothing"]
    telling = next((line for line in lines if re.search(r"\berror\b", line, re.IGNORECASE)), lines[-1])
    raise Trouble(f"Setting up stopped: {telling[:200]} (the whole output is in {LOG.relative_to(ROOT)})")


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """One SHA-256 over names and contents: equal when nothing that matters has changed."""
    total = hashlib.sha256()
    for word in more:
        total.update(word.encode() + b"\0")
    for path in sorted(paths):
        total.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()


def _packages(level: str) -> Piece:
    """The Python packages, exactly the locked ones. `test` holds all of `run` (a test says so), its stamp too."""
    levels = ["run", "test"] if level == "test" else ["run"]

    def made_from() -> str:
        locks = [ROOT / "requirements" / f"{each}.txt" for each in levels]
        return " ".join(fingerprint([lock], sys.version, ground.BASE_PYTHON) for lock in locks)

    def make(lock: int) -> None:
        pip = ground.python_with_pip()
        if not PYTHON.exists():
            venv.EnvBuilder(with_pip=False, symlinks=True).create(VENV)
        here = ["--python", str(PYTHON), "install", "--no-input", "--disable-pip-version-check", "--retries", "2"]
        exact = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
        # Python compiles a file when it first reads it, and the tests read a small part of what their tools hold.
        exact += ["--no-compile"] if level == "test" else []
        run([pip, "-m", "pip", *here, *exact, "-r", f"requirements/{level}.txt"], lock)

    name = "Python packages" if level == "run" else "Python packages and tools for the tests"
    return Piece(name, VENV / "stoep.stamp", made_from, make, VENV)


def _node_packages() -> Piece:
    folder = ROOT / "node_modules"

    def made_from() -> str:
        return fingerprint([ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"])

    def make(lock: int) -> None:
        run([str(VENV / "bin" / "npm"), "ci", "--fetch-retries=1"], lock)

    return Piece("npm packages: styles and fonts", folder / ".stoep.stamp", made_from, make, folder)


def _styles() -> Piece:
    def made_from() -> str:
        rooms = ROOT / "src" / "stoep"
        sources = [
            path
            for kind in ("styles", "scripts", "images")
            for folder in rooms.glob(f"*/{kind}")
            for path in folder.rglob("*")
            if path.is_file()
        ]
        return fingerprint([*sources, ROOT / "package.json", ROOT / "package-lock.json"])

    def make(lock: int) -> None:
        run([str(VENV / "bin" / "npm"), "run", "build"], lock)

    return Piece("styles, scripts and fonts for the pages", BUILD / "stamps" / "styles", made_from, make)


def _translations() -> Piece:
    def made_from() -> str:
        return fingerprint((ROOT / "src" / "stoep").glob("*/locale/*/LC_MESSAGES/*.po"))

    def make(lock: int) -> None:
        run([str(PYTHON), str(ROOT / "commands" / "compile_catalogues.py")], lock)

    return Piece("translations", BUILD / "stamps" / "translations", made_from, make)


def _chromium() -> Piece:
    recipe = ROOT / "commands" / "chromium"

    def made_from() -> str:
        return fingerprint(path for path in recipe.iterdir() if path.is_file())

    def make(lock: int) -> None:
        fresh = BUILD / "chromium.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(recipe, fresh)
        try:
            run([str(VENV / "bin" / "npm"), "ci", "--fetch-retries=1"], lock, cwd=fresh)
            run([str(PYTHON), str(recipe / "unpack.py"), str(fresh)], lock)
            shutil.rmtree(browser.UNPACKED, ignore_errors=True)
            (fresh / "unpacked").replace(browser.UNPACKED)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    return Piece("a browser for the journeys", browser.UNPACKED / ".stoep.stamp", made_from, make, browser.UNPACKED)

"""The commands say in one sentence what is wrong, leave nothing half-done, and mend what was broken off."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import demo, ground, install, manage, processes, serve
from commands.telling import Trouble
from commands.tests import postgresql

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.once


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        plug.listen()
        yield plug.getsockname()[1]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A bare copy of what a set-up needs, in which nothing is set up yet."""
    for name in ("stoep", "commands", "requirements", "package.json", "package-lock.json", ".npmrc"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def offline() -> dict[str, str]:
    """An environment in which every package index is a closed door on this machine."""
    clean = {name: value for name, value in os.environ.items() if not name.lower().startswith(("pip_", "npm_"))}
    shut = "http://127.0.0.1:9/"
    return {**clean, "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": shut, "npm_config_registry": shut}


def test_an_older_python_gets_one_sentence() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('stoep')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr.strip() == "Stoep needs Python 3.11 or newer; this is 3.9. Install python3.11 and try again."


def test_a_taken_port_is_named_before_anything_is_done(elsewhere: Path, taken_port: int) -> None:
    told = subprocess.run(
        [sys.executable, "stoep", "demo", "--port", str(taken_port)],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert f"Port {taken_port} is taken" in told.stderr
    assert f"--port {taken_port + 1}" in told.stderr
    assert not (elsewhere / ".venv").exists()


@pytest.mark.parametrize("port", [0, -1, 70000])
def test_what_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(Trouble, match="is not a port"):
        ground.require_port(port)


def test_without_a_network_one_sentence_and_nothing_half_done(elsewhere: Path) -> None:
    told = subprocess.run(
        [sys.executable, "stoep", "check"], cwd=elsewhere, env=offline(), capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert told.stderr.startswith("The network cannot be reached")
    assert "Traceback" not in told.stderr
    assert not (elsewhere / ".venv").exists()


def test_too_little_disk_is_said_with_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 6 * 10**8, 4 * 10**8))
    with pytest.raises(Trouble, match=r"0\.4 GB free, and setting up takes 1\.5 GB"):
        ground.require_room()


@pytest.mark.parametrize(
    ("answer", "sentence"), [("exit 1", "pip is missing"), ("echo pip 20.3.4 from /usr", "needs pip 22.3 or newer")]
)
def test_a_python_without_a_good_pip_gets_one_sentence(
    answer: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(ground, "BASE_PYTHON", str(python))
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(Trouble, match=sentence):
        ground.python_with_pip()


def test_the_second_one_hears_who_is_busy(tmp_path: Path) -> None:
    lock = tmp_path / "busy.lock"
    with ground.only_one(lock, "never said") as held:
        ground.write_down(held, "http://127.0.0.1:8000/")
        with pytest.raises(Trouble, match="already: http://127"), ground.only_one(lock, "It runs already: {holder}."):
            pass


def test_a_lock_is_never_stale(tmp_path: Path) -> None:
    """Whoever held it was killed: the next one just goes on."""
    lock = tmp_path / "busy.lock"
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import fcntl,time; f=open({str(lock)!r},'w'); fcntl.flock(f,2); print(1, flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout
    holder.stdout.readline()
    with lock.open() as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with ground.only_one(lock, "never said"):
        assert lock.read_text(encoding="utf-8") == f"process {os.getpid()}"


@pytest.fixture
def piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[install.Piece, Path]:
    """A piece of a set-up that fills a folder from a source."""
    source, folder = tmp_path / "source", tmp_path / "made"
    source.write_text("one", encoding="utf-8")
    monkeypatch.setattr(install, "ROOT", tmp_path)

    def make(_lock: int) -> None:
        folder.mkdir(exist_ok=True)
        (folder / "half").write_text("half", encoding="utf-8")
        if source.read_text(encoding="utf-8") == "broken":
            raise Trouble("It broke.")
        (folder / "whole").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")

    return install.Piece("a piece", folder / "stamp", lambda: install.fingerprint([source]), make, folder), source


def test_a_piece_is_made_once_and_again_when_its_source_changes(piece: tuple[install.Piece, Path]) -> None:
    made, source = piece
    assert not made.is_there()
    made.put_there(0)
    assert made.is_there()
    source.write_text("two", encoding="utf-8")
    assert not made.is_there()
    made.put_there(0)
    assert made.is_there()


def test_a_piece_that_breaks_leaves_nothing(piece: tuple[install.Piece, Path]) -> None:
    made, source = piece
    source.write_text("broken", encoding="utf-8")
    with pytest.raises(Trouble):
        made.put_there(0)
    assert made.folder
    assert not made.folder.exists()


def test_a_piece_whose_making_was_killed_is_made_anew(piece: tuple[install.Piece, Path]) -> None:
    made, _ = piece
    assert made.folder
    made.folder.mkdir()
    (made.folder / "half").write_text("left by a kill", encoding="utf-8")
    (made.folder / "stray").write_text("left by a kill", encoding="utf-8")
    assert not made.is_there()
    made.put_there(0)
    assert sorted(path.name for path in made.folder.iterdir()) == ["half", "stamp", "whole"]


def test_a_demonstration_that_cannot_be_filled_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "demo"
    data.mkdir()
    (data / "filled.stamp").write_text("old", encoding="utf-8")
    monkeypatch.setattr(demo, "DATA", data)
    monkeypatch.setattr(demo, "FILLED", data / "filled.stamp")

    def fail(command: str, folder: Path) -> None:
        (folder / "stoep.sqlite3").write_text("half", encoding="utf-8")
        if command == "demonstrate":
            raise Trouble("It broke.")

    monkeypatch.setattr(demo, "_manage", fail)
    with pytest.raises(Trouble):
        demo.fill_if_needed(fresh=True)
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    assert [path.name for path in data.iterdir()] == ["filled.stamp"]
    monkeypatch.setattr(demo, "_manage", lambda command, folder: (folder / command).touch())
    demo.fill_if_needed(fresh=True)
    assert sorted(path.name for path in data.iterdir()) == ["demonstrate", "filled.stamp", "migrate"]


def test_serving_says_what_is_missing_and_what_it_is_for() -> None:
    with pytest.raises(Trouble) as told:
        serve.require_settings({})
    assert all(name in str(told.value) for name in serve.NEEDED)
    whole = dict.fromkeys(serve.NEEDED, "x" * 60)
    with pytest.raises(Trouble, match="too short"):
        serve.require_settings({**whole, "STOEP_SECRET_KEY": "short"})
    with pytest.raises(Trouble, match="not for the open internet"):
        serve.require_settings({**whole, "STOEP_DEMO": "1"})


def test_help_explains_every_switch_that_is_read() -> None:
    inside = {"STOEP_DEMO", "STOEP_OPENING_WORDS", "STOEP_TEST_COUNTS", "STOEP_CHROMIUM", "STOEP_SHARED_DATA"}
    read = set()
    for path in [*(ROOT / "src").rglob("*.py"), *(ROOT / "commands").rglob("*.py")]:
        if "tests" not in path.parts:
            text = path.read_text(encoding="utf-8")
            read |= set(re.findall(r"(?:environ(?:\.get)?[(\[]|is_on\(environ, )\"(STOEP_\w+|DATABASE_URL)\"", text))
    explained = {*serve.NEEDED, *serve.OPTIONAL}
    assert len(read) > 10
    assert read - inside == explained


def test_when_one_program_ends_the_other_is_stopped_and_it_is_said(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    stays = f"import os,time,pathlib; pathlib.Path({str(alive)!r}).write_text(str(os.getpid())); time.sleep(60)"
    ends = f"import time,pathlib\nwhile not pathlib.Path({str(alive)!r}).exists(): time.sleep(.05)\ntime.sleep(.2)"
    programs = {"the one": [sys.executable, "-c", stays], "the other": [sys.executable, "-c", ends]}
    with pytest.raises(Trouble, match="The other ended by itself"):
        processes.run_together(programs, dict(os.environ))
    with pytest.raises(ProcessLookupError):
        os.kill(int(alive.read_text(encoding="utf-8")), 0)


def test_ctrl_c_ends_everything_cleanly(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    child = f"import os,time,pathlib; pathlib.Path({str(alive)!r}).write_text(str(os.getpid())); time.sleep(60)"
    parent = (
        "import os,sys; from commands import processes;"
        f"sys.exit(processes.run_together({{'it': [sys.executable, '-c', {child!r}]}}, dict(os.environ)))"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", parent], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while not (alive.exists() and alive.read_text(encoding="utf-8")) and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=20)
    assert (running.returncode, told) == (0, b"")
    with pytest.raises(ProcessLookupError):
        os.kill(int(alive.read_text(encoding="utf-8")), 0)


def test_an_unknown_word_gets_the_list() -> None:
    told = subprocess.run(["./stoep", "dmeo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "demo, test, check" in told.stderr


def test_areas_go_into_a_data_folder_that_is_made_when_it_is_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data, called = tmp_path / "new" / "data", []
    monkeypatch.setenv("STOEP_DATA", str(data))
    monkeypatch.setattr(manage, "prepare", lambda _level: None)
    monkeypatch.setattr(manage, "_call", lambda arguments, _environment: called.append((arguments[0], data.is_dir())))
    manage.load_areas([str(tmp_path)])
    assert called == [("migrate", True), ("load_areas", True)]


@pytest.mark.parametrize(("careless", "kept"), [(False, "on"), (True, "off")])
def test_what_is_measured_on_postgresql_is_kept_as_on_a_real_one(careless: bool, kept: str) -> None:
    import psycopg

    with postgresql(careless=careless) as url, psycopg.connect(url) as connection:
        found = {
            name: connection.execute(f"SHOW {name}").fetchone()
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        }
    assert found == dict.fromkeys(found, (kept,))


@pytest.mark.parametrize("long", [[], ["--long"]], ids=["in turn", "with --long"])
def test_each_test_has_a_database_and_with_long_both(long: list[str]) -> None:
    def chosen(*which: str) -> set[str]:
        argv = [sys.executable, "-m", "pytest", "--collect-only", "-q", *long, *which, "src/stoep/venues/tests"]
        told = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return {line for line in told.splitlines() if "::" in line}

    on_sqlite, on_postgresql, all_of_them = chosen("-m", "not elsewhere"), chosen("-m", "not once"), chosen()
    assert on_sqlite | on_postgresql == all_of_them
    both, few = on_sqlite & on_postgresql, 3
    if long:
        assert on_sqlite == all_of_them and len(both) > few
    else:
        assert len(on_sqlite - both) > few and len(on_postgresql - both) > few

"""What an import contract cannot see: keys as text, borrowed templates, foreign pages, sizes, names, locks."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "stoep"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
# Top to bottom; rooms on one floor stand side by side ("voices | strengths").
ROOMS: list[str] = [room.strip() for floor in CONTRACTS[0]["layers"] for room in floor.split("|")]
LONGEST_FILE = 400
# Handed out as one file, to be read and run by people who do not trust us: it cannot lean on another.
ALONE = {"verify/stoep-verify.py", "verify/stoep-witness.py", "verify/stoep-recount.py"}
LONGEST_FUNCTION = 60  # the aim is 25; beyond this nobody sees the whole
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
EMPTY_ENDINGS = ("Manager", "Handler", "Helper", "Service")
# Built from parts, so that this file does not name them either.
HOSTS = re.compile(
    "|".join(rf"{name}\.org" for name in (r"registry\.npmjs", r"files\.pythonhosted", "pypi", r"deb\.debian"))
)
PATHS_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w")
pytestmark = pytest.mark.once


@cache
def tracked() -> list[Path]:
    """Every file that is, or is about to be, in the repository."""
    told = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if told.returncode != 0:
        pytest.skip("this is not a git checkout, so what belongs to the project cannot be told")
    return [path for line in told.stdout.splitlines() if (path := ROOT / line).is_file()]


def room_of(path: Path) -> str:
    """The room in which a file stands, or "" outside of them."""
    parts = path.relative_to(SOURCE).parts if path.is_relative_to(SOURCE) else ()
    return parts[0] if len(parts) > 1 else ""


def python_files(*, tests: bool = True) -> list[Path]:
    """The project's own Python, migrations aside: Django writes those."""
    found = [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]
    return found if tests else [path for path in found if "tests" not in path.parts]


def templates() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".html" and "templates" in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def _trees_are_let_go() -> Iterator[None]:
    """A million nodes that stayed would be looked through at every sweep of the tests that come after."""
    yield
    tree.cache_clear()


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, whole names: `from stoep.voices import views` gives stoep.voices.views."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def test_the_floor_plan_names_every_room_and_no_other() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").is_file()}
    assert rooms == set(ROOMS)


def test_the_house_on_one_screen_names_every_room_in_its_order() -> None:
    drawn = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```")[1]
    named = [name for name in re.findall(r"^  (\w+)/", drawn, re.MULTILINE) if name != "core"]
    assert named == [room for room in ROOMS if room != "core"]


def test_every_room_says_in_one_sentence_what_it_is_for() -> None:
    silent = []
    for room in ROOMS:
        module = tree(SOURCE / room / "__init__.py")
        sentence = ast.get_docstring(module) or ""
        others = [node for node in module.body if not isinstance(node, ast.Expr)]
        if not sentence.endswith(".") or "\n" in sentence or others:
            silent.append(room)
    assert not silent, "one sentence that a resident could read, and no re-exports"


def _points_at(node: ast.Call) -> str | None:
    """The app that a foreign key written as text points at: "people" for ForeignKey("people.Person")."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name not in {"ForeignKey", "OneToOneField", "ManyToManyField"}:
        return None
    target = node.args[0] if node.args else next((word.value for word in node.keywords if word.arg == "to"), None)
    if isinstance(target, ast.Constant) and isinstance(target.value, str) and "." in target.value:
        return target.value.partition(".")[0]
    return None


def test_foreign_keys_written_as_text_point_down_too() -> None:
    upward = []
    for path in python_files(tests=False):
        room = room_of(path)
        for node in ast.walk(tree(path)):
            target = _points_at(node) if room and isinstance(node, ast.Call) else None
            if target in ROOMS and ROOMS.index(target) < ROOMS.index(room):
                upward.append(f"{short(path)}:{getattr(node, 'lineno', 0)} points up to {target}")
    assert not upward


def test_nobody_enters_another_room_by_its_pages() -> None:
    """Forms, views, addresses and templates are a room's own; web may hang its addresses up."""
    entered = []
    for path in python_files():
        room = room_of(path)
        for line, name in imports(path):
            parts = name.split(".")
            if parts[0] == "stoep" and len(parts) > 2 and parts[1] != room and parts[2] in {"views", "forms", "urls"}:
                entered.append(f"{short(path)}:{line} imports {name}")
    assert not entered


def test_templates_are_not_borrowed() -> None:
    """A room extends and includes its own templates, and those of web, which are made for it."""
    borrowed = []
    for path in templates():
        room = room_of(path)
        for target in re.findall(r"{%\s*(?:extends|include)\s+[\"']([\w-]+)/", path.read_text(encoding="utf-8")):
            if target in ROOMS and target not in {room, "web"}:
                borrowed.append(f"{short(path)} takes {target}'s")
    for path in python_files(tests=False):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".html"):
                target = node.value.partition("/")[0]
                if target in ROOMS and target not in {room_of(path), "web"}:
                    borrowed.append(f"{short(path)}:{node.lineno} shows {node.value}")
    assert not borrowed


def test_no_signal_and_no_generic_key_hides_who_acts() -> None:
    """Ruff bans these too, but not in views and commands, where the clock may be read."""
    banned = (
        "django.dispatch",
        "django.db.models.signals",
        "django.contrib.contenttypes.fields",
        "django.contrib.admin",
    )
    hidden = [
        f"{short(path)}:{line} imports {name}"
        for path in python_files(tests=False)
        for line, name in imports(path)
        if name.startswith(banned)
    ]
    assert not hidden


def test_only_views_and_commands_ask_what_day_it_is() -> None:
    """`localdate(at)` tells the day of a given moment; `localdate()` reads the clock (ruff bans the other ways)."""
    # access and freshness read a request, as a view does.
    readers = {"views", "middleware", "commands", "access", "freshness"}
    asked = []
    for path in python_files(tests=False):
        if room_of(path) and not readers & {path.stem, path.parent.name}:
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call) and not node.args and not node.keywords:
                    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                    if name in {"localdate", "localtime"}:
                        asked.append(f"{short(path)}:{node.lineno}")
    assert not asked


def test_rules_and_cores_know_no_django() -> None:
    pure = [path for path in python_files(tests=False) if path.name == "rules.py" or room_of(path) == "core"]
    assert pure
    known = [
        f"{short(path)}:{line} imports {name}"
        for path in pure
        for line, name in imports(path)
        if name.startswith("django.") or re.match(r"stoep\.\w+\.(models|queries|actions)\b", name)
    ]
    assert not known


def test_files_stay_small_enough_to_read() -> None:
    kinds = {".py", ".html", ".css", ".js", ".mjs"}
    long = []
    for path in tracked():
        if path.suffix in kinds and "migrations" not in path.parts:
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST_FILE and short(path) not in ALONE:
                long.append(f"{short(path)} has {lines} lines")
    assert not long, "a file aims at 200 lines and fails at 400"


def test_functions_stay_small_enough_to_see_whole() -> None:
    long = []
    for path in python_files(tests=False):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                long.append(f"{short(path)}:{node.lineno} {node.name}")
    assert not long


def test_names_say_what_a_thing_is_for() -> None:
    empty = [
        short(path)
        for path in tracked()
        if path.suffix in {".py", ".js", ".html"} and EMPTY_NAMES & {path.stem, *path.relative_to(ROOT).parts}
    ]
    for path in python_files():
        classes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
        empty += [f"{short(path)}:{node.lineno} {node.name}" for node in classes if node.name.endswith(EMPTY_ENDINGS)]
    assert not empty


def test_public_functions_say_what_their_caller_gets() -> None:
    """Where others enter a room: its acts, questions and rules, the cores, and what is shared."""
    silent = []
    for path in python_files(tests=False):
        entrance = {path.stem, path.parent.name} & {"actions", "queries", "rules"} or room_of(path) in {
            "core",
            "shared",
        }
        if entrance:
            silent += [
                f"{short(path)}:{node.lineno} {node.name}"
                for node in tree(path).body
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
            ]
    assert not silent


def test_pages_hold_no_script_or_style_of_their_own() -> None:
    """The Content-Security-Policy would stop them; better that they are not there."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=[\"']|javascript:|\shx-on|\shx-vals=[\"']js:"
    )
    found = [
        f"{short(path)}: {match.group(0)}"
        for path in templates()
        for match in inline.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_nothing_in_the_project_names_a_registry_or_a_machine() -> None:
    named = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if HOSTS.search(text) or (path.suffix not in {".po", ".svg"} and PATHS_OF_A_MACHINE.search(text)):
            named.append(short(path))
    assert not named


def test_lock_files_carry_hashes_and_no_addresses() -> None:
    address = re.compile(r"\"resolved\"|https?://\S*(?:simple|\.tgz|\.whl)|file:/|--(?:extra-)?index-url|--find-links")
    pins = 0
    for path in [ROOT / "requirements" / "run.txt", ROOT / "requirements" / "test.txt"]:
        text = path.read_text(encoding="utf-8")
        assert not address.search(text), short(path)
        for pin in re.findall(r"^[a-z0-9].*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL):
            assert "--hash=sha256:" in pin, f"{short(path)}: {pin.splitlines()[0]}"
            pins += 1
    assert pins > 50
    for path in [path for path in tracked() if path.name == "package-lock.json"]:
        text = path.read_text(encoding="utf-8")
        assert not address.search(text), short(path)
        assert text.count('"integrity"') >= text.count('"node_modules/'), short(path)


def test_the_packages_of_the_tests_are_those_that_run() -> None:
    """So that what was tested is what is served, and a set-up for the tests serves the demonstration as well."""

    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9._-]+==\S+)", text, re.MULTILINE))

    assert pins("run.txt") <= pins("test.txt")

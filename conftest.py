"""What every test stands on: a database of its own, no network, real data if it is there, and a browser."""

from __future__ import annotations

import gc
import hashlib
import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from unittest.mock import patch

import hypothesis
import pytest

from commands import browser
from tests import examples, rows

ROOT = Path(__file__).resolve().parent
DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "django_db_setup", "live_server"}
OF_DJANGO = {"auth_permission", "django_content_type"}  # as the migrations leave them; nothing of ours writes there
REAL = {"transactional_db", "django_db_reset_sequences", "live_server"}
OF_EVERY_TEST = {"DATA", "MEDIA_ROOT"}  # _data_of_its_own changes these, and no middleware reads them
# Playwright's synchronous side keeps a loop running in the thread in which the tests use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    _stay_on_this_machine()
    os.environ.update(browser.driver_environment())
    # A busy machine is slow, and that says nothing about the code: examples have no deadline.
    slow_is_fine = [hypothesis.HealthCheck.too_slow]
    how: dict[str, Any] = {"deadline": None, "suppress_health_check": slow_is_fine, "print_blob": True}
    # A test that sets a number of its own asks tests/examples.py for it.
    hypothesis.settings.register_profile("stoep", max_examples=examples.ALL // 3, **how)
    hypothesis.settings.register_profile("long", max_examples=examples.ALL, **how)
    hypothesis.settings.load_profile("long" if config.getoption("--long") else "stoep")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        # pytest-django lets nobody at a database who did not ask: the others say the same on each of them.
        if not item.get_closest_marker("django_db") and not DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.once)
    if config.getoption("--long"):
        return
    turns = cycle([pytest.mark.once, pytest.mark.elsewhere])
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="takes minutes: run with --long"))
        elif not _has_its_place(item):
            item.add_marker(next(turns))


def _has_its_place(item: pytest.Item) -> bool:
    """Whether it is said where a test runs, or it is about transactions, which differ most between databases.

    Every other test that asks for a database runs on one of the two in turn, so that each room is tried on both; with
    --long all of them run on both.
    """
    about = item.get_closest_marker("django_db")
    is_real = bool(about and about.kwargs.get("transaction")) or REAL & set(getattr(item, "fixturenames", ()))
    return bool(is_real or any(item.get_closest_marker(name) for name in ("once", "elsewhere")))


def pytest_collection_finish() -> None:
    """All that was loaded stays until the end: nobody need look through it for what may go, at each turn again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Write the counts for ./stoep test, which adds up its two runs."""
    if target := os.environ.get("STOEP_TEST_COUNTS"):
        stats = {word: len(reports) for word, reports in terminalreporter.stats.items()}
        passed = stats.get("passed", 0) + stats.get("xfailed", 0)
        failed = stats.get("failed", 0) + stats.get("error", 0) + stats.get("xpassed", 0)
        Path(target).write_text(f"{passed} {failed} {stats.get('skipped', 0)}", encoding="utf-8")


def _stay_on_this_machine() -> None:
    """No test may reach the internet: a call to anything but this machine fails, and says to what."""
    plain_connect = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise AssertionError(f"A test tried to reach {address[0]}. Tests stay on this machine.")
        plain_connect(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign,assignment]


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a real file: an in-memory one locks whole tables and would hide every race."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _an_empty_database_is_made_once() -> Iterator[None]:
    """The tables of an empty SQLite database stay in build/ for the next run, as long as no migration changed.

    Making them is most of what a run of a few tests costs. A run without such a file makes it, as any server would.
    """
    from django.db import connection
    from django.db.backends.sqlite3.creation import DatabaseCreation

    plain_create = DatabaseCreation.create_test_db
    kept = ROOT / "build" / "empty-databases" / f"{_how_tables_are_made()}.sqlite3"

    def create(self: Any, *args: Any, **kwargs: Any) -> str:
        if kept.is_file():
            name: str = self._get_test_db_name()
            self.connection.close()
            shutil.copyfile(kept, name)
            self.connection.settings_dict["NAME"] = name
            return name
        name = plain_create(self, *args, **kwargs)
        connection.close()  # what was written beside the file goes into it
        kept.parent.mkdir(parents=True, exist_ok=True)
        for older in kept.parent.glob("*.sqlite3"):
            older.unlink(missing_ok=True)
        draft = kept.with_name(f"{kept.name}.{os.getpid()}")
        shutil.copyfile(name, draft)
        draft.replace(kept)
        return name

    with patch.object(DatabaseCreation, "create_test_db", create):
        yield


def _how_tables_are_made() -> str:
    """A sum over all that an empty database is made from: our migrations, the settings, and the packages."""
    made_from = sorted((ROOT / "src").glob("stoep/**/migrations/*.py"))
    made_from += [ROOT / "requirements" / "run.txt", ROOT / "src" / "stoep" / "web" / "settings.py"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in made_from)).hexdigest()[:32]


@pytest.fixture(scope="session", autouse=True)
def _only_what_was_written_is_emptied() -> Iterator[None]:
    """After a test with real transactions, tables with rows are emptied, and Django's own lists of tables stay.

    Emptying each of hundreds of tables and writing those lists anew costs a second on PostgreSQL, every time.
    """
    from django.core.management.commands import flush

    def statements(style: Any, connection: Any, *, reset_sequences: bool, allow_cascade: bool) -> list[str]:
        filled = sorted(rows.filled() - OF_DJANGO)
        if connection.vendor != "postgresql":
            told: list[str] = connection.ops.sql_flush(
                style, filled, reset_sequences=reset_sequences, allow_cascade=allow_cascade
            )
            return told
        # Without looking after keys, in any order; a TRUNCATE takes along every table that points there.
        emptied = [f"DELETE FROM {connection.ops.quote_name(table)};" for table in filled]
        return ["SET LOCAL session_replication_role = replica;", *emptied]

    with patch.object(flush, "sql_flush", statements), patch.object(flush, "emit_post_migrate_signal"):
        yield


@pytest.fixture(autouse=True)
def _data_of_its_own(tmp_path: Path, settings: Any) -> None:
    """Files that a test makes (photos, keys) go into its own folder."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session", autouse=True)
def _middleware_is_built_once() -> Iterator[None]:
    """Every test client builds the middleware anew, and WhiteNoise then looks through all files; once is enough.

    A test that changes a setting gets middleware of its own: it may have read that setting when it was built.
    """
    from django.test.client import ClientHandler

    plain_load = ClientHandler.load_middleware
    kept: dict[str, Any] = {}

    def load(self: Any, is_async: bool = False) -> None:
        if _changed_settings() - OF_EVERY_TEST or is_async:
            plain_load(self, is_async)
            return
        if not kept:
            plain_load(self)
            kept.update({name: value for name, value in vars(self).items() if name.endswith("_middleware")})
            kept["_middleware_chain"] = self._middleware_chain
        vars(self).update(kept)

    with patch.object(ClientHandler, "load_middleware", load):
        yield


def _changed_settings() -> set[str]:
    """The names of the settings that the running test changed."""
    from django.conf import UserSettingsHolder, settings

    names: set[str] = set()
    layer: Any = vars(settings)["_wrapped"]
    while isinstance(layer, UserSettingsHolder):
        names |= {name for name in vars(layer) if name.isupper()} | layer._deleted
        layer = layer.default_settings
    return names


@pytest.fixture(autouse=True)
def _begin_in_dutch(settings: Any) -> None:
    """A page that was read in English leaves its language behind; the next test begins in that of the house."""
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _nothing_was_told_before() -> None:
    """A log that is rolled back begins anew with the same sizes: what was told of the one before is forgotten.

    So is what was read of a round in which people vote.
    """
    from stoep.budgeting.queries.polling import forget
    from stoep.record import freshness

    freshness.forget()
    forget()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data that lies beside the checkout, only read. Without it the test is skipped, and says so."""
    folder = Path(os.environ.get("STOEP_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the real data is not beside this checkout (STOEP_SHARED_DATA)")
    return folder


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium where it is, else the one that ./stoep test brought in."""
    found = browser.launch_arguments()
    if found is None:
        pytest.skip("no Chromium on this machine: ./stoep test brings one in")
    return found


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A Dutch reader with a wide window; a journey that needs a telephone asks for its own context."""
    return {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "viewport": {"width": 1280, "height": 900}}

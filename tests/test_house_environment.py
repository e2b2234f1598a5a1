"""What an operator writes in the environment becomes what Django does; what is wrong or unsafe is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from stoep.shared import sqlite
from stoep.web import checks, environment, wsgi

ROOT = Path(__file__).resolve().parents[1]
SERVED = {
    "STOEP_SECRET_KEY": "a-key-of-which-nobody-knows-" + "".join(chr(97 + i % 26) for i in range(40)),
    "STOEP_HOSTS": "stoep.waterstad.example",
    "STOEP_MAIL_URL": "smtp+tls://post:geheim@mail.waterstad.example:587",
    "STOEP_MAIL_FROM": "stoep@waterstad.example",
}


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),  # Debian 12
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((3, 52, 0), False),  # withdrawn
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 6, 23), True),  # before there was a WAL
    ],
)
def test_a_library_that_corrupts_is_known(version: tuple[int, ...], safe: bool) -> None:
    assert sqlite.is_safe(version) is safe


def test_an_affected_library_is_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    class OnSqlite:
        vendor = "sqlite"

    monkeypatch.setattr(connections, "all", lambda: [OnSqlite()])
    assert checks.embedded_database_keeps_its_word() == []
    monkeypatch.setattr(sqlite, "version", lambda: (3, 40, 1))
    assert [problem.id for problem in checks.embedded_database_keeps_its_word()] == ["stoep.E001"]
    with pytest.raises(ImproperlyConfigured, match=r"3\.40\.1"):
        wsgi.open_door()


def test_postgresql_does_not_ask_for_a_library_of_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    class OnPostgresql:
        vendor = "postgresql"

    monkeypatch.setattr(connections, "all", lambda: [OnPostgresql()])
    monkeypatch.setattr(sqlite, "version", lambda: (3, 40, 1))
    assert checks.embedded_database_keeps_its_word() == []


def test_the_embedded_database_is_the_default(tmp_path: Path) -> None:
    found = environment.database({}, tmp_path)
    assert found["NAME"] == str(tmp_path / "stoep.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]


def test_a_database_address_is_read_with_its_signs(tmp_path: Path) -> None:
    url = "postgres://buurt:p%40ss%2Fword@db.example:6543/stoep_meerpaal?sslmode=verify-full"
    found = environment.database({"DATABASE_URL": url}, tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "buurt",
        "p@ss/word",
        "db.example",
        "6543",
        "stoep_meerpaal",
    )
    assert found["OPTIONS"] == {"sslmode": "verify-full"}
    assert found["CONN_MAX_AGE"] is None


def test_a_database_on_a_socket_is_read(tmp_path: Path) -> None:
    found = environment.database({"DATABASE_URL": "postgresql:///stoep?host=/run/pg&user=postgres"}, tmp_path)
    assert (found["HOST"], found["USER"], found["PASSWORD"], found["OPTIONS"]) == ("/run/pg", "postgres", "", {})


@pytest.mark.parametrize("url", ["mysql://a@b/c", "sqlite://", "stoep.sqlite3"])
def test_another_database_is_refused_with_a_sentence(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="Write postgres://"):
        environment.database({"DATABASE_URL": url}, tmp_path)


def test_mail_stays_inside_until_the_operator_says_where_it_goes() -> None:
    assert environment.mail({})["EMAIL_BACKEND"].endswith("locmem.EmailBackend")
    found = environment.mail(SERVED)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_USER"]) == (
        "mail.waterstad.example",
        587,
        "post",
    )
    assert found["EMAIL_USE_TLS"] is True
    assert found["EMAIL_USE_SSL"] is False
    with pytest.raises(ImproperlyConfigured, match="STOEP_MAIL_URL"):
        environment.mail({"STOEP_MAIL_URL": "mail.waterstad.example"})


def test_a_demonstration_never_runs_with_a_real_key() -> None:
    with pytest.raises(ImproperlyConfigured, match="exclude each other"):
        environment.mode({"STOEP_DEMO": "1", "STOEP_SECRET_KEY": "k"})


def test_a_demonstration_answers_on_this_machine_only(tmp_path: Path) -> None:
    environ = {"STOEP_DEMO": "1", "STOEP_HOSTS": "stoep.waterstad.example"}
    assert "stoep.waterstad.example" not in environment.settings(environ, data=tmp_path)["ALLOWED_HOSTS"]


def test_the_address_in_letters_is_that_of_the_first_host() -> None:
    assert environment.address(SERVED, "serving") == "https://stoep.waterstad.example"
    assert environment.address({**SERVED, "STOEP_URL": "https://wijk.example/"}, "serving") == "https://wijk.example"
    assert environment.address({}, "testing") == "http://localhost:8000"


def test_the_door_stays_shut_without_a_key() -> None:
    with pytest.raises(ImproperlyConfigured, match="STOEP_SECRET_KEY"):
        wsgi.open_door({})


def test_a_proxy_is_believed_only_when_the_operator_says_so(tmp_path: Path) -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in environment.settings(SERVED, data=tmp_path)
    believed = environment.settings({**SERVED, "STOEP_BEHIND_PROXY": "1"}, data=tmp_path)
    assert believed["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def _caller_seen(headers: dict[str, str]) -> Any:
    seen: dict[str, Any] = {}

    def inner(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.update(environ)
        return [b""]

    list(wsgi.behind_proxy(inner)({"REMOTE_ADDR": "127.0.0.1", **headers}, lambda *_: None))  # type: ignore[arg-type]
    return seen["REMOTE_ADDR"]


def test_behind_a_proxy_only_its_own_word_counts() -> None:
    assert _caller_seen({"HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.9"}) == "203.0.113.9"
    assert _caller_seen({}) == "127.0.0.1"


def test_an_invented_caller_is_not_believed_without_a_proxy(client: Any) -> None:
    """The application that stands in the open is the bare one: no wrapper reads the header."""
    assert wsgi.open_door({"STOEP_DEMO": "1"}).__class__.__name__ == "WSGIHandler"
    assert wsgi.open_door({"STOEP_DEMO": "1", "STOEP_BEHIND_PROXY": "1"}).__class__.__name__ == "function"


@pytest.mark.once
def test_djangos_own_deployment_check_has_nothing_to_say(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "STOEP", "DJANGO"))}
    found = subprocess.run(
        [sys.executable, "-m", "stoep.web.manage", "check", "--deploy", "--fail-level", "WARNING"],
        env={**environ, **SERVED, "STOEP_DATA": str(tmp_path), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    assert "no issues" in found.stdout

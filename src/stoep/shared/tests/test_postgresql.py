"""A connection that PostgreSQL ended is opened anew, and nobody asks whether it is there while it said nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import close_old_connections, connection, connections
from django.test.utils import CaptureQueriesContext

pytestmark = [pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only.")]


@pytest.fixture(autouse=True)
def _begins_a_request(transactional_db: None) -> Iterator[None]:
    connection.ensure_connection()
    assert connection.settings_dict["CONN_HEALTH_CHECKS"]
    yield
    connection.close()


def _backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _ended_by_the_server(backend: int) -> None:
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [backend])
            assert cursor.fetchone() == (True,)
    finally:
        other.close()


def test_a_connection_that_was_ended_is_opened_anew_for_the_next_request() -> None:
    before = _backend()
    _ended_by_the_server(before)
    close_old_connections()  # as at the start of each request
    assert _backend() != before


def test_a_quiet_connection_is_used_without_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _backend()
    close_old_connections()
    monkeypatch.setattr(connection, "is_usable", lambda: pytest.fail("asked a connection that said nothing"))
    with CaptureQueriesContext(connection) as asked:
        assert _backend() == before
    assert len(asked) == 1


def test_one_that_was_closed_here_is_opened_anew() -> None:
    before = _backend()
    close_old_connections()
    connection.connection.close()
    assert _backend() != before

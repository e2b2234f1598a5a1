"""The ground under every test holds: no way out to the network, a database in a real file."""

from __future__ import annotations

import socket

import pytest
from django.db import connection


def test_a_test_cannot_reach_the_internet() -> None:
    with socket.socket() as plug, pytest.raises(AssertionError, match=r"203\.0\.113\.7"):
        plug.connect(("203.0.113.7", 80))


@pytest.mark.django_db
def test_the_test_database_keeps_what_it_acknowledged() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its own ways, and they are on by default")
    with connection.cursor() as cursor:
        values = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    assert values == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}

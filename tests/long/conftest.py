"""A server of its own for each test, on SQLite and on PostgreSQL, ended by its own process group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.long.server import Server, postgresql


@pytest.fixture
def sqlite_server(tmp_path: Path) -> Iterator[Server]:
    """A server on the embedded database."""
    server = Server(tmp_path / "data")
    server.prepare()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server on each of the two databases."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_server")
        return
    with postgresql() as url:
        server = Server(tmp_path / "data", url)
        server.prepare()
        try:
            server.start()
            yield server
        finally:
            server.stop()

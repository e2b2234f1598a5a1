"""Two whole worlds, built once in each process that runs tests and set down again for every module that asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from tests.builders import NOW
from tests.rows import once
from tests.security.world import World, a_world, people_of


class Worlds(NamedTuple):
    """A world, a second one beside it, a client for every role, and the folder of their photos and keys."""

    here: World
    there: World
    clients: dict[str, Client]
    data: Path


@once
def _both() -> tuple[World, World, dict[str, SimpleCookie]]:
    here, there = a_world(), a_world()
    return here, there, {role: client.cookies for role, client in people_of(here, there).items()}


def _client(cookies: SimpleCookie) -> Client:
    client = Client()
    client.cookies = cookies
    return client


@contextmanager
def _set_down(data: Path) -> Iterator[Worlds]:
    """In a transaction that is taken back."""
    with transaction.atomic():
        with override_settings(DATA=data, MEDIA_ROOT=data / "media"), time_machine.travel(NOW, tick=False):
            here, there, cookies = _both()
        yield Worlds(here, there, {role: _client(own) for role, own in cookies.items()}, data)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """They stand before each test begins; each takes back what it did."""
    with django_db_blocker.unblock(), _set_down(tmp_path_factory.mktemp("worlds")) as worlds:
        yield worlds


@pytest.fixture
def worlds(built: Worlds, settings: Any) -> Iterator[tuple[World, World, dict[str, Client]]]:
    """Both worlds and the clients; the clock stands still."""
    settings.DATA, settings.MEDIA_ROOT = built.data, built.data / "media"
    with time_machine.travel(NOW, tick=False):
        yield built.here, built.there, built.clients

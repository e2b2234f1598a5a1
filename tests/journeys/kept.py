"""A wijk that was filled once, set down again for the next look: filling it costs more than most looks.

Its rows come back as they were, out of a copy of the embedded database; its files lie where they were made.
On another database it is filled anew each time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.db import connection

from tests import rows
from tests.journeys.conftest import Clock
from tests.journeys.world import World, fill


class Kept(NamedTuple):
    """The wijk, its rows, and the folder with its photos and keys."""

    world: World
    rows: Any
    data: Path


_kept: list[Kept] = []


def filled(request: pytest.FixtureRequest, clock: Clock) -> World:
    """The wijk of world.py, for whoever has a database in which transactions are real."""
    settings = request.getfixturevalue("settings")
    if _kept:
        world, kept, settings.DATA = _kept[0]
        settings.MEDIA_ROOT = settings.DATA / "media"
        cache.clear()
        rows.put_back(kept)
        return world
    world = fill(request.getfixturevalue("wijk"), clock)
    if connection.vendor == "sqlite":
        _kept.append(Kept(world, rows.take(), settings.DATA))
    return world

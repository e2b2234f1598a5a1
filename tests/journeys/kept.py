"""A wijk that was filled once, set down again for the next look: filling it costs more than most looks."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.journeys.conftest import Clock
from tests.journeys.world import World, fill
from tests.rows import once


@once
def _filled(request: pytest.FixtureRequest, clock: Clock) -> World:
    return fill(request.getfixturevalue("wijk"), clock)


def filled(request: pytest.FixtureRequest, clock: Clock) -> World:
    """The wijk of world.py, for whoever has a database in which transactions are real."""
    cache.clear()
    return _filled(request, clock)

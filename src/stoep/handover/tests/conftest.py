"""The ground on which the tests of handover stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from stoep.handover.models import Power
from stoep.handover.tests.ground import Ground, moment
from tests.builders import TODAY


@pytest.fixture
def ground(db: None) -> Ground:
    """A wijk with a table, an official and the police."""
    return Ground()


class Today:
    """The day that views read; `day` moves it."""

    def __init__(self) -> None:
        self.day = TODAY

    def localdate(self, value: Any = None, zone: Any = None) -> date:
        return value.astimezone(timezone.get_default_timezone()).date() if value else self.day


@pytest.fixture
def today() -> Iterator[Today]:
    """The clock that views read; it stands still until a test moves it."""
    clock = Today()
    with (
        patch.object(timezone, "now", lambda: moment(clock.day)),
        patch.object(timezone, "localdate", clock.localdate),
    ):
        yield clock


@pytest.fixture
def power(ground: Ground) -> Power:
    """Three promises, of which the first is tied by a subsidy of five years, and a long line."""
    for words in ("De lantaarns.", "Het zebrapad.", "De bankjes."):
        ground.promise(words)
    ground.tied(ground.promises[0])
    ground.long_line()
    return ground.power()

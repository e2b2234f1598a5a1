"""The day on which the pages of promises are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from tests.builders import NOW, TODAY


@pytest.fixture
def first_of_september() -> Iterator[None]:
    """The clock that views read stands at 1 September 2026; sessions keep their own."""
    with patch.object(timezone, "now", return_value=NOW), patch.object(timezone, "localdate", _day):
        yield


def _day(value: Any = None, zone: Any = None) -> date:
    return value.astimezone(timezone.get_default_timezone()).date() if value else TODAY

"""The ground on which the tests of handover stand."""

from __future__ import annotations

import pytest

from stoep.handover.tests.ground import Ground


@pytest.fixture
def ground(db: None) -> Ground:
    """A wijk with a table, an official and the police."""
    return Ground()

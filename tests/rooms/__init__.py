"""What the tests of the whole house need of a room, one file a room, in the order of the house from below."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from tests.rooms import (
    archive,
    budgeting,
    calendar,
    conflicts,
    council,
    exchange,
    gatherings,
    handover,
    packs,
    reach,
    record,
    strengths,
    tables,
    venues,
    voting,
)

ROOMS: tuple[ModuleType, ...] = (
    record,
    venues,
    calendar,
    strengths,
    gatherings,
    reach,
    packs,
    conflicts,
    tables,
    council,
    budgeting,
    voting,
    exchange,
    handover,
    archive,
)


def gathered(name: str) -> dict[str, Any]:
    """One dictionary of every room's dictionary of this name: VALUES, CHANGES, NOT_SEALED."""
    return {key: value for room in ROOMS for key, value in getattr(room, name).items()}


def all_of(name: str) -> frozenset[str]:
    """Every room's set of this name together: FILES, ACTS, MIDWAY."""
    return frozenset(each for room in ROOMS for each in getattr(room, name))

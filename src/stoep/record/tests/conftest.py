"""A neighbourhood whose log has a life of its own, and the standalone verifier as a module."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction

from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record.models import Entry
from stoep.shared.actor import Actor

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
SAMIRA = Actor("resident", "", "Samira van den Dijk")
SEAL = Callable[..., Entry]
VERIFIER = Path(__file__).parents[4] / "verify" / "stoep-verify.py"


@pytest.fixture(autouse=True)
def _only_this_room(settings: Any) -> None:
    """What other rooms show beside the log is theirs to test; here a test says itself what is shown."""
    settings.STOEP_MIRRORS = []
    settings.STOEP_SEALED_ROWS = []


@pytest.fixture
def place(db: None) -> Neighbourhood:
    return Neighbourhood.objects.create(
        slug="de-meerpaal", name="De Meerpaal", kind="wijk", municipality_name="Waterstad", drawn_on=date(2023, 9, 1)
    )


@pytest.fixture
def seal(place: Neighbourhood) -> SEAL:
    """Seal an act a number of minutes after NOW, in a transaction of its own."""

    def seal(minutes: int = 0, **other: Any) -> Entry:
        values: dict[str, Any] = {
            "neighbourhood": place,
            "act": "voices.post",
            "subject": "voice:K7QM4XR",
            "by": SAMIRA,
            "at": NOW + timedelta(minutes=minutes),
            "facts": {"kind": "idea"},
            "personal": {"text": "Meer groen bij de Kade, graag."},
        }
        with transaction.atomic():
            return record.seal(**values | other)

    return seal


@pytest.fixture
def life(seal: SEAL) -> list[Entry]:
    """Sixty acts over three days, one of them an erasure."""
    chance = random.Random(2026)
    entries = []
    for number in range(60):
        minutes = number * 72 + chance.randrange(60)
        entries.append(seal(minutes, subject=f"voice:N{number % 40}", facts={"kind": "story", "number": number}))
    record.erase(
        neighbourhood=entries[0].log.neighbourhood,
        subject="voice:N7",
        ground="asked by its author",
        by=SAMIRA,
        at=NOW + timedelta(days=4),
    )
    return list(entries[0].log.entries.order_by("index"))


def _loaded(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def verifier() -> ModuleType:
    """verify/stoep-verify.py, loaded as a module."""
    return _loaded(VERIFIER, "stoep_verify")


@pytest.fixture(scope="session")
def witness() -> ModuleType:
    """verify/stoep-witness.py, loaded as a module."""
    return _loaded(VERIFIER.with_name("stoep-witness.py"), "stoep_witness")

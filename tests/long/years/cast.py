"""Who lives these twenty years: found by name on whatever server, and what people keep at home of what they said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import time_machine

from stoep.network import queries as network_queries
from stoep.network.standing import Standing
from stoep.people.models import Account, Organisation, Person
from stoep.places.models import Neighbourhood

SLUG = "de-meerpaal"


@dataclass
class Kept:
    """What people keep themselves, outside any server: numbers with their secrets, codes, who does what."""

    path: Path
    voices: list[list[str]] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Kept:
        """The notes as they were left; empty ones in the first year."""
        return cls(path, **json.loads(path.read_text(encoding="utf-8"))) if path.exists() else cls(path)

    def write(self) -> None:
        """Put them away until next year."""
        held = {"voices": self.voices, "promises": self.promises, "items": self.items, "more": self.more}
        self.path.write_text(json.dumps(held), encoding="utf-8")


@dataclass
class Now:
    """A moment in the story: everybody's clock stands there."""

    at: datetime

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def when(self) -> dict[str, Any]:
        """For an act that asks both."""
        return {"at": self.at, "today": self.today}


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[Now]:
    """It is this day, for every clock of the process."""
    at = datetime.combine(day, time(hour), tzinfo=UTC)
    with time_machine.travel(at, tick=False):
        yield Now(at)


def place() -> Neighbourhood:
    """The neighbourhood of the story, on the server that this process is."""
    return Neighbourhood.objects.get(slug=SLUG)


def organisation(name: str, kind: str) -> Organisation:
    """The organisation of this name; made at its first use."""
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def person(name: str, works_for: Organisation | None = None) -> Person:
    """Somebody with an account; the same one every year, on every server."""
    known = Person.objects.filter(name=name).first()
    if known:
        return known
    account = Account.objects.create_user(f"{name.lower().replace(' ', '.')}@voorbeeld.example")
    return Person.objects.create(name=name, account=account, organisation=works_for)


def standing(name: str, today: date) -> Standing:
    """Who this person is here today, with the second factor."""
    found = Person.objects.select_related("account").get(name=name)
    return network_queries.standing(account=found.account, neighbourhood=place(), today=today, second_factor=True)

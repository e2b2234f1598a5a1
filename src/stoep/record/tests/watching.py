"""Witnesses for tests: the file that a library runs, with a folder of its own, and admitted by the table."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries
from stoep.record.models import Cosignature, Log, Witness
from stoep.shared.actor import Actor

TABLE = Actor("resident", "", "Samira van den Dijk")


class Watcher:
    """One witness with its key and memory. `sign` looks at what the server shows now, and gives the signed note."""

    def __init__(self, program: ModuleType, folder: Path, name: str) -> None:
        self.program, self.folder, self.name = program, program.Folder(folder / name), name
        with self.folder.locked():
            self.key: str = self.folder.make_key(f"{name}.waterstad.example").written()

    def size(self, log: Log) -> int:
        seen = self.folder.seen().get(log.origin)
        return seen.size if seen else 0

    def sign(self, log: Log, at: datetime) -> str:
        """The note with this witness's signature; the program's Alarm when the server shows what cannot be."""
        asked = queries.witness_request(log, self.size(log))
        if asked is None:
            raise self.program.Alarm("shorter")
        request = self.program.Request.read(asked)
        keys = [self.program.Key.read(key.written()) for key in queries.public_keys(log)]
        with self.folder.locked():
            status, line = self.program.add_checkpoint(self.folder, request, keys, int(at.timestamp()))
        assert status == 200, line
        text: str = self.program.answer(request, line)
        return text

    def watch(self, log: Log, at: datetime) -> list[Cosignature]:
        """Look, sign and send."""
        return record.cosign(log=log, note=self.sign(log, at), at=at)

    def kept(self, log: Log) -> str:
        """The checkpoint that lies in this witness's own folder."""
        text: str = self.folder.seen()[log.origin].note
        return text


def admit(place: Neighbourhood, watcher: Watcher, party: str, at: datetime, **other: Any) -> Witness:
    """The table lets this witness in."""
    called = other.get("called", f"Getuige {watcher.name}")
    return record.admit_witness(
        neighbourhood=place, called=called, party=party, key=watcher.key, by=TABLE, at=at, today=at.date()
    )


def a_little_later(at: datetime, minutes: int = 5) -> datetime:
    """So many minutes after it."""
    return at + timedelta(minutes=minutes)

"""What the printer gets: codes, and letters with them. They lie in DATA/prints, encrypted, a day at most.

A piece is a file of some hundred letters, so that ten thousand of them never stand in memory at once. What is handed
over goes piece by piece into one ZIP, and each piece is gone as it leaves.
"""

from __future__ import annotations

import secrets
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from stoep.people import sealing

LIST = "codes.csv"


def new_name(order: int) -> str:
    """A name by chance under which the pieces of this order will lie."""
    return f"{order}-{secrets.token_hex(8)}.sealed"


def keep(name: str, piece: str, content: bytes) -> None:
    """Write one piece under the lock."""
    folder = _folder() / name
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / piece
    path.touch(mode=0o600)
    path.write_bytes(sealing.seal_bytes(content))


def pieces(name: str) -> list[str]:
    """What lies under this name, the list first; nothing when it is gone."""
    folder = _folder() / Path(name).name
    found = sorted(path.name for path in folder.iterdir()) if name and folder.is_dir() else []
    return sorted(found, key=lambda piece: piece != LIST)


def read(name: str, piece: str) -> bytes:
    """One piece, as it was written."""
    return sealing.unseal_bytes((_folder() / Path(name).name / Path(piece).name).read_bytes())


def remove(name: str) -> None:
    """Take all of it away; what is gone already is well."""
    if name:
        shutil.rmtree(_folder() / Path(name).name, ignore_errors=True)


def remove_all(order: int) -> None:
    """Whatever lies there of this order, also what a process left that broke off."""
    for folder in _folder().glob(f"{order}-*.sealed"):
        remove(folder.name)


def forget(before: datetime) -> None:
    """What was left behind before this moment by a process or a download that broke off."""
    for folder in _folder().glob("*.sealed"):
        if folder.stat().st_mtime < before.timestamp():
            remove(folder.name)


class HandOver:
    """The list alone, or a ZIP with the list and the letters, as it leaves: once, and each piece is gone behind it.

    Whoever gives this to a reader closes it; then nothing is left, also where the reader went away half-way.
    """

    def __init__(self, name: str) -> None:
        self._name, self._pieces = name, pieces(name)

    @property
    def is_packed(self) -> bool:
        """Whether it is a ZIP."""
        return len(self._pieces) > 1

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._packed() if self.is_packed else (read(self._name, piece) for piece in self._pieces)
        finally:
            self.close()

    def close(self) -> None:
        """Nothing of it stays."""
        remove(self._name)

    def _packed(self) -> Iterator[bytes]:
        out = _Out()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:  # type: ignore[call-overload]
            for piece in self._pieces:
                packed.writestr(piece, read(self._name, piece))
                (_folder() / self._name / piece).unlink(missing_ok=True)
                yield out.taken()
        yield out.taken()


class _Out:
    """Where a ZIP is written that leaves at once: what was written is taken out again."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._written.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        found, self._written = b"".join(self._written), []
        return found


def _folder() -> Path:
    folder = Path(settings.DATA) / "prints"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder

"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.archive.models import Copy, Drill, Taking
from stoep.record.rows import Sealed

ROWS: tuple[Sealed, ...] = (
    Sealed(Copy, of="neighbourhood", stays={"root": "a sum over the log", "sum": "a sum over the file"}),
    Sealed(Drill, of="neighbourhood"),
    Sealed(Taking, of="neighbourhood"),
)

"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.archive.models import Copy, Drill, Taking
from stoep.record.rows import Sealed

ROWS: tuple[Sealed, ...] = (
    Sealed(Copy, of="neighbourhood"),
    Sealed(Drill, of="neighbourhood"),
    Sealed(Taking, of="neighbourhood"),
)

"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.record.rows import Sealed

ROWS: tuple[Sealed, ...] = ()

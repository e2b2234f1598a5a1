"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.packs.models import Batch, Pack
from stoep.record.rows import Sealed

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
ROWS: tuple[Sealed, ...] = (
    Sealed(
        Pack,
        of="neighbourhood",
        leave=_KEY,
        later={"answers": 0, "sending_id": None, "block": 0},
        stays={"items": "codes of items of the agenda"},
    ),
    Sealed(Batch, of="pack__neighbourhood", leave=_KEY),
)

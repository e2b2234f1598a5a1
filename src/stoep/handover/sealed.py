"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.handover.models import Agreement, Commitment, Decline, Line, Power, Reply
from stoep.record.rows import Sealed

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
_OF_WHOM = ("organisation__name", "organisation__kind")

ROWS = (
    Sealed(Power, of="neighbourhood", leave=_KEY, along=_OF_WHOM),
    Sealed(Commitment, of="neighbourhood", leave=_KEY, along=_OF_WHOM),
    Sealed(Line, of="power__neighbourhood"),
    Sealed(Reply, of="line__power__neighbourhood", leave=_KEY),
    Sealed(Agreement, of="reply__line__power__neighbourhood"),
    Sealed(Decline, of="reply__line__power__neighbourhood"),
)

"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.record.rows import Sealed
from stoep.tables.models import (
    Ballot,
    MinorityStatement,
    Plan,
    Position,
    Resolution,
    Table,
    TableSeat,
    Wording,
)

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
_NOT_WITHDRAWN = {"withdrawn_at": None, "withdrawn_by_id": None, "withdrawn_for_id": None, "withdrawn_why": ""}
_NOT_ASKED = {"missed": None}
_LOOKED = {"why_new": ""}
ROWS: tuple[Sealed, ...] = (
    Sealed(
        Table,
        of="neighbourhood",
        leave=_KEY,
        along=("registered_for__name", "registered_for__kind"),
        later=_NOT_WITHDRAWN,
    ),
    Sealed(TableSeat, of="table__neighbourhood", leave=_KEY, along=("party__name", "party__kind")),
    Sealed(
        Plan,
        of="table__neighbourhood",
        leave=_KEY,
        along=("registered_for__name", "asked_for__name", "established_for__name"),
        many=("items",),
        later=_NOT_WITHDRAWN | _NOT_ASKED | _LOOKED,
    ),
    Sealed(Position, of="plan__table__neighbourhood", leave=_KEY, many=("seats",)),
    Sealed(Resolution, of="neighbourhood", leave=_KEY, many=("items", "conflicts"), later=_NOT_ASKED),
    Sealed(Wording, of="resolution__neighbourhood"),
    Sealed(Ballot, of="resolution__neighbourhood"),
    Sealed(MinorityStatement, of="resolution__neighbourhood", leave=_KEY),
)

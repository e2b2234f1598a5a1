"""Questions about the tables. Read only."""

from stoep.tables.queries.plans import Line, held, line_of, plan, positions_of
from stoep.tables.queries.register import (
    Own,
    Shown,
    own_table,
    plans_of,
    register,
    running_seats,
    seats_of,
    shown_table,
)
from stoep.tables.queries.resolutions import (
    LISTED,
    PAGE,
    Listed,
    Taken,
    decided,
    decided_on,
    listed,
    lying_open,
    resolution,
    resolutions,
    silent_seats,
)

__all__ = [
    "LISTED",
    "PAGE",
    "Line",
    "Listed",
    "Own",
    "Shown",
    "Taken",
    "decided",
    "decided_on",
    "held",
    "line_of",
    "listed",
    "lying_open",
    "own_table",
    "plan",
    "plans_of",
    "positions_of",
    "register",
    "resolution",
    "resolutions",
    "running_seats",
    "seats_of",
    "shown_table",
    "silent_seats",
]

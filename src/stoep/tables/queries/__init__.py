"""Questions about the tables. Read only."""

from stoep.tables.queries.plans import Line, held, line_of, plan, positions_of
from stoep.tables.queries.register import (
    Own,
    Shown,
    ended_tables,
    own_table,
    plans_of,
    register,
    running_seats,
    seats_of,
    shown_table,
)
from stoep.tables.queries.resolutions import (
    PAGE,
    Taken,
    decided,
    decided_on,
    lying_open,
    resolution,
    resolutions,
    silent_seats,
)

__all__ = [
    "PAGE",
    "Line",
    "Own",
    "Shown",
    "Taken",
    "decided",
    "decided_on",
    "ended_tables",
    "held",
    "line_of",
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

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

__all__ = [
    "Line",
    "Own",
    "Shown",
    "ended_tables",
    "held",
    "line_of",
    "own_table",
    "plan",
    "plans_of",
    "positions_of",
    "register",
    "running_seats",
    "seats_of",
    "shown_table",
]

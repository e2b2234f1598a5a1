"""The acts at the tables."""

from stoep.tables.actions.plans import ask_position, establish, register_plan
from stoep.tables.actions.record_position import record_position
from stoep.tables.actions.register_table import end_table, register_table
from stoep.tables.actions.seats import add_seat, confirm_seat, deny_seat, end_seat

__all__ = [
    "add_seat",
    "ask_position",
    "confirm_seat",
    "deny_seat",
    "end_seat",
    "end_table",
    "establish",
    "record_position",
    "register_plan",
    "register_table",
]

"""The acts at the tables."""

from stoep.tables.actions.cast import Spoken, cast, deny, withdraw_objection, write_down
from stoep.tables.actions.close import add_minority, close
from stoep.tables.actions.plans import ask_position, establish, register_plan
from stoep.tables.actions.record_position import record_position
from stoep.tables.actions.register_table import end_table, register_table
from stoep.tables.actions.resolve import amend, open_resolution, withdraw_resolution
from stoep.tables.actions.seats import add_seat, confirm_seat, deny_seat, end_seat, erase_seat_name
from stoep.tables.actions.withdraw import withdraw_plan, withdraw_table

__all__ = [
    "Spoken",
    "add_minority",
    "add_seat",
    "amend",
    "ask_position",
    "cast",
    "close",
    "confirm_seat",
    "deny",
    "deny_seat",
    "end_seat",
    "end_table",
    "erase_seat_name",
    "establish",
    "open_resolution",
    "record_position",
    "register_plan",
    "register_table",
    "withdraw_objection",
    "withdraw_plan",
    "withdraw_resolution",
    "withdraw_table",
    "write_down",
]

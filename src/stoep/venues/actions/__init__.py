"""The acts at places where anybody can walk in."""

from stoep.venues.actions.book import book, cancel, later_times, may_cancel
from stoep.venues.actions.hosts import leave, welcome
from stoep.venues.actions.other_days import drop_other_day, set_other_day
from stoep.venues.actions.register import change, register, shut
from stoep.venues.actions.rooms import add_room, end_room

__all__ = [
    "add_room",
    "book",
    "cancel",
    "change",
    "drop_other_day",
    "end_room",
    "later_times",
    "leave",
    "may_cancel",
    "register",
    "set_other_day",
    "shut",
    "welcome",
]

"""The acts of the calendar."""

from stoep.calendar.actions.doors import answers_for, keeps
from stoep.calendar.actions.enter import change, enter, withdraw
from stoep.calendar.actions.feeds import follow, may_end, unfollow
from stoep.calendar.actions.joining import answer_joining, propose_joining
from stoep.calendar.actions.take_in import Taken, look_now, read_daily, refresh, send_file, why

__all__ = [
    "Taken",
    "answer_joining",
    "answers_for",
    "change",
    "enter",
    "follow",
    "keeps",
    "look_now",
    "may_end",
    "propose_joining",
    "read_daily",
    "refresh",
    "send_file",
    "unfollow",
    "why",
    "withdraw",
]

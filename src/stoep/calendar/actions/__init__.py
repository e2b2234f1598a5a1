"""The acts of the calendar."""

from stoep.calendar.actions.doors import answers_for, keeps
from stoep.calendar.actions.enter import change, enter, withdraw
from stoep.calendar.actions.feeds import follow, may_end, unfollow
from stoep.calendar.actions.joining import answer_joining, propose_joining

__all__ = [
    "answer_joining",
    "answers_for",
    "change",
    "enter",
    "follow",
    "keeps",
    "may_end",
    "propose_joining",
    "unfollow",
    "withdraw",
]

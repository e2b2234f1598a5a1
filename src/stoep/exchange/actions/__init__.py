"""The acts of the exchange."""

from stoep.exchange.actions.cards import change, withdraw, write
from stoep.exchange.actions.doors import answers_for, keeps
from stoep.exchange.actions.follow import follow, look_now, read_daily, unfollow, why
from stoep.exchange.actions.questions import ask, note_reply, tell_of_late
from stoep.exchange.actions.takeovers import take_over
from stoep.exchange.actions.visits import answer_visit, ask_visit, write_report

__all__ = [
    "answer_visit",
    "answers_for",
    "ask",
    "ask_visit",
    "change",
    "follow",
    "keeps",
    "look_now",
    "note_reply",
    "read_daily",
    "take_over",
    "tell_of_late",
    "unfollow",
    "why",
    "withdraw",
    "write",
    "write_report",
]

"""The acts of voices, one a file."""

from stoep.voices.actions.answer import answer, revoke
from stoep.voices.actions.check import hold_back, show
from stoep.voices.actions.erase_words import erase_words
from stoep.voices.actions.follow import follow, forget_followers, tell_followers
from stoep.voices.actions.hide import hide, unhide
from stoep.voices.actions.join import join, split
from stoep.voices.actions.own import add_already, show_again, withdraw
from stoep.voices.actions.post import Receipt, post
from stoep.voices.actions.say_late import say_late

__all__ = [
    "Receipt",
    "add_already",
    "answer",
    "erase_words",
    "follow",
    "forget_followers",
    "hide",
    "hold_back",
    "join",
    "post",
    "revoke",
    "say_late",
    "show",
    "show_again",
    "split",
    "tell_followers",
    "unhide",
    "withdraw",
]

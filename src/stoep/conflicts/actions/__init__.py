"""The acts of conflicts, one matter a file."""

from stoep.conflicts.actions.close import propose_closing, second_closing, withdraw_closing
from stoep.conflicts.actions.confide import (
    ask_to_pass_on,
    be_reached,
    close_whisper,
    forget_reached,
    pass_on,
    reply,
    require_confidant,
)
from stoep.conflicts.actions.hide import propose_hiding, second_hiding, withdraw_hiding
from stoep.conflicts.actions.open import open_conflict, touch
from stoep.conflicts.actions.route import add_step, conclude, park, resume
from stoep.conflicts.actions.say import TEXTS, bring_in, hear, join_in, read, say, take_stance
from stoep.conflicts.actions.whisper import Slip, agree, erase_whisper, held_by, sweep_whispers, whisper, write_on

__all__ = [
    "TEXTS",
    "Slip",
    "add_step",
    "agree",
    "ask_to_pass_on",
    "be_reached",
    "bring_in",
    "close_whisper",
    "conclude",
    "erase_whisper",
    "forget_reached",
    "hear",
    "held_by",
    "join_in",
    "open_conflict",
    "park",
    "pass_on",
    "propose_closing",
    "propose_hiding",
    "read",
    "reply",
    "require_confidant",
    "resume",
    "say",
    "second_closing",
    "second_hiding",
    "sweep_whispers",
    "take_stance",
    "touch",
    "whisper",
    "withdraw_closing",
    "withdraw_hiding",
    "write_on",
]

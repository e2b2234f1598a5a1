"""The acts of strengths, one subject a file."""

from stoep.strengths.actions.check import hold_back, show
from stoep.strengths.actions.consent import agree, take_back
from stoep.strengths.actions.meet import lay, say, sweep_introductions
from stoep.strengths.actions.note import Slip, note
from stoep.strengths.actions.own import correct, erase_words

__all__ = [
    "Slip",
    "agree",
    "correct",
    "erase_words",
    "hold_back",
    "lay",
    "note",
    "say",
    "show",
    "sweep_introductions",
    "take_back",
]

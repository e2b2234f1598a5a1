"""The acts of gatherings."""

from stoep.gatherings.actions.answer import (
    answer,
    answer_without_code,
    ask_again,
    ask_again_with_code,
    held,
    is_spent,
    pass_by,
)
from stoep.gatherings.actions.approve import approve_translation, approve_wording
from stoep.gatherings.actions.publish import call_off, publish
from stoep.gatherings.actions.send import note_sent, void
from stoep.gatherings.actions.write import change, invite, take_face_away, uninvite, write

__all__ = [
    "answer",
    "answer_without_code",
    "approve_translation",
    "approve_wording",
    "ask_again",
    "ask_again_with_code",
    "call_off",
    "change",
    "held",
    "invite",
    "is_spent",
    "note_sent",
    "pass_by",
    "publish",
    "take_face_away",
    "uninvite",
    "void",
    "write",
]

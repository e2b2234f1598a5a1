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
from stoep.gatherings.actions.approve import approve_translation, approve_wording, keep_sentences
from stoep.gatherings.actions.attend import close, count_came, take_down
from stoep.gatherings.actions.hand_out import Handed, hand_out
from stoep.gatherings.actions.phones import Looked, look_before_ringing, ring_again, ring_no_more
from stoep.gatherings.actions.photos import (
    Asked,
    add_photo,
    ask_for_photos,
    take_own_photo_away,
    take_photo_away,
)
from stoep.gatherings.actions.printing import forget_prints, order_print, run, wipe_print
from stoep.gatherings.actions.publish import call_off, publish
from stoep.gatherings.actions.quarters import tell_quarters
from stoep.gatherings.actions.send import note_sent, void
from stoep.gatherings.actions.write import change, invite, take_face_away, uninvite, write

__all__ = [
    "Asked",
    "Handed",
    "Looked",
    "add_photo",
    "answer",
    "answer_without_code",
    "approve_translation",
    "approve_wording",
    "ask_again",
    "ask_again_with_code",
    "ask_for_photos",
    "call_off",
    "change",
    "close",
    "count_came",
    "forget_prints",
    "hand_out",
    "held",
    "invite",
    "is_spent",
    "keep_sentences",
    "look_before_ringing",
    "note_sent",
    "order_print",
    "pass_by",
    "publish",
    "ring_again",
    "ring_no_more",
    "run",
    "take_down",
    "take_face_away",
    "take_own_photo_away",
    "take_photo_away",
    "tell_quarters",
    "uninvite",
    "void",
    "wipe_print",
    "write",
]

"""The acts of the agenda, one a file."""

from stoep.agenda.actions.confirm_current import confirm_current
from stoep.agenda.actions.count_stickers import count_stickers
from stoep.agenda.actions.dissent import dissent
from stoep.agenda.actions.doubts import recount
from stoep.agenda.actions.edit import edit
from stoep.agenda.actions.endorse import endorse
from stoep.agenda.actions.forget_words import forget_words, sweep_words
from stoep.agenda.actions.hide_words import hide_words, seal_anew, unhide_words
from stoep.agenda.actions.import_plan import admit, import_plan, put_aside
from stoep.agenda.actions.let_go import let_go
from stoep.agenda.actions.propose import propose
from stoep.agenda.actions.read_words import read_words
from stoep.agenda.actions.remark import remark
from stoep.agenda.actions.say_of_origin import say_of_origin
from stoep.agenda.actions.second import second
from stoep.agenda.actions.split import split
from stoep.agenda.actions.start import start
from stoep.agenda.actions.start_from import start_from
from stoep.agenda.actions.take_up import take_up
from stoep.agenda.actions.tell_of_look_back import tell_of_look_back
from stoep.agenda.actions.tell_of_quiet import tell_of_quiet
from stoep.agenda.actions.tie import tie, untie
from stoep.agenda.actions.upkeep import keep_up, look_back
from stoep.agenda.actions.withdraw_proposal import withdraw_proposal
from stoep.agenda.actions.write_vision import write_vision

__all__ = [
    "admit",
    "confirm_current",
    "count_stickers",
    "dissent",
    "edit",
    "endorse",
    "forget_words",
    "hide_words",
    "import_plan",
    "keep_up",
    "let_go",
    "look_back",
    "propose",
    "put_aside",
    "read_words",
    "recount",
    "remark",
    "say_of_origin",
    "seal_anew",
    "second",
    "split",
    "start",
    "start_from",
    "sweep_words",
    "take_up",
    "tell_of_look_back",
    "tell_of_quiet",
    "tie",
    "unhide_words",
    "untie",
    "withdraw_proposal",
    "write_vision",
]

"""What can be done at a change of power: written down, answered line by line, agreed to, and told of when late."""

from stoep.handover.actions.agree import agree
from stoep.handover.actions.change_power import change_power
from stoep.handover.actions.decline import decline, forget_words
from stoep.handover.actions.erase_names import erase_names, erase_to
from stoep.handover.actions.mark import Tied, mark
from stoep.handover.actions.reply import Confirmed, Said, confirm_many, reply
from stoep.handover.actions.tell_of_election import tell_of_election
from stoep.handover.actions.tell_of_late import tell_of_late

__all__ = [
    "Confirmed",
    "Said",
    "Tied",
    "agree",
    "change_power",
    "confirm_many",
    "decline",
    "erase_names",
    "erase_to",
    "forget_words",
    "mark",
    "reply",
    "tell_of_election",
    "tell_of_late",
]

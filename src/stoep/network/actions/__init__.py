"""The acts of the network, one a file."""

from stoep.network.actions.found import found
from stoep.network.actions.interests import declare_interest, end_interest
from stoep.network.actions.name_streets import name_streets
from stoep.network.actions.open_door import open_door
from stoep.network.actions.propose import confirm, drop, propose
from stoep.network.actions.read_figure import read_figure
from stoep.network.actions.require import require, require_here, stand_here
from stoep.network.actions.review import hold_review, say_at_review
from stoep.network.actions.tell_other_key import tell_other_key
from stoep.network.actions.work_for import lay_down, work_for

__all__ = [
    "confirm",
    "declare_interest",
    "drop",
    "end_interest",
    "found",
    "hold_review",
    "lay_down",
    "name_streets",
    "open_door",
    "propose",
    "read_figure",
    "require",
    "require_here",
    "say_at_review",
    "stand_here",
    "tell_other_key",
    "work_for",
]

"""The acts of the network, one a file."""

from stoep.network.actions.found import found
from stoep.network.actions.open_door import open_door
from stoep.network.actions.propose import confirm, drop, propose
from stoep.network.actions.read_figure import read_figure
from stoep.network.actions.require import require
from stoep.network.actions.work_for import lay_down, work_for

__all__ = ["confirm", "drop", "found", "lay_down", "open_door", "propose", "read_figure", "require", "work_for"]

"""The acts of the archive, one a file."""

from stoep.archive.actions.bring_in import Brought, bring_in
from stoep.archive.actions.drill import drill, drill_daily, note_drill
from stoep.archive.actions.make import daily, make, note_copy
from stoep.archive.actions.take import take

__all__ = ["Brought", "bring_in", "daily", "drill", "drill_daily", "make", "note_copy", "note_drill", "take"]

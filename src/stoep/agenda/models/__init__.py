"""Rows of the agenda, one sort a file: items, decisions, the vision, and how what got better is kept up."""

from stoep.agenda.models.carrying import Carrying
from stoep.agenda.models.decisions import Decision, StickerCount, Version
from stoep.agenda.models.items import Edit, Item, Origin, Remark
from stoep.agenda.models.upkeep import Upkeep
from stoep.agenda.models.visions import Vision, VisionDissent, VisionEndorsement

__all__ = [
    "Carrying",
    "Decision",
    "Edit",
    "Item",
    "Origin",
    "Remark",
    "StickerCount",
    "Upkeep",
    "Version",
    "Vision",
    "VisionDissent",
    "VisionEndorsement",
]

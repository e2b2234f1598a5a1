"""Rows of gatherings."""

from stoep.gatherings.models.activity import Activity, Translation, Whom
from stoep.gatherings.models.after import CAME_BY, Came, Edition, Photo, PhotoRound, QuarterEdition, Said, Small
from stoep.gatherings.models.inviting import Answer, Channel, Language, Sending, Spent, Unasked, Wording
from stoep.gatherings.models.printing import PrintJob

__all__ = [
    "CAME_BY",
    "Activity",
    "Answer",
    "Came",
    "Channel",
    "Edition",
    "Language",
    "Photo",
    "PhotoRound",
    "PrintJob",
    "QuarterEdition",
    "Said",
    "Sending",
    "Small",
    "Spent",
    "Translation",
    "Unasked",
    "Whom",
    "Wording",
]

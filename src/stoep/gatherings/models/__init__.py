"""Rows of gatherings."""

from stoep.gatherings.models.activity import Activity, Translation, Whom
from stoep.gatherings.models.inviting import Answer, Channel, Language, Sending, Spent, Unasked, Wording
from stoep.gatherings.models.printing import PrintJob

__all__ = [
    "Activity",
    "Answer",
    "Channel",
    "Language",
    "PrintJob",
    "Sending",
    "Spent",
    "Translation",
    "Unasked",
    "Whom",
    "Wording",
]

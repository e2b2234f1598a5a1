"""What stands in the place of words that two keys hid: the ground, the day and the reason, in the reader's language.

Every page that shows words asks `note`: where it gives a sentence, that sentence is shown and the words are not.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stoep.voices.models import Hidden


class HasWords(Protocol):
    """A row with words that two keys can hide: a voice, what its author says of an item, a remark, a statement."""

    hidden_at: datetime | None
    hidden_kind: str
    hidden_why: str


def note(row: HasWords) -> str:
    """The sentence in the place of hidden words; "" when these words are not hidden."""
    return note_of(row.hidden_at, row.hidden_kind, row.hidden_why)


def note_of(at: datetime | None, kind: str, why: str) -> str:
    """The same, from the three facts themselves."""
    if at is None:
        return ""
    stood = (
        _("Hier stonden woorden die iemand bedreigen.")
        if kind == Hidden.THREAT
        else _("Hier stonden woorden met gegevens van een persoon.")
    )
    by = _("Verborgen door bewoners en de onafhankelijke organisatie op %(day)s. De reden: %(why)s")
    return f"{stood} {by % {'day': date_format(timezone.localtime(at), 'j F Y'), 'why': why}}"

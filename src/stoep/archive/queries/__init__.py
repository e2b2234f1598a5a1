"""Questions about copies, drills and years. Read only."""

from stoep.archive.queries.chapters import CHAPTERS
from stoep.archive.queries.copies import (
    State,
    days_of,
    here,
    is_fresh,
    last_copy,
    last_kept,
    name_of,
    state_of,
    wants_copy,
    wants_drill,
)
from stoep.archive.queries.glance import at_a_glance, glance_of
from stoep.archive.queries.year import Chapter, Told, Year, year_of, years_of

__all__ = [
    "CHAPTERS",
    "Chapter",
    "State",
    "Told",
    "Year",
    "at_a_glance",
    "days_of",
    "glance_of",
    "here",
    "is_fresh",
    "last_copy",
    "last_kept",
    "name_of",
    "state_of",
    "wants_copy",
    "wants_drill",
    "year_of",
    "years_of",
]

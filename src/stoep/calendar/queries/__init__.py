"""Questions about the calendar: what is asked when, what clashes, and how much it asks of residents."""

from stoep.calendar.queries.alike import near
from stoep.calendar.queries.clashes import Clash, clashes, clashes_of
from stoep.calendar.queries.happenings import happenings
from stoep.calendar.queries.load import Load, Share, by_week, load, spans
from stoep.calendar.queries.weeks import Week, feeds, found, joinings, of_month, of_weeks

__all__ = [
    "Clash",
    "Load",
    "Share",
    "Week",
    "by_week",
    "clashes",
    "clashes_of",
    "feeds",
    "found",
    "happenings",
    "joinings",
    "load",
    "near",
    "of_month",
    "of_weeks",
    "spans",
]

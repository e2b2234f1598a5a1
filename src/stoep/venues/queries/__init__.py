"""Questions about places where anybody can walk in."""

from stoep.venues.queries.register import Shown, found, other_days, own_post, shown, venues, welcomes
from stoep.venues.queries.weeks import Day, coming, happenings, week

__all__ = [
    "Day",
    "Shown",
    "coming",
    "found",
    "happenings",
    "other_days",
    "own_post",
    "shown",
    "venues",
    "week",
    "welcomes",
]

"""What is allowed at a table, and how a plan and a decision stand. Plain values in, plain answers out."""

from stoep.tables.rules.plans import Standing, asked_days, counts, may_establish, standing
from stoep.tables.rules.texts import LIMITS, WORDS_LIMIT, clean, is_link

__all__ = [
    "LIMITS",
    "WORDS_LIMIT",
    "Standing",
    "asked_days",
    "clean",
    "counts",
    "is_link",
    "may_establish",
    "standing",
]

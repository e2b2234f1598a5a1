"""Rows of dividing money together."""

from stoep.budgeting.models.ideas import Argument, BallotWords, Consent, Help, Idea, Repair, Verdict
from stoep.budgeting.models.setup import Counter, Decision, Part, Round

__all__ = [
    "Argument",
    "BallotWords",
    "Consent",
    "Counter",
    "Decision",
    "Help",
    "Idea",
    "Part",
    "Repair",
    "Round",
    "Verdict",
]

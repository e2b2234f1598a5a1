"""Rows of dividing money together."""

from stoep.budgeting.models.ideas import Idea, Verdict
from stoep.budgeting.models.setup import Counter, Part, Round

__all__ = ["Counter", "Idea", "Part", "Round", "Verdict"]

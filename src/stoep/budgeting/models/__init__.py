"""Rows of dividing money together."""

from stoep.budgeting.models.after import Award, Spending, Turn
from stoep.budgeting.models.box import Box, Envelope, Flag, VoteCount, VoteNumber
from stoep.budgeting.models.counting import Count
from stoep.budgeting.models.ideas import Argument, BallotWords, Consent, Help, Idea, Repair, Verdict
from stoep.budgeting.models.result import EarlierResult, Mark, Objection, Pile, PileChange, Result, Typing
from stoep.budgeting.models.roll import Letter, LetterOrder, Replacement
from stoep.budgeting.models.setup import Counter, Decision, Part, Round
from stoep.budgeting.models.watching import Finding, HelpPoint, Observer
from stoep.budgeting.models.wording import VoteWording

__all__ = [
    "Argument",
    "Award",
    "BallotWords",
    "Box",
    "Consent",
    "Count",
    "Counter",
    "Decision",
    "EarlierResult",
    "Envelope",
    "Finding",
    "Flag",
    "Help",
    "HelpPoint",
    "Idea",
    "Letter",
    "LetterOrder",
    "Mark",
    "Objection",
    "Observer",
    "Part",
    "Pile",
    "PileChange",
    "Repair",
    "Replacement",
    "Result",
    "Round",
    "Spending",
    "Turn",
    "Typing",
    "Verdict",
    "VoteCount",
    "VoteNumber",
    "VoteWording",
]

"""The acts of dividing money together."""

from stoep.budgeting.actions.draft import change_draft, put_aside, write
from stoep.budgeting.actions.ideas import forget_words, give, guess
from stoep.budgeting.actions.ideas import withdraw as withdraw_idea
from stoep.budgeting.actions.keys import (
    propose_announcing,
    propose_ballot,
    propose_change,
    propose_stop,
    second,
    withdraw_proposal,
)
from stoep.budgeting.actions.look import ask_to_look, look, repair

__all__ = [
    "ask_to_look",
    "change_draft",
    "forget_words",
    "give",
    "guess",
    "look",
    "propose_announcing",
    "propose_ballot",
    "propose_change",
    "propose_stop",
    "put_aside",
    "repair",
    "second",
    "withdraw_idea",
    "withdraw_proposal",
    "write",
]

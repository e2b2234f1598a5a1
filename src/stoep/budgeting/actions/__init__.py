"""The acts of dividing money together."""

from stoep.budgeting.actions.draft import change_draft, put_aside, write
from stoep.budgeting.actions.keys import (
    propose_announcing,
    propose_change,
    propose_stop,
    second,
    withdraw_proposal,
)

__all__ = [
    "change_draft",
    "propose_announcing",
    "propose_change",
    "propose_stop",
    "put_aside",
    "second",
    "withdraw_proposal",
    "write",
]

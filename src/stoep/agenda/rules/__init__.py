"""What is allowed on the agenda and when something is due: plain values in, plain answer out. No Django."""

from stoep.agenda.rules.content import LIMITS, WORDS_LIMIT, Content, Fields, clean, content_hash, missing, neutral
from stoep.agenda.rules.dates import (
    KEY_DAYS,
    add_months,
    asks_whether_current,
    expires_on,
    quiet_since,
    standing_of_decision,
)
from stoep.agenda.rules.difference import (
    Change,
    Difference,
    Move,
    Piece,
    apply,
    difference,
    field_changes,
    word_pieces,
)
from stoep.agenda.rules.order import MOST_STICKERS, Group, by_numbers, by_stickers, is_permutation, moved, shifted
from stoep.agenda.rules.plans import MOST_BYTES, MOST_ROWS, Plan, Problem, Row, read_bytes, read_plan

__all__ = [
    "KEY_DAYS",
    "LIMITS",
    "MOST_BYTES",
    "MOST_ROWS",
    "MOST_STICKERS",
    "WORDS_LIMIT",
    "Change",
    "Content",
    "Difference",
    "Fields",
    "Group",
    "Move",
    "Piece",
    "Plan",
    "Problem",
    "Row",
    "add_months",
    "apply",
    "asks_whether_current",
    "by_numbers",
    "by_stickers",
    "clean",
    "content_hash",
    "difference",
    "expires_on",
    "field_changes",
    "is_permutation",
    "missing",
    "moved",
    "neutral",
    "quiet_since",
    "read_bytes",
    "read_plan",
    "shifted",
    "standing_of_decision",
    "word_pieces",
]

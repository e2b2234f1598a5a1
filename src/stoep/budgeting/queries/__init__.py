"""Questions to the rounds. Read only."""

from stoep.budgeting.queries.rounds import (
    Changed,
    changed,
    decision_standing,
    decisions,
    found,
    front,
    may_second,
    organisations,
    phase,
    rounds,
    waiting,
)

__all__ = [
    "Changed",
    "changed",
    "decision_standing",
    "decisions",
    "found",
    "front",
    "may_second",
    "organisations",
    "phase",
    "rounds",
    "waiting",
]

"""What follows from what the seats said: carried, rejected, objected to, or too few seats to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from stoep.network.rules import RESIDENT, quorum_met

CONSENT, MAJORITY, BOTH = "consent", "majority", "both"
AGREE, OBJECT, AGAINST, ABSTAIN, ASIDE = "agree", "object", "against", "abstain", "aside"
MAY_SAY: Mapping[str, frozenset[str]] = {
    CONSENT: frozenset({AGREE, OBJECT, ABSTAIN, ASIDE}),
    MAJORITY: frozenset({AGREE, AGAINST, ABSTAIN, ASIDE}),
    BOTH: frozenset({AGREE, AGAINST, ABSTAIN, ASIDE}),
}
DENY_DAYS = 14
OPEN_DAYS = 7
Outcome = Literal["carried", "rejected", "objected", "no-quorum"]


@dataclass(frozen=True, slots=True)
class Vote:
    """A seat at the moment of deciding: its side, how many votes it has, and what it said ("": nothing)."""

    seat: int
    side: str
    weight: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many per cent of all seats, and of residents' seats, must be there."""

    all: int
    residents: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes for and against, of everybody and of residents, and how many seats of all were there."""

    agree: int
    against: int
    residents_agree: int
    residents_against: int
    present: int
    seats: int


def ways(charter_way: str) -> tuple[str, ...]:
    """In which ways a table with this charter may decide: as the charter says, or with residents' majority besides."""
    return (charter_way,) if charter_way == BOTH else (charter_way, BOTH)


def may_say(method: str, said: str, why: str) -> Literal["", "no-choice", "no-reason"]:
    """Nothing ("") when a seat may say this; an objection without a reason is none."""
    if said not in MAY_SAY.get(method, frozenset()):
        return "no-choice"
    return "no-reason" if said == OBJECT and not why.strip() else ""


def tally(votes: Iterable[Vote]) -> Tally:
    """The votes counted by weight. Who objects is against; who abstains, stepped aside or said nothing is neither."""
    known = list(votes)

    def weigh(*said: str, of: str = "") -> int:
        return sum(vote.weight for vote in known if vote.said in said and (not of or vote.side == of))

    return Tally(
        agree=weigh(AGREE),
        against=weigh(AGAINST, OBJECT),
        residents_agree=weigh(AGREE, of=RESIDENT),
        residents_against=weigh(AGAINST, OBJECT, of=RESIDENT),
        present=sum(bool(vote.said) for vote in known),
        seats=len(known),
    )


def enough(votes: Sequence[Vote], quorum: Quorum) -> bool:
    """Whether enough seats spoke to decide. Who stepped aside was there."""
    present = [vote.side for vote in votes if vote.said]
    seats = [vote.side for vote in votes]
    return quorum_met(present=present, seats=seats, quorum=quorum.all, of_residents=quorum.residents)


def outcome(method: str, votes: Sequence[Vote], quorum: Quorum) -> Outcome:
    """What the table decides, if it closes now.

    Nothing is carried without a resident who agrees. By consent one standing objection is enough to stop it. By a
    majority more votes are for than against; by both, also of residents alone: residents who are mostly against are
    never overruled.
    """
    if not enough(votes, quorum):
        return "no-quorum"
    if method == CONSENT and any(vote.said == OBJECT for vote in votes):
        return "objected"
    counted = tally(votes)
    carried = counted.residents_agree > 0 and counted.agree > counted.against
    if method == BOTH:
        carried = carried and counted.residents_agree > counted.residents_against
    return "carried" if carried else "rejected"


def votes_of(roll: Mapping[str, Any]) -> list[Vote]:
    """The votes of a roll, as a closed decision holds it."""
    return [Vote(one["seat"], one["side"], one["weight"], one["said"]) for one in roll.get("seats", [])]


def quorum_of(roll: Mapping[str, Any]) -> Quorum:
    """The quorum of a roll."""
    return Quorum(roll["quorum"], roll["quorum_residents"])


def as_roll(votes: Iterable[Vote], quorum: Quorum, *, charter: int, round_number: int) -> dict[str, Any]:
    """What a closed decision holds: plain, and enough to work the outcome out again."""
    return {
        "charter": charter,
        "round": round_number,
        "quorum": quorum.all,
        "quorum_residents": quorum.residents,
        "seats": [
            {"seat": vote.seat, "side": vote.side, "weight": vote.weight, "said": vote.said}
            for vote in sorted(votes, key=lambda vote: vote.seat)
        ],
    }


def hangs_on_denied(method: str, roll: Mapping[str, Any], denied: Mapping[int, str]) -> bool:
    """Whether a closed decision would have gone otherwise, had what seats say that they said been written down."""
    votes = votes_of(roll)
    corrected = [Vote(vote.seat, vote.side, vote.weight, denied.get(vote.seat, vote.said)) for vote in votes]
    quorum = quorum_of(roll)
    return outcome(method, votes, quorum) != outcome(method, corrected, quorum)


def may_close(*, opened_on: date, held_on: date | None, silent: int, today: date) -> bool:
    """Whether a round may be closed: after a meeting, when every seat spoke, or after a week."""
    return held_on is not None or silent == 0 or today >= opened_on + timedelta(days=OPEN_DAYS)


def may_deny(cast_on: date, today: date) -> bool:
    """Whether a seat can still say that what another wrote down for it is not right."""
    return today <= cast_on + timedelta(days=DENY_DAYS)

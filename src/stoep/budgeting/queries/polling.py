"""What does not change while people vote, read once in half a minute by each process: so that a vote asks little.

Only what is complete is remembered, and only while people vote: then every act that would change it refuses. What can
end in between (the box is closed, the round is stopped) is read again when the ballot goes in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from stoep.budgeting import rules
from stoep.budgeting.models import Box, Round
from stoep.budgeting.queries.voting import costs, room_on_ballot, voting

FOR = timedelta(seconds=30)
MOST = 200


@dataclass(frozen=True, slots=True)
class Precinct:
    """One part of a round as a ballot sees it."""

    order: int
    cents: int
    costs: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Polling:
    """What the ballots of a round have in common. `parts` by the key of the part; `size`: bytes in an envelope.

    `round` comes with its wijk and its box; it is shared by all who vote, and nobody writes to it.
    """

    read_at: datetime
    round: Round
    name: str
    public: bytes
    size: int
    ballot: str
    most: int | None
    has_tracker: bool
    parts: Mapping[int, Precinct]

    def mistake(self, part: int, points: Mapping[int, int]) -> str:
        """Why these choices cannot be a ballot of this part, in a key of the words of the voting page; or ""."""
        return self._mistake(self.parts[part], points)

    def mistake_in(self, order: int, points: Mapping[int, int]) -> str:
        """The same, of the part with this order; "chosen_none" when there is no such part."""
        here = next((each for each in self.parts.values() if each.order == order), None)
        return self._mistake(here, points) if here else "chosen_none"

    def _mistake(self, here: Precinct, points: Mapping[int, int]) -> str:
        return rules.vote_mistake(points, ballot=self.ballot, most=self.most, costs=here.costs, cents=here.cents)


_known: dict[tuple[int, str], Polling] = {}
_lock = Lock()


def at_the_box(slug: str, number: int, at: datetime, *, casts: bool = False) -> Round:
    """The round with its wijk and its box, if there is one; Round.DoesNotExist when there is no such round.

    Who casts a ballot is answered from memory: whether the box is still open is asked when the ballot goes in.
    """
    if casts:
        for found in list(_known.values()):
            here = found.round
            if here.number == number and here.neighbourhood.slug == slug and _is_fresh(found, at):
                return here
    rows = Round.objects.select_related("neighbourhood", "box").defer("neighbourhood__outline")
    return rows.get(neighbourhood__slug=slug, number=number)


def forget() -> None:
    """What was read of rounds is read anew: for tests, whose database begins anew under the same names."""
    with _lock:
        _known.clear()


def _is_fresh(found: Polling, at: datetime) -> bool:
    return timedelta(0) <= at - found.read_at < FOR


def polling(round: Round, box: Box | None, at: datetime) -> Polling | str:
    """What ballots have in common while people vote; else why they cannot: "early", "closed" or "waiting"."""
    if box is None or box.closed_at or not round.voting_from <= at < round.voting_until or round.stopped_at:
        return voting(round, at)
    found = _known.get((round.pk, box.name))
    if found and _is_fresh(found, at) and found.public.hex() == box.public:
        return found
    state = voting(round, at)
    if state != "open":
        return state
    made = _read(round, box, at)
    with _lock:
        if len(_known) >= MOST:
            _known.clear()
        _known[round.pk, box.name] = made
    return made


def of_ballots(round: Round, box: Box) -> Polling:
    """The same, read anew for the count."""
    return _read(round, box, round.voting_until)


def _read(round: Round, box: Box, at: datetime) -> Polling:
    parts = {part.pk: Precinct(part.order, part.cents, costs(part)) for part in round.parts.all()}
    return Polling(
        at,
        round,
        box.name,
        bytes.fromhex(box.public),
        room_on_ballot(round),
        round.ballot,
        round.most,
        round.tracker,
        parts,
    )

"""What the table of residents and organisations must look like, and on which side somebody counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

RESIDENT = "resident"
INDEPENDENT = "independent"
MUNICIPALITY = "municipality"
POLICE = "police"
# Who may ask after people by the power of their office: they read no address and no telephone number, and check no
# texts. What neighbours say to a host must never become a file (function creep).
NEVER_HOST = frozenset({MUNICIPALITY, POLICE})
# What somebody dares not say in public is read by two named people, and by nobody else.
MOST_CONFIDANTS = 2
OF_ONE_SIDE = {"clerk": MUNICIPALITY, "trusted": INDEPENDENT}
# "de wijkaanpak wordt geleid door bewoners en een onafhankelijke organisatie": only these two sides lead.
LEADING_SIDES = frozenset({RESIDENT, INDEPENDENT})


def side_of(own_side: str, posts_for: Iterable[str]) -> str:
    """On which side somebody counts: their organisation's, or any organisation's that they hold a post for.

    An official who lives in the wijk counts as an official. The side that leads least wins: an institution before
    the independent organisation, and that before residents.
    """
    sides = sorted({own_side, *posts_for} - {RESIDENT, INDEPENDENT}, key=lambda side: (side != MUNICIPALITY, side))
    if sides:
        return sides[0]
    return INDEPENDENT if INDEPENDENT in {own_side, *posts_for} else RESIDENT


def may_become(now: str, then: str) -> bool:
    """Whether somebody who works for the one side may say that they work for the other from now on.

    To a side that leads as much or less, never to one that leads more: an official does not become a resident by
    naming another employer.
    """
    ranks = {RESIDENT: 2, INDEPENDENT: 1}
    return ranks.get(then, 0) <= ranks.get(now, 0)


def residents_hold(sides: Iterable[str], share: int) -> bool:
    """Whether residents hold at least `share` per cent of these seats. An empty table holds nothing."""
    seats = list(sides)
    return bool(seats) and seats.count(RESIDENT) * 100 >= share * len(seats)


def seats_missing(sides: Iterable[str], share: int) -> int:
    """How many more seats residents need before they hold `share` per cent; 0 when they do.

    At 100 only residents may sit.
    """
    seats = list(sides)
    residents = seats.count(RESIDENT)
    if not seats:
        return 1
    if share >= 100:
        return 0 if residents == len(seats) else len(seats)
    # (residents + k) * 100 >= share * (seats + k), solved for k and rounded up.
    return max(0, -(-(share * len(seats) - 100 * residents) // (100 - share)))


def residents_beside_one(share: int) -> int:
    """How many seats for residents to foresee beside one of the independent organisation: three, or what it takes."""
    return 3 if share >= 100 else 3 + seats_missing([RESIDENT] * 3 + [INDEPENDENT], share)


def may_hold_post(kind: str, side: str) -> bool:
    """Whether this side may do this work.

    Municipality and police check no texts and open no residents' post. The clerk of the council works for the
    municipality; whom people tell what they dare not say in public is of the independent organisation.
    """
    if kind in OF_ONE_SIDE:
        return side == OF_ONE_SIDE[kind]
    return kind == "official" or side not in NEVER_HOST


def residents_hold_votes(votes: Iterable[tuple[str, int]], share: int) -> bool:
    """Whether residents have at least `share` per cent of these votes, each a side and how much it weighs."""
    known = list(votes)
    theirs = sum(weight for side, weight in known if side == RESIDENT)
    return theirs > 0 and theirs * 100 >= share * sum(weight for _side, weight in known)


def votes_missing(votes: Iterable[tuple[str, int]], share: int) -> int:
    """How many more votes residents need before they have `share` per cent; 0 when they do. As for seats_missing."""
    return seats_missing([side for side, weight in votes for _vote in range(weight)], share)


@dataclass(frozen=True, slots=True)
class Balance:
    """How many seats, and how many votes, residents are short of their share; both 0 when all is well."""

    seats: int
    votes: int

    @property
    def is_right(self) -> bool:
        """Whether residents hold their share of both."""
        return not self.seats and not self.votes

    def allows(self, then: Balance) -> bool:
        """Whether a table that stands like this may come to stand like that: right, or nearer to it than it was."""
        nearer = then.seats <= self.seats and then.votes <= self.votes and then != self
        return then.is_right or (nearer and not self.is_right)


def balance(votes: Iterable[tuple[str, int]], share: int) -> Balance:
    """How far residents are from this share of the seats and of the votes."""
    known = list(votes)
    return Balance(seats_missing([side for side, _weight in known], share), votes_missing(known, share))


def quorum_met(*, present: Iterable[str], seats: Iterable[str], quorum: int, of_residents: int) -> bool:
    """Whether enough seats are there to decide: of all, and of residents, in per cent. An empty table never is."""
    here, everybody = list(present), list(seats)
    theirs = everybody.count(RESIDENT)
    enough = len(here) * 100 >= quorum * len(everybody)
    return theirs > 0 and enough and here.count(RESIDENT) * 100 >= of_residents * theirs


WAYS = ("consent", "majority", "both")
MOST_SEATS, MOST_VOTES, MOST_KEY_DAYS = 100, 20, 14


@dataclass(frozen=True, slots=True)
class CharterFacts:
    """The rules of a table, as they hold from a day. `number` 0: never written down, so these are the first rules.

    `seats` and `weights` name sides; a side that is not in `seats` has none foreseen, one that is not in `weights`
    has one vote a seat.
    """

    number: int = 0
    since_on: date | None = None
    until_on: date | None = None
    seats: Mapping[str, int] = field(default_factory=lambda: {RESIDENT: 3, INDEPENDENT: 1})
    weights: Mapping[str, int] = field(default_factory=dict)
    residents_share: int = 51
    term_years: int = 4
    most_terms: int = 2
    quorum: int = 51
    quorum_residents: int = 51
    way: str = "consent"
    drawn: int = 0
    review_month: int = 1
    key_days: int = MOST_KEY_DAYS

    def weight_of(self, side: str) -> int:
        """How many votes a seat of this side has."""
        return self.weights.get(side, 1)

    def values(self) -> dict[str, Any]:
        """The rules alone, as the log and a proposal hold them: without number and days."""
        held = {name: value for name, value in asdict(self).items() if name not in _NOT_A_RULE}
        return {**held, "seats": _counted(self.seats), "weights": _counted(self.weights)}

    def with_values(self, values: Mapping[str, Any]) -> CharterFacts:
        """The same with these rules."""
        return replace(self, **{name: value for name, value in values.items() if name not in _NOT_A_RULE})

    def differences(self, other: CharterFacts) -> list[str]:
        """The names of the rules in which the other one differs."""
        mine, theirs = self.values(), other.values()
        return [name for name in mine if mine[name] != theirs[name]]


_NOT_A_RULE = frozenset({"number", "since_on", "until_on"})
_BETWEEN = {
    "residents_share": (51, 100),
    "term_years": (1, 8),
    "most_terms": (1, 5),
    "quorum": (1, 100),
    "quorum_residents": (1, 100),
    "review_month": (1, 12),
    "key_days": (3, MOST_KEY_DAYS),
}


def _counted(numbers: Mapping[str, int]) -> dict[str, int]:
    return {side: numbers[side] for side in sorted(numbers)}


def charter_faults(charter: CharterFacts, sides: Sequence[str]) -> list[str]:
    """What is wrong with these rules, as the names of what to mend; nothing when a table may adopt them.

    Residents hold their share of the seats that are foreseen, and of the votes that go with them; they and the
    independent organisation each have a seat. `sides` are all there are.
    """
    faults = [name for name, (low, high) in _BETWEEN.items() if not low <= getattr(charter, name) <= high]
    if charter.way not in WAYS:
        faults.append("way")
    if not _all_within(charter.seats, sides, MOST_SEATS) or min(_of(charter.seats, s) for s in LEADING_SIDES) < 1:
        return [*faults, "seats"]
    if not _all_within(charter.weights, sides, MOST_VOTES) or charter.weight_of(RESIDENT) < 1:
        return [*faults, "weights"]
    if not 0 <= charter.drawn <= charter.seats[RESIDENT]:
        faults.append("drawn")
    foreseen = [(side, charter.weight_of(side)) for side, count in charter.seats.items() for _seat in range(count)]
    short = balance(foreseen, charter.residents_share)
    return [*faults, *(["share-of-seats"] if short.seats else []), *(["share-of-votes"] if short.votes else [])]


def _of(numbers: Mapping[str, int], side: str) -> int:
    return numbers.get(side, 0)


def _all_within(numbers: Mapping[str, int], sides: Sequence[str], most: int) -> bool:
    return all(side in sides and 0 <= number <= most for side, number in numbers.items())


def months_later(day: date, months: int) -> date:
    """The same day so many months on (or back), or the last day of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first_after = date(day.year + years + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(day.year + years, month + 1, 1) + timedelta(days=day.day - 1), first_after - timedelta(days=1))


def term_until(sat: Iterable[tuple[date, date]], today: date, *, years: int, most: int) -> date | None:
    """Until when a term that begins today may run; None when somebody has sat as long as the rules let them.

    `sat` are the days from and until which they held a seat at this table before. Nobody sits longer than `most`
    terms of `years` in a row; whoever was away for a whole term begins anew. Part of somebody else's term counts for
    as long as it was.
    """
    begun, days = None, 0
    for since, until in sorted(sat):
        if begun is not None and months_later(begun, 12 * years) <= since:
            days = 0
        days += max(0, (min(until, today) - since).days)
        begun = until
    if begun is not None and months_later(begun, 12 * years) <= today:
        days = 0
    left = (months_later(today, 12 * years * most) - today).days - days
    end = min(months_later(today, 12 * years), today + timedelta(days=left))
    return end if end > today else None

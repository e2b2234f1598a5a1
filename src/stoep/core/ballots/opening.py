"""Opening the box: which ballots count, why the others do not, and in an order that says nothing of who came when.

The rule, as it is published before voting: paper goes before screen. Of several papers of one code the one counts on
which the voter ticked "I vote again"; when those say different things, or none is ticked and they say different things,
no paper counts, and then what was cast on a screen counts. Of what was cast on a screen the last one counts. What does
not count is told by number and reason, and nothing disappears in silence.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from stoep.core.ballots import codes, countkey, envelope, inside
from stoep.core.ballots.inside import Ballot, Channel
from stoep.core.ballots.stacks import stacks


class Reason(StrEnum):
    """Why an envelope, or what was in it, does not count."""

    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"  # no such code in this round
    VOID = "void"  # a code that was replaced by another letter
    OTHER_PART = "other-part"  # a ballot of one part of the area with a code of another
    AGAINST_RULES = "against-rules"  # too many crosses, too much money, nothing at all
    REPLACED = "replaced"  # the same code voted again, later
    PAPER_FIRST = "paper-first"
    TWO_PAPERS = "two-papers"


@dataclass(frozen=True, slots=True)
class Known:
    """What the roll says of a code: of which part it is, whether it was made void, and the number of its letter."""

    part: int
    is_void: bool = False
    letter: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts, of one voter: without code, channel, or place in the row of votes."""

    part: int
    choices: tuple[tuple[int, int], ...]
    tracker: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ballots that count, in an order by chance, and how many do not, by reason.

    `stacks`: how many stacks of neighbouring letters were voted with one after another, by size (core.ballots.stacks).
    """

    counted: tuple[Counted, ...]
    left_out: Mapping[Reason, int]
    stacks: Mapping[int, int] = field(default_factory=dict)


Roll = Callable[[str], Known | None]
Rules = Callable[[Ballot], bool]
Told = Callable[[int], None]


def opened(
    envelopes: Iterable[bytes],
    sheets: Sequence[str],
    *,
    public: bytes,
    round_name: str,
    roll: Roll,
    rules: Rules,
    chance: random.Random,
    told: Told = lambda _done: None,
) -> Outcome:
    """Everything in one step: three sheets, the box and the roll in, counted ballots out. `countkey.NotOpened` if not.

    `chance` is `secrets.SystemRandom()`, but in a test. `told` hears how many envelopes are open.
    """
    private = countkey.joined(sheets, public)
    ballots, unreadable = read_all(envelopes, private, round_name=round_name, told=told)
    outcome = settled(ballots, roll=roll, rules=rules, chance=chance)
    left_out = Counter(outcome.left_out)
    left_out[Reason.UNREADABLE] += unreadable
    return replace(outcome, left_out=+left_out)


def read_all(
    envelopes: Iterable[bytes], private: X25519PrivateKey, *, round_name: str, told: Told = lambda _done: None
) -> tuple[list[Ballot], int]:
    """The ballots in these envelopes, and how many envelopes hold none."""
    ballots, unreadable = [], 0
    for at, each in enumerate(envelopes, 1):
        try:
            ballots.append(inside.read(envelope.open_up(each, private, round_name=round_name)))
        except (envelope.Unreadable, inside.NoBallot):
            unreadable += 1
        told(at)
    return ballots, unreadable


def settled(ballots: Iterable[Ballot], *, roll: Roll, rules: Rules, chance: random.Random) -> Outcome:
    """One ballot a code, by the published rule, shuffled. The order in which they come makes no difference."""
    left_out: Counter[Reason] = Counter()
    by_code: dict[str, list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        by_code[codes.read(ballot.code) or ballot.code].append(ballot)
    counting, cast = [], list[tuple[int, int]]()
    for code, of_code in by_code.items():
        known = roll(code)
        if known is not None:
            cast += [(each.sequence, known.letter) for each in of_code if each.channel == Channel.SCREEN]
        one = _one_of(of_code, known, rules, left_out)
        if one is not None:
            counting.append(Counted(one.part, one.choices, one.tracker))
    chance.shuffle(counting)
    return Outcome(_without_repeated_trackers(counting), left_out, stacks(cast, chance))


def _one_of(ballots: list[Ballot], known: Known | None, rules: Rules, left_out: Counter[Reason]) -> Ballot | None:
    """The one of these ballots of one code that counts, if any; what does not is added to `left_out`."""
    sound = []
    for ballot in ballots:
        reason = _why_not(ballot, known, rules)
        if reason is None:
            sound.append(ballot)
        else:
            left_out[reason] += 1
    paper = _papers(sound, left_out)
    screen = sorted((each for each in sound if each.channel == Channel.SCREEN), key=_lateness)
    if paper is not None:
        left_out[Reason.PAPER_FIRST] += len(screen)
        return paper
    left_out[Reason.REPLACED] += max(0, len(screen) - 1)
    return screen[-1] if screen else None


def _why_not(ballot: Ballot, known: Known | None, rules: Rules) -> Reason | None:
    if known is None:
        return Reason.UNKNOWN
    if known.is_void:
        return Reason.VOID
    if ballot.part != known.part:
        return Reason.OTHER_PART
    # What counts for nothing does not replace what counts either: a paper without a cross leaves the vote on a screen.
    return None if ballot.choices and rules(ballot) else Reason.AGAINST_RULES


def _papers(sound: list[Ballot], left_out: Counter[Reason]) -> Ballot | None:
    """The paper that counts: one that says "I vote again" before others, and several only when they say the same."""
    papers = [each for each in sound if each.channel != Channel.SCREEN]
    deciding = [each for each in papers if each.channel == Channel.AGAIN] or papers
    if len({each.choices for each in deciding}) > 1:
        left_out[Reason.TWO_PAPERS] += len(papers)
        return None
    left_out[Reason.REPLACED] += max(0, len(papers) - 1)
    return max(deciding, key=_lateness, default=None)


def _lateness(ballot: Ballot) -> tuple[int, bytes]:
    # The same number twice cannot be. If it is, what is written decides, and not who came first.
    return ballot.sequence, inside.write(ballot)


def _without_repeated_trackers(counting: list[Counted]) -> tuple[Counted, ...]:
    """A mark that stands on two ballots proves nothing to either of their voters: then neither keeps it."""
    seen = Counter(each.tracker for each in counting if each.tracker)
    return tuple(replace(each, tracker="") if seen[each.tracker] > 1 else each for each in counting)

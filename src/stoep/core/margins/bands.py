"""Whether a group is there as often as it lives here: far too few, too few, about right, or too little known to say.

A judgement is worked out from what may be published, never from what is hidden: a group of which only "fewer than
ten" may be said is judged as if there were nine. So a judgement gives nobody away that the table did not.

What each word means, per band of a question (docs/decisions/0016):
- too few: there are fewer than four fifths of their share (the rule of thumb of 29 CFR 1607.4(D), 1978), and a fair
  draw would bring so few at most once in twenty times;
- far too few: fewer than half their share, and even out of a group half as large a fair draw would bring so few at most
  once in twenty times;
- about right: neither, and a fair draw would have shown it. More than their share is about right too: it is no fault.
- too little known: fewer than fifty people answered, or the group is so small that nobody coming would be no
  surprise, or what is hidden could turn the answer.

Who did not answer is counted in two ways: as if they were like those who did, and as if all of them belonged to this
group (the worst case of Manski, "Anatomy of the selection problem", Journal of Human Resources 24 (1989) 343-360). The
first decides, as long as half answered; `surely` says whether the second agrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from stoep.core.margins import chance

ENOUGH = 50  # answers, before anything is said; the base of a percentage too
SELDOM = Fraction(1, 20)
CLOSE = Fraction(4, 5)
HALF = Fraction(1, 2)
RARITIES = (1000, 100, 20)  # what a page can say: less than once in so many draws


class Standing(Enum):
    """How a group takes part, set against its share of the people who live here. None of them is a mark for anybody."""

    FAR_TOO_FEW = "far too few"
    TOO_FEW = "too few"
    ABOUT_RIGHT = "about right"
    TOO_LITTLE_KNOWN = "too little is known to say"


MISSING = (Standing.FAR_TOO_FEW, Standing.TOO_FEW)


@dataclass(frozen=True, slots=True)
class Between:
    """A number of people as far as a reader can know it; the same twice when it is shown."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What can be said of one band, with its uncertainty in numbers that fit in a sentence.

    `expected` would be there if everybody came equally often, and `usual` is what chance alone makes of that, 19
    times out of 20. `once_in`: a fair draw brings so few at most once in 20, 100 or 1000 times. `surely`: it holds
    whoever did not answer, even if all of them belonged to this group, or none.
    """

    standing: Standing
    expected: Fraction | None = None
    usual: tuple[int, int] | None = None
    once_in: int | None = None
    surely: bool = False


UNKNOWN = Judgement(Standing.TOO_LITTLE_KNOWN)


def compare(
    *,
    seen: Mapping[str, Between],
    silent: Between,
    participants: int,
    official: Mapping[str, int | None],
    residents: int,
) -> dict[str, Judgement]:
    """One question: per official band the judgement, in the order of the official figures.

    `silent` did not answer it; `official` counts the residents per band, None where the figure is secret or unknown;
    they are out of `residents`. A band that nobody can have said (absent from `seen`) is too little known.
    """
    return {
        band: judge(seen=seen[band], silent=silent, participants=participants, group=group, residents=residents)
        if group is not None and band in seen
        else UNKNOWN
        for band, group in official.items()
    }


def judge(*, seen: Between, silent: Between, participants: int, group: int, residents: int) -> Judgement:
    """One band: `seen` of the participants said so, out of a `group` among `residents`. The milder reading counts."""
    if not 0 <= group <= residents or seen.least + silent.least > participants:
        raise ValueError("these numbers do not go together")
    answered = participants - silent.most
    if answered < ENOUGH or participants > residents or not group:
        return UNKNOWN
    many = min(seen.most, answered)
    liked = _standing(many, answered, group, residents)
    worst = _standing(min(many + silent.most, participants), participants, group, residents)
    standing = liked if 2 * answered >= participants else worst
    if standing is Standing.ABOUT_RIGHT and not _stays_right(seen, silent, participants, group, residents):
        return UNKNOWN
    if standing is Standing.TOO_LITTLE_KNOWN:
        return UNKNOWN
    if standing is Standing.ABOUT_RIGHT:  # then the worst is that nobody who was silent belongs to the group
        worst = _standing(seen.least, participants, group, residents)
    return Judgement(
        standing=standing,
        expected=Fraction(answered * group, residents),
        usual=chance.usual(drawn=answered, marked=group, of=residents, outside=SELDOM),
        once_in=_once_in(many, answered, group, residents) if standing in MISSING else None,
        surely=worst is standing,
    )


def _stays_right(seen: Between, silent: Between, participants: int, group: int, residents: int) -> bool:
    """Whether about right holds at the other end too: the fewest that there can be, of the most answers."""
    answered = participants - silent.least
    fewest = _standing(min(seen.least, answered), answered, group, residents)
    return fewest is Standing.ABOUT_RIGHT and 2 * (participants - silent.most) >= participants


def _standing(count: int, answered: int, group: int, residents: int) -> Standing:
    """The words above, for one number of people."""
    share = Fraction(count * residents, answered * group)
    if share >= CLOSE:
        return Standing.ABOUT_RIGHT
    if chance.at_most(count, drawn=answered, marked=group, of=residents) > SELDOM:
        nobody = chance.at_most(0, drawn=answered, marked=group, of=residents)
        return Standing.ABOUT_RIGHT if nobody <= SELDOM else Standing.TOO_LITTLE_KNOWN
    if share < HALF and chance.at_most(count, drawn=answered, marked=group // 2, of=residents) <= SELDOM:
        return Standing.FAR_TOO_FEW
    return Standing.TOO_FEW


def _once_in(count: int, answered: int, group: int, residents: int) -> int | None:
    """The largest of the round numbers that the chance stays below."""
    rare = chance.at_most(count, drawn=answered, marked=group, of=residents)
    return next((times for times in RARITIES if rare * times <= 1), None)

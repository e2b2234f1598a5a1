"""The choices that are made and printed before a vote: rule, utility, completion, tie-break."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from stoep.core.counting.elections import Election, Kind
from stoep.core.counting.problems import Problem, Unfit


class Method(Enum):
    """A rule by its published name; the value is the word for `./stoep count --rule`."""

    GREEDY = "greedy"
    GREEDY_NO_SKIP = "greedy-no-skip"
    EQUAL_SHARES = "equal-shares"
    PHRAGMEN = "phragmen"


class Utility(Enum):
    """What a winner is worth to who supports it, in equal shares: its cost, one, or the points that they gave."""

    COST = "cost"
    CARDINALITY = "cardinality"
    POINTS = "points"


class Completion(Enum):
    """What is done with money that equal shares leaves unspent.

    ADD1: everybody's virtual share grows by 1 (euro, zloty) as long as the winners stay within the budget: it stops
    before the first step that would overspend, as in Wieliczka and Świecie 2023. ADD1_EXHAUSTIVE stops already when
    nothing more fits. UTILITARIAN: the others by most votes first, as long as they fit. The last two do one after
    the other.
    """

    NONE = "none"
    ADD1 = "add1"
    ADD1_EXHAUSTIVE = "add1-exhaustive"
    UTILITARIAN = "utilitarian"
    ADD1_UTILITARIAN = "add1-utilitarian"
    ADD1_EXHAUSTIVE_UTILITARIAN = "add1-exhaustive-utilitarian"


RAISED = {
    Completion.ADD1: False,
    Completion.ADD1_UTILITARIAN: False,
    Completion.ADD1_EXHAUSTIVE: True,
    Completion.ADD1_EXHAUSTIVE_UTILITARIAN: True,
}  # which completions raise the share, and whether they stop once nothing more fits
FILLED = (Completion.UTILITARIAN, Completion.ADD1_UTILITARIAN, Completion.ADD1_EXHAUSTIVE_UTILITARIAN)


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything that decides a count, apart from the ballots.

    `order` is the tie-break: the ids of all projects, first goes first; empty for natural order (2 before 10).
    `keep_caps`: most votes first also keeps to the budgets per category or neighbourhood.
    `compared`: equal shares gives way where more voters get more winners by most votes first (Pabulib: "-comparison").
    """

    method: Method = Method.EQUAL_SHARES
    utility: Utility = Utility.COST
    completion: Completion = Completion.ADD1
    order: tuple[str, ...] = ()
    keep_caps: bool = False
    compared: bool = False

    def fit(self, election: Election) -> None:
        """Unfit where the parts of this rule do not go together, or not with these ballots."""
        if self.keep_caps and self.method not in (Method.GREEDY, Method.GREEDY_NO_SKIP):
            raise Unfit("caps-only-with-greedy")
        if self.compared and self.method is not Method.EQUAL_SHARES:
            raise Unfit("comparison-only-with-equal-shares")
        flat = election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE)
        if self.method is Method.EQUAL_SHARES and self.utility is Utility.POINTS and flat:
            raise Unfit("points-without-points", kind=election.kind.value)

    def told(self, election: Election) -> tuple[Problem, ...]:
        """What an election says that does not bind under this rule."""
        greedy = self.method in (Method.GREEDY, Method.GREEDY_NO_SKIP)
        caps = (Problem("caps-not-kept"),) if election.caps and not self.keep_caps else ()
        threshold = (Problem("threshold-not-kept"),) if election.threshold and not greedy else ()
        return (*caps, *threshold)


PABULIB = {
    "greedy": Rule(Method.GREEDY),
    "greedy-threshold": Rule(Method.GREEDY),
    "greedy-no-skip": Rule(Method.GREEDY_NO_SKIP),
    "equalshares": Rule(completion=Completion.NONE),
    "equalshares-comparison": Rule(completion=Completion.NONE, compared=True),
    "equalshares/add1": Rule(),
    "equalshares/add1-comparison": Rule(compared=True),
}


def of_pabulib(name: str) -> Rule | None:
    """The rule that a file of Pabulib names, or None where we have none by that name."""
    return PABULIB.get(name.strip())


def to_pabulib(rule: Rule) -> str:
    """The word for a rule in a file for Pabulib; "unknown" where it has no word for it."""
    bare = Rule(rule.method, rule.utility, rule.completion, compared=rule.compared)
    if rule.method is not Method.EQUAL_SHARES:
        bare = Rule(rule.method)
    return next((name for name, known in PABULIB.items() if known == bare), "unknown")

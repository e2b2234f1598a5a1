"""Equal shares and what is done with the money that it leaves: see `rules.Completion` for what each one means.

The cost of the winners does not only grow with the share: it can fall back under the budget after it was over it. So
the share is raised step by step, and the first step that overspends is the end. `lasting` knows which need no run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from stoep.core.counting import greedy, lasting, tally
from stoep.core.counting.elections import Election
from stoep.core.counting.equal_shares import Run, purchases
from stoep.core.counting.outcomes import Outcome, Purchase
from stoep.core.counting.problems import Unfit
from stoep.core.counting.profiles import Profile
from stoep.core.counting.rules import FILLED, RAISED, Rule

STEP = Fraction(1)
MOST_STEPS = 100_000


def equal_shares(election: Election, rule: Rule, places: Mapping[str, int]) -> Outcome:
    """The winners by equal shares, completed as the rule says."""
    profile = Profile.of(election, rule.utility)
    share, raised = Fraction(election.budget, profile.voters), 0
    if rule.completion in RAISED:
        raised = _raise(election, profile, share, places, until_full=RAISED[rule.completion])
    run = Run(profile, share + raised * STEP, places)
    run.go(telling=True)
    won = tuple(purchases(run, profile))
    filled: tuple[str, ...] = ()
    if rule.completion in FILLED:
        filled = tuple(greedy.choose(election, places, taken=tuple(each.project for each in won)))
    return Outcome(
        rule=rule,
        winners=(*won, *(Purchase(each) for each in filled)),
        share=share + raised * STEP,
        raised=raised,
        filled=filled,
        left=_left(run, profile),
    )


def _raise(
    election: Election, profile: Profile, share: Fraction, places: Mapping[str, int], *, until_full: bool
) -> int:
    """How many times the share may grow by one. Steps that surely change nothing are passed over."""
    most = sum(1 for each in profile.supporters if each.total)
    run, raised, pauses = Run(profile, share, places), 0, lasting.Pauses(profile)
    won = run.go()
    while raised < MOST_STEPS:
        if len(won) == most or (until_full and _is_full(election, profile, won)):
            return raised
        raised += pauses.steps(profile, share + raised * STEP, STEP, run.went, places, MOST_STEPS - raised - 1)
        run = Run(profile, share + (raised + 1) * STEP, places)
        won = run.go()
        if sum((profile.exact_cost[at] for at in won), Fraction(0)) > election.budget:
            return raised
        raised += 1
    raise Unfit("too-many-steps", most=MOST_STEPS)


def _is_full(election: Election, profile: Profile, won: list[int]) -> bool:
    """Whether none of the other projects fits in what is left."""
    room = election.budget - sum((profile.exact_cost[at] for at in won), Fraction(0))
    return not any(cost <= room for at, cost in enumerate(profile.exact_cost) if at not in won)


def _left(run: Run, profile: Profile) -> dict[str, Fraction]:
    """What the supporters of each project that did not win have left together."""
    bought = set(run.bought)
    return {
        name: run.ledger.money(profile.supporters[at].classes)
        for at, name in enumerate(profile.ids)
        if at not in bought
    }


def compare(election: Election, outcome: Outcome, places: Mapping[str, int]) -> Outcome:
    """The comparison step: most votes first instead, where more voters have more winners by it than by equal shares."""
    others = greedy.choose(election, places)
    mine, theirs = set(outcome.ids), set(others)
    for_mine = for_theirs = 0
    for ballot, many in election.ballots.items():
        choices = {choice for choice, _points in tally.supported(ballot, election)}
        ours, their = len(choices & mine), len(choices & theirs)
        for_mine += many * (ours > their)
        for_theirs += many * (their > ours)
    if for_theirs <= for_mine:
        return replace(outcome, preferring=(for_mine, for_theirs))
    winners = tuple(Purchase(each) for each in others)
    return Outcome(outcome.rule, winners, preferring=(for_mine, for_theirs), gave_way=True)

"""One door for all rules: an election and a rule in, the outcome out."""

from __future__ import annotations

from stoep.core.counting import completions, greedy, phragmen, ties
from stoep.core.counting.elections import Election
from stoep.core.counting.outcomes import Outcome, Purchase
from stoep.core.counting.rules import Method, Rule


def count(election: Election, rule: Rule) -> Outcome:
    """The winners of an election by a rule. Unfit where they do not go together; never a guess."""
    rule.fit(election)
    places = ties.places(rule.order or ties.named("natural", election), election)
    if rule.method is Method.EQUAL_SHARES:
        outcome = completions.equal_shares(election, rule, places)
        return completions.compare(election, outcome, places) if rule.compared else outcome
    if rule.method is Method.PHRAGMEN:
        return Outcome(rule, tuple(phragmen.choose(election, places)))
    skipping = rule.method is Method.GREEDY
    chosen = greedy.choose(election, places, skipping=skipping, keep_caps=rule.keep_caps)
    return Outcome(rule, tuple(Purchase(each) for each in chosen))

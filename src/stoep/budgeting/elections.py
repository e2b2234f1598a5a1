"""What is counted, out of ballots that were opened: the same plain values that anybody reads from the files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from stoep.budgeting import queries
from stoep.budgeting.models import Part, Round
from stoep.core.counting import showing, writing
from stoep.core.counting.counts import count
from stoep.core.counting.elections import Ballot, Election, Kind, Limits, Project, gather
from stoep.core.counting.explaining import explain
from stoep.core.counting.outcomes import Outcome
from stoep.core.counting.rules import Completion, Method, Rule, Utility, to_pabulib

METHODS = {
    Round.Rule.MOST_VOTES: Method.GREEDY,
    Round.Rule.EQUAL_SHARES: Method.EQUAL_SHARES,
    Round.Rule.PHRAGMEN: Method.PHRAGMEN,
}
Choices = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What is published of one part: the file of ballots (only totals, where those are enough), rule and outcome."""

    ballots: str
    rule: dict[str, Any]
    outcome: dict[str, Any]


def rule_of(part: Part) -> Rule:
    """The rule that was printed on the ballot, with the order that decides between equals."""
    round = part.round
    here = {project.ballot_number for project in queries.projects(part)}
    order = tuple(str(number) for number in round.tie_order if number in here)
    method = METHODS[Round.Rule(round.rule)]
    if method is not Method.EQUAL_SHARES:
        return Rule(method, completion=Completion.NONE, order=order)
    return Rule(method, Utility(round.utility), Completion(round.completion), order=order)


def published(part: Part, ballots: Iterable[Choices]) -> Published:
    """Count this part. Identical ballots are taken together, so that no order of ballots is left anywhere."""
    rule = rule_of(part)
    election = _election(part, ballots)
    if election is None:
        return Published("", as_rule(rule), {"winners": [], "others": [], "voters": 0, "sentences": []})
    outcome = count(election, rule)
    told: dict[str, Any] = json.loads(showing.as_json(election, outcome)) | _in_codes(election, outcome)
    meta = {"description": part.round.title, "country": "Nederland", "unit": part.name, "currency": "EUR"}
    # With most votes first the totals say all; full ballots would only help to find somebody with a rare combination.
    needed = rule.method is not Method.GREEDY
    text = writing.write(election, rule=to_pabulib(rule), selected=outcome.ids, meta=meta, with_ballots=needed)
    return Published(text, as_rule(rule), told)


def _in_codes(election: Election, outcome: Outcome) -> dict[str, Any]:
    """The explanation as codes with their values, so that every language of the page says it; money as whole cents."""
    told = explain(election, outcome)
    said = [
        [each.code, {key: {"cents": round(value * 100)} if isinstance(value, Fraction) else value
                     for key, value in each.values.items()}]
        for each in told.said
    ]  # fmt: skip
    near = {each.project: each.near.lacking.value for each in told.accounts if each.near}
    return {"said": said, "near": near}


def as_rule(rule: Rule) -> dict[str, Any]:
    """The rule as verify/stoep-recount.py reads it."""
    return {
        "rule": rule.method.value,
        "utility": rule.utility.value,
        "completion": rule.completion.value,
        "tie_break": list(rule.order),
        "compare": False,
        "keep_caps": False,
    }


def _election(part: Part, ballots: Iterable[Choices]) -> Election | None:
    round = part.round
    pointed = round.ballot == Round.Ballot.POINTS
    kind = Kind.CUMULATIVE if pointed else Kind.APPROVAL
    cast = [_ballot(choices, pointed=pointed) for choices in ballots]
    projects = tuple(
        Project(str(idea.ballot_number), Fraction(idea.cents or 0, 100), idea.title) for idea in queries.projects(part)
    )
    if not cast or not projects:
        return None
    return Election(Fraction(part.cents, 100), projects, gather(cast, kind), kind, _limits(part, round))


def _ballot(choices: Choices, *, pointed: bool) -> Ballot:
    names = tuple(str(number) for number, _points in choices)
    return Ballot(names, tuple(Fraction(points) for _number, points in choices) if pointed else ())


def _limits(part: Part, round: Round) -> Limits:
    if round.ballot == Round.Ballot.KNAPSACK:
        return Limits(min_length=1, max_sum_cost=Fraction(part.cents, 100))
    if round.ballot == Round.Ballot.POINTS:
        return Limits(min_length=1, max_sum_points=Fraction(round.most or 0))
    return Limits(min_length=1, max_length=round.most)

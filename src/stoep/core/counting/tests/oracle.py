"""The rules once more, slow and plain: written from the papers, in fractions, voter by voter, sharing no code.

An election here is (budget, costs, voters): `voters` is a list with, for each voter, how many points they give to what
they support. `order` is the tie-break, a list of ids.
"""

from __future__ import annotations

from fractions import Fraction

from stoep.core.counting.elections import Election, Kind

Costs = dict[str, Fraction]
Voters = list[dict[str, Fraction]]


def plain(election: Election) -> tuple[Fraction, Costs, Voters]:
    """An election as the rules below want it."""
    voters: Voters = []
    longest = election.limits.max_length or len(election.projects)
    for ballot, many in election.ballots.items():
        if election.kind is Kind.ORDINAL:
            given = {name: Fraction(longest - at) for at, name in enumerate(ballot.choices) if longest > at}
        elif ballot.points:
            given = {name: points for name, points in zip(ballot.choices, ballot.points, strict=True) if points > 0}
        else:
            given = {name: Fraction(1) for name in ballot.choices}
        voters += [given] * many
    return election.budget, {project.id: project.cost for project in election.projects}, voters


def greedy(
    budget: Fraction, costs: Costs, voters: Voters, order: list[str], *, skipping: bool, threshold: Fraction
) -> list[str]:
    """Most points first."""
    points = {name: sum((voter.get(name, Fraction(0)) for voter in voters), Fraction(0)) for name in costs}
    chosen: list[str] = []
    for name in sorted(costs, key=lambda each: (-points[each], order.index(each))):
        if points[name] == 0 or points[name] < threshold:
            continue
        if sum(costs[each] for each in chosen) + costs[name] <= budget:
            chosen.append(name)
        elif not skipping:
            break
    return chosen


def affordable(cost: Fraction, utilities: list[Fraction], left: list[Fraction]) -> Fraction | None:
    """The least rho for which the supporters' min(balance, rho times utility) make up the cost; None if none does."""
    if sum(left, Fraction(0)) < cost:
        return None
    paid, worth = Fraction(0), sum(utilities, Fraction(0))
    for own, utility in sorted(zip(left, utilities, strict=True), key=lambda each: each[0] / each[1]):
        rho = (cost - paid) / worth
        if rho * utility <= own:
            return rho
        paid, worth = paid + own, worth - utility
    raise AssertionError("there was enough money")


def equal_shares(
    costs: Costs, voters: Voters, order: list[str], share: Fraction, utility: str
) -> tuple[list[str], list[dict[int, Fraction]]]:
    """The winners and, for each, who pays how much: Peters, Pierczyński and Skowron (2021), section 3."""
    left, chosen, payments = [share] * len(voters), list[str](), list[dict[int, Fraction]]()
    supporters = {name: [at for at, voter in enumerate(voters) if name in voter] for name in costs}

    def value(at: int, name: str) -> Fraction:
        return {"cost": costs[name], "cardinality": Fraction(1)}.get(utility, voters[at][name])

    while True:
        found: list[tuple[Fraction, int, str]] = []
        for name in costs:
            if name in chosen or not supporters[name]:
                continue
            utilities = [value(at, name) for at in supporters[name]]
            rho = affordable(costs[name], utilities, [left[at] for at in supporters[name]])
            if rho is not None:
                found.append((rho, order.index(name), name))
        if not found:
            return chosen, payments
        rho, _place, best = min(found)
        paid = {at: min(left[at], rho * value(at, best)) for at in supporters[best]}
        assert sum(paid.values()) == costs[best]
        for at, own in paid.items():
            left[at] -= own
        chosen.append(best)
        payments.append(paid)


def add1(
    budget: Fraction, costs: Costs, voters: Voters, order: list[str], utility: str, *, until_full: bool
) -> tuple[list[str], Fraction]:
    """Raise the share by one as long as the winners stay within the budget; the winners and the last share."""
    share = budget / len(voters)
    chosen, _ = equal_shares(costs, voters, order, share, utility)
    wanted = {name for name in costs if any(name in voter for voter in voters)}
    while set(chosen) != wanted:
        spent = sum(costs[name] for name in chosen)
        if until_full and not any(name not in chosen and spent + costs[name] <= budget for name in costs):
            break
        following, _ = equal_shares(costs, voters, order, share + 1, utility)
        if sum(costs[name] for name in following) > budget:
            break
        chosen, share = following, share + 1
    return chosen, share


def utilitarian(budget: Fraction, costs: Costs, voters: Voters, order: list[str], chosen: list[str]) -> list[str]:
    """Fill what is left by most points first."""
    filled = list(chosen)
    points = {name: sum((voter.get(name, Fraction(0)) for voter in voters), Fraction(0)) for name in costs}
    for name in sorted(costs, key=lambda each: (-points[each], order.index(each))):
        fits = sum(costs[each] for each in filled) + costs[name] <= budget
        if points[name] and name not in filled and fits:
            filled.append(name)
    return filled


def phragmen(budget: Fraction, costs: Costs, voters: Voters, order: list[str]) -> list[str]:
    """Everybody's money grows at the same pace; a group buys what it wants as soon as it can."""
    loads, chosen = [Fraction(0)] * len(voters), list[str]()
    while True:
        found: list[tuple[Fraction, int, str]] = []
        for name in costs:
            supporters = [at for at, voter in enumerate(voters) if name in voter]
            if name not in chosen and supporters and costs[name] <= budget:
                carried = sum((loads[at] for at in supporters), Fraction(0))
                found.append(((costs[name] + carried) / len(supporters), order.index(name), name))
        if not found:
            return chosen
        load, _place, best = min(found)
        spent = sum(costs[each] for each in chosen)
        if any(own == load and spent + costs[name] > budget for own, _at, name in found):
            return chosen
        for at, voter in enumerate(voters):
            if best in voter:
                loads[at] = load
        chosen.append(best)

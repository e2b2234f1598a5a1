"""The outcome for a terminal, and as JSON for another program."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from stoep.core.counting import numerals, ties, words
from stoep.core.counting.elections import Election
from stoep.core.counting.explaining import Account, explain
from stoep.core.counting.outcomes import Outcome

WIDEST = 44


def table(election: Election, outcome: Outcome) -> str:
    """Six sentences, the winners with what they cost per voter, and the others with how near they came."""
    told = explain(election, outcome)
    lines = [words.said(said) for said in told.said]
    won = [account for account in told.accounts if account.place is not None]
    lost = [account for account in told.accounts if account.place is None]
    lines += ["", f"{'':>3} {'id':<10} {'cost':>14} {'votes':>7} {'per voter':>12}  name"]
    lines += [_winner(account) for account in won]
    if lost:
        lines += ["", f"{'':>3} {'id':<10} {'cost':>14} {'votes':>7}  not chosen"]
        lines += [_loser(account) for account in lost]
    lines += [
        "",
        f"When equal, this order decided: {', '.join(outcome.rule.order or ties.named('natural', election))}.",
    ]
    return "\n".join(lines) + "\n"


def _winner(account: Account) -> str:
    per = "added" if account.filled else numerals.short(account.per_voter) if account.per_voter is not None else "-"
    cost, name = numerals.short(account.cost), account.name[:WIDEST]
    return f"{account.place:>3} {account.project:<10} {cost:>14} {account.votes:>7} {per:>12}  {name}".rstrip()


def _loser(account: Account) -> str:
    assert account.near is not None
    name = f"{account.name[:WIDEST]}: " if account.name else ""
    cost, told = numerals.short(account.cost), words.near(account.near)
    return f"{'':>3} {account.project:<10} {cost:>14} {account.votes:>7}  {name}{told}"


def as_json(election: Election, outcome: Outcome) -> str:
    """Everything as one object: `winners` is a list of objects with id, name, cost and votes."""
    told = explain(election, outcome)
    rule = outcome.rule
    shown = {
        "rule": rule.method.value,
        "utility": rule.utility.value if outcome.share is not None else None,
        "completion": rule.completion.value if outcome.share is not None else None,
        "tie_break": list(rule.order or ties.named("natural", election)),
        "budget": _number(told.budget),
        "spent": _number(told.spent),
        "left": _number(told.left),
        "voters": told.voters,
        "voters_with_a_winner": told.glad,
        "share": None if outcome.share is None else str(outcome.share),
        "raised": outcome.raised,
        "winners": [_won(account) for account in told.accounts if account.place is not None],
        "others": [_lost(account) for account in told.accounts if account.place is None],
        "sentences": [words.said(said) for said in told.said],
        "notices": [words.problem(notice) for notice in election.notices],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _won(account: Account) -> dict[str, Any]:
    shown = _shown(account) | {"added_by_completion": account.filled}
    if account.price is None:
        return shown
    return shown | {"price": str(account.price), "paid_in_full": account.full, "paid_the_rest": account.emptied}


def _lost(account: Account) -> dict[str, Any]:
    assert account.near is not None
    money = account.near.money
    short = None if money is None else float(money)
    return _shown(account) | {"why": words.near(account.near), "short_votes": account.near.votes, "short_money": short}


def _shown(account: Account) -> dict[str, Any]:
    return {
        "id": account.project,
        "name": account.name,
        "cost": _number(account.cost),
        "votes": account.votes,
        "points": _number(account.points),
    }


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


FORMATS = {"table": table, "json": as_json}

#!/usr/bin/env python3
"""stoep-recount: count a vote about money again from its published files, with Python 3.11 or later alone.

    python3 stoep-recount.py ronde.pb rule.json result.json
    python3 stoep-recount.py ronde.pb rule.json --json

`ronde.pb` holds the projects and every ballot (Pabulib's format), `rule.json` what was agreed before the vote:

    {"rule": "equal-shares", "utility": "cost", "completion": "add1", "tie_break": ["3", "1", "2"],
     "compare": false, "keep_caps": false}

and `result.json` what was published: {"winners": [{"id": "3"}, ...]}. With most votes first the totals of each project
are enough, and the file may hold no ballots: then only what follows from the totals is counted again. It counts
in whole numbers and fractions, so nothing is rounded, and it shares no code with the program that counted first.
Ends with 0: counted, and the same as what was published. 1: another result. 2: not readable, or a wrong call.
3: counted, but compared with nothing. Licence: EUPL-1.2.

The rules. Most votes first (greedy, greedy-no-skip). Equal shares: Peters, Pierczyński, Skowron (2021). Phragmén's
sequential rule with costs: Los, Christoff, Grossi (2022). A tie goes to who stands first in `tie_break`.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Any

SECTIONS = ("META", "PROJECTS", "VOTES")
RULES = ("greedy", "greedy-no-skip", "equal-shares", "phragmen")
UTILITIES = ("cost", "cardinality", "points")
COMPLETIONS = ("none", "utilitarian", "add1", "add1-utilitarian", "add1-exhaustive", "add1-exhaustive-utilitarian")
PARTS = {
    "category": ("categories", "budget_per_category"),
    "neighborhood": ("neighborhoods", "budget_per_neighborhood"),
    "subdistrict": ("subdistricts", "budget_per_subdistrict"),
}
Row = dict[str, str]


class Unreadable(Exception):
    """A file is not what it should be; the message says which and where, in two languages."""


# --- The files --------------------------------------------------------------------------------------------------


def number(written: str, where: str) -> Fraction:
    """A number with a decimal point or a decimal comma."""
    try:
        return Fraction(written.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise Unreadable(f"geen getal / not a number: {where}: {written[:40]!r}") from None


def sections(path: Path) -> dict[str, list[Row]]:
    """The rows under each section, each as a row of named cells."""
    found: dict[str, list[Row]] = {}
    names: list[str] = []
    section = ""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [cells for cells in csv.reader(file, delimiter=";") if any(cell.strip() for cell in cells)]
        for cells in rows:
            word = cells[0].strip().upper()
            if word in SECTIONS and not any(cell.strip() for cell in cells[1:]):
                if word in found:
                    raise Unreadable(f"{word} staat er twee keer / stands there twice")
                section, names, found[word] = word, [], []
            elif not section:
                raise Unreadable("META ontbreekt / META is missing")
            elif not names:
                names = [cell.strip().lower() for cell in cells]
            elif section == "META":
                found[section].append({"key": cells[0].strip().lower(), "value": ";".join(cells[1:]).strip()})
            else:
                found[section].append(dict(zip(names, (cell.strip() for cell in cells), strict=False)))
    if set(found) != set(SECTIONS):
        raise Unreadable(f"er ontbreekt een deel / a section is missing: {sorted(set(SECTIONS) - set(found))}")
    return found


@dataclass
class Round:
    """What was voted on, and how: each different ballot with the points that it gives and how often it was cast."""

    budget: Fraction
    projects: dict[str, Row] = field(default_factory=dict)
    cost: dict[str, Fraction] = field(default_factory=dict)
    ballots: list[tuple[dict[str, Fraction], int]] = field(default_factory=list)
    threshold: Fraction = Fraction(0)
    caps: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    pointed: bool = False
    totals: dict[str, Fraction] = field(default_factory=dict)
    counted: int = 0

    @property
    def voters(self) -> int:
        """How many ballots were cast."""
        return self.counted or sum(many for _points, many in self.ballots)

    def votes(self) -> dict[str, int]:
        """On how many ballots each project stands."""
        if self.totals:
            return {name: int(row["votes"]) for name, row in self.projects.items()}
        return {name: sum(many for points, many in self.ballots if name in points) for name in self.projects}

    def points(self) -> dict[str, Fraction]:
        """The points of each project together."""
        if self.totals:
            return dict(self.totals)
        total = dict.fromkeys(self.projects, Fraction(0))
        for given, many in self.ballots:
            for name, own in given.items():
                total[name] += own * many
        return total


def read_round(path: Path) -> Round:
    """The round in a file; Unreadable where something does not fit."""
    found = sections(path)
    meta = {row["key"]: row["value"] for row in found["META"]}
    kind = meta.get("vote_type", "")
    if kind not in {"approval", "choose-1", "ordinal", "cumulative", "scoring"}:
        raise Unreadable(f"vote_type onbekend / unknown: {kind!r}")
    whole = Round(budget=number(meta.get("budget", ""), "budget"), pointed=kind not in {"approval", "choose-1"})
    for row in found["PROJECTS"]:
        name = row.get("project_id", "")
        if not name or name in whole.projects:
            raise Unreadable(f"project zonder eigen nummer / without an id of its own: {name!r}")
        whole.projects[name] = row
        whole.cost[name] = number(row.get("cost", ""), name)
    if whole.budget <= 0 or min(whole.cost.values(), default=Fraction(0)) <= 0:
        raise Unreadable("budget en kosten moeten boven nul zijn / budget and costs must be above zero")
    if meta.get("min_project_score_threshold"):
        whole.threshold = number(meta["min_project_score_threshold"], "threshold")
    whole.caps = read_caps(meta)
    longest = int(number(meta["max_length"], "max_length")) if meta.get("max_length") else len(whole.projects)
    if found["VOTES"]:
        read_ballots(whole, found["VOTES"], kind, longest or len(whole.projects))
    else:
        read_totals(whole, meta.get("num_votes", ""))
    return whole


def read_totals(whole: Round, voters: str) -> None:
    """What each project has, where no ballots are published."""
    if not voters.isdecimal() or not int(voters):
        raise Unreadable("er zijn geen stemmen / there are no votes")
    whole.counted = int(voters)
    for name, row in whole.projects.items():
        votes = row.get("votes", "")
        if not votes.isdecimal() or int(votes) > whole.counted:
            raise Unreadable(f"stemmen van / votes of {name}: {votes[:40]!r}")
        whole.totals[name] = number(row.get("score", ""), name) if whole.pointed else Fraction(votes)


def read_caps(meta: dict[str, str]) -> dict[tuple[str, str], Fraction]:
    """The most that each category or neighbourhood may cost."""
    return {
        (part, name.strip()): number(amount, amounts)
        for part, (names, amounts) in PARTS.items()
        for name, amount in zip(meta.get(names, "").split(","), meta.get(amounts, "").split(","), strict=False)
        if name.strip() and amount.strip()
    }


def read_ballots(whole: Round, rows: list[Row], kind: str, longest: int) -> None:
    """Every ballot; identical ones are taken together."""
    voters: set[str] = set()
    cast: dict[tuple[tuple[str, Fraction], ...], int] = {}
    for row in rows:
        voter = row.get("voter_id", "")
        if not voter or voter in voters:
            raise Unreadable(f"stem zonder eigen nummer / vote without a number of its own: {voter[:40]!r}")
        voters.add(voter)
        names = [name.strip() for name in row.get("vote", "").split(",")] if row.get("vote") else []
        if len(set(names)) < len(names) or not set(names) <= set(whole.projects):
            raise Unreadable(f"stem / vote {voter[:40]!r}: onbekend of dubbel project / unknown or double project")
        if kind == "ordinal":
            points = [Fraction(max(longest - at, 0)) for at in range(len(names))]
        elif kind in {"approval", "choose-1"}:
            points = [Fraction(1)] * len(names)
        else:
            points = [number(each, voter) for each in row.get("points", "").split(",")] if row.get("points") else []
        if len(points) != len(names) or any(own < 0 for own in points):
            raise Unreadable(f"stem / vote {voter[:40]!r}: punten passen niet / points do not fit")
        ballot = tuple(sorted((name, own) for name, own in zip(names, points, strict=True) if own))
        cast[ballot] = cast.get(ballot, 0) + 1
    if not cast:
        raise Unreadable("er zijn geen stemmen / there are no votes")
    whole.ballots = [(dict(ballot), many) for ballot, many in cast.items()]


@dataclass
class Agreed:
    """What was agreed before the vote."""

    rule: str
    utility: str
    completion: str
    place: dict[str, int]
    compare: bool
    keep_caps: bool


def read_agreed(path: Path, whole: Round) -> Agreed:
    """The rule; the order for ties must name every project once."""
    said = read_json(path)
    order = said.get("tie_break")
    if not isinstance(order, list) or sorted(order) != sorted(whole.projects):
        raise Unreadable("tie_break noemt niet elk project een keer / does not name every project once")
    agreed = Agreed(
        rule=said.get("rule", ""),
        utility=said.get("utility") or "cost",
        completion=said.get("completion") or "none",
        place={name: at for at, name in enumerate(order)},
        compare=said.get("compare") is True,
        keep_caps=said.get("keep_caps") is True,
    )
    if agreed.rule not in RULES or agreed.utility not in UTILITIES or agreed.completion not in COMPLETIONS:
        raise Unreadable(f"onbekende regel / unknown rule: {agreed.rule}, {agreed.utility}, {agreed.completion}")
    if whole.totals and agreed.rule not in {"greedy", "greedy-no-skip"}:
        raise Unreadable("deze telwijze heeft losse stemmen nodig / this rule needs the ballots themselves")
    if agreed.utility == "points" and not whole.pointed:
        raise Unreadable("deze stemmen hebben geen punten / these ballots have no points")
    return agreed


def read_json(path: Path) -> dict[str, Any]:
    """An object from a JSON file."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise Unreadable(f"geen JSON / not JSON: {path.name}") from None
    if not isinstance(said, dict):
        raise Unreadable(f"geen object / not an object: {path.name}")
    return said


# --- The rules --------------------------------------------------------------------------------------------------


def greedy(whole: Round, agreed: Agreed, taken: list[str], *, skipping: bool, capped: bool) -> list[str]:
    """Most points first, on top of what was taken."""
    points, chosen = whole.points(), list(taken)
    room, caps = whole.budget - sum(whole.cost[name] for name in taken), dict(whole.caps) if capped else {}
    for name in sorted(whole.projects, key=lambda each: (-points[each], agreed.place[each])):
        if name in chosen or not points[name] or points[name] < whole.threshold:
            continue
        row, cost = whole.projects[name], whole.cost[name]
        own = [(part, each.strip()) for part in PARTS for each in row.get(part, "").split(",")]
        if cost <= room and all(cost <= caps[key] for key in own if key in caps):
            chosen.append(name)
            room -= cost
            for key in own:
                if key in caps:
                    caps[key] -= cost
        elif not skipping:
            break
    return chosen


class Shares:
    """Equal shares, in whole numbers: what each kind of ballot has left stands in parts of `unit`."""

    def __init__(self, whole: Round, agreed: Agreed) -> None:
        self.whole, self.agreed = whole, agreed
        self.many = [many for _points, many in whole.ballots]
        self.scale = lcm(*(own.denominator for points, _many in whole.ballots for own in points.values()))
        self.supporters: dict[str, list[tuple[int, int]]] = {name: [] for name in whole.projects}
        for at, (points, _many) in enumerate(whole.ballots):
            for name, own in points.items():
                self.supporters[name].append((at, int(own * self.scale) if agreed.utility == "points" else 1))

    def choose(self, share: Fraction) -> list[str]:
        """The winners when everybody has this share, in order."""
        unit = lcm(share.denominator, *(cost.denominator for cost in self.whole.cost.values()))
        left, chosen = [int(share * unit)] * len(self.many), list[str]()
        # The least that a project can cost per utility: nobody gets richer, so it never falls below what it was.
        least = {name: Fraction(0) for name, supporters in self.supporters.items() if supporters}
        while least:
            best: tuple[Fraction, int, str, int, int] | None = None
            for name in sorted(least, key=lambda each: least[each]):
                if best is not None and least[name] > best[0]:
                    break
                price = self.price(name, left, unit)
                if price is None:
                    del least[name]
                    continue
                top, worth = price
                per = Fraction(top, worth * unit)
                least[name] = per / self.whole.cost[name] if self.agreed.utility == "cost" else per
                found = (least[name], self.agreed.place[name], name, top, worth)
                best = found if best is None or found[:2] < best[:2] else best
            if best is None:
                break
            _per, _place, name, top, worth = best
            if top % worth:
                unit, left = unit * worth, [own * worth for own in left]
            else:
                top //= worth
            for at, points in self.supporters[name]:
                left[at] = max(left[at] - top * points, 0)
            chosen.append(name)
            del least[name]
        return chosen

    def price(self, name: str, left: list[int], unit: int) -> tuple[int, int] | None:
        """What one point costs, as parts of the unit over a number; None where the money is not there.

        From the poorest up: who cannot pay an equal part pays what they have, and the others share the rest.
        """
        missing = int(self.whole.cost[name] * unit)
        worth, common = 0, lcm(*(points for _at, points in self.supporters[name]))
        rows = []
        for at, points in self.supporters[name]:
            rows.append((left[at] * (common // points), left[at], points, self.many[at]))
            worth += points * self.many[at]
        rows.sort()
        for _per_point, own, points, many in rows:
            if missing * points <= own * worth:
                return missing, worth
            missing -= own * many
            worth -= points * many
        return None


def add1(whole: Round, shares: Shares, *, until_full: bool) -> tuple[list[str], Fraction]:
    """Raise the share by 1 until the next step would overspend (or until nothing more fits)."""
    share = whole.budget / whole.voters
    chosen = shares.choose(share)
    wanted = sum(1 for supporters in shares.supporters.values() if supporters)
    while len(chosen) < wanted:
        room = whole.budget - sum(whole.cost[name] for name in chosen)
        if until_full and not any(cost <= room for name, cost in whole.cost.items() if name not in chosen):
            break
        following = shares.choose(share + 1)
        if sum(whole.cost[name] for name in following) > whole.budget:
            break
        chosen, share = following, share + 1
    return chosen, share


def equal_shares(whole: Round, agreed: Agreed) -> list[str]:
    """Equal shares with its completion, and the comparison where that was agreed."""
    shares = Shares(whole, agreed)
    if agreed.completion.startswith("add1"):
        chosen, _share = add1(whole, shares, until_full="exhaustive" in agreed.completion)
    else:
        chosen = shares.choose(whole.budget / whole.voters)
    if agreed.completion.endswith("utilitarian"):
        chosen = greedy(whole, agreed, chosen, skipping=True, capped=False)
    if agreed.compare:
        others = greedy(whole, agreed, [], skipping=True, capped=False)
        balance = 0
        for points, many in whole.ballots:
            mine, theirs = len(points.keys() & set(chosen)), len(points.keys() & set(others))
            balance += many * ((mine > theirs) - (theirs > mine))
        return others if balance < 0 else chosen
    return chosen


def phragmen(whole: Round, agreed: Agreed) -> list[str]:
    """All save at the same pace; a group buys as soon as it can; it ends before the first that would overspend."""
    load, chosen, room = [Fraction(0)] * len(whole.ballots), list[str](), whole.budget
    open_ = {name for name, many in whole.votes().items() if many and whole.cost[name] <= whole.budget}
    backers = {name: [at for at, (points, _) in enumerate(whole.ballots) if name in points] for name in open_}
    while open_:
        after: dict[str, Fraction] = {}
        for name in open_:
            carried: dict[Fraction, int] = {}
            for at in backers[name]:
                carried[load[at]] = carried.get(load[at], 0) + whole.ballots[at][1]
            total = sum((own * many for own, many in carried.items()), whole.cost[name])
            after[name] = total / sum(carried.values())
        lowest = min(after.values())
        equal = [name for name in open_ if after[name] == lowest]
        if any(whole.cost[name] > room for name in equal):
            break
        best = min(equal, key=lambda name: agreed.place[name])
        for at in backers[best]:
            load[at] = lowest
        chosen.append(best)
        room -= whole.cost[best]
        open_.remove(best)
    return chosen


def recount(whole: Round, agreed: Agreed) -> list[str]:
    """The winners in the order in which they won."""
    ways: dict[str, Callable[[], list[str]]] = {
        "greedy": lambda: greedy(whole, agreed, [], skipping=True, capped=agreed.keep_caps),
        "greedy-no-skip": lambda: greedy(whole, agreed, [], skipping=False, capped=agreed.keep_caps),
        "equal-shares": lambda: equal_shares(whole, agreed),
        "phragmen": lambda: phragmen(whole, agreed),
    }
    return ways[agreed.rule]()


# --- Telling ----------------------------------------------------------------------------------------------------


def winners_of(path: Path) -> list[str]:
    """The ids in a published result: a list of objects with an id, or of ids."""
    listed = read_json(path).get("winners")
    if not isinstance(listed, list):
        raise Unreadable(f"geen lijst winners / no list winners: {path.name}")
    return [str(each.get("id", "")) if isinstance(each, dict) else str(each) for each in listed]


def plain(value: Fraction) -> int | float:
    """A number for JSON."""
    return value.numerator if value.denominator == 1 else float(value)


def tell(whole: Round, chosen: list[str], *, as_json: bool) -> None:
    """The winners, as a table or as one object."""
    votes = whole.votes()
    shown = [
        {
            "id": name,
            "name": whole.projects[name].get("name", ""),
            "cost": plain(whole.cost[name]),
            "votes": votes[name],
        }
        for name in chosen
    ]
    if as_json:
        print(json.dumps({"winners": shown}, ensure_ascii=False, indent=2))
        return
    for place, row in enumerate(shown, 1):
        print(f"{place:>3} {row['id']:<10} {row['cost']:>14,} {row['votes']:>7}  {row['name']}".rstrip())
    spent = sum(whole.cost[name] for name in chosen)
    glad = sum(many for points, many in whole.ballots if points.keys() & set(chosen))
    print(f"samen / together {float(spent):,.2f} van / of {float(whole.budget):,.2f}")
    print(f"{glad} van / of {whole.voters}: een winnaar of meer / at least one winner")


def compare(chosen: list[str], published: list[str]) -> int:
    """Say whether the published result is the same."""
    if sorted(chosen) == sorted(published):
        print("GELIJK: dit is de gepubliceerde uitslag. / AGREES: this is the published result.", file=sys.stderr)
        return 0
    more, fewer = sorted(set(chosen) - set(published)), sorted(set(published) - set(chosen))
    print("ANDERS dan de gepubliceerde uitslag. / DIFFERS from the published result.", file=sys.stderr)
    print(f"  hier gewonnen, daar niet / won here, not there: {', '.join(more) or '-'}", file=sys.stderr)
    print(f"  daar gewonnen, hier niet / won there, not here: {', '.join(fewer) or '-'}", file=sys.stderr)
    return 1


def main(arguments: list[str] | None = None) -> int:
    """Count the files named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("file", type=Path, help="projecten en stemmen (.pb) / projects and ballots")
    parser.add_argument("rule", type=Path, help="wat vooraf is afgesproken (.json) / what was agreed before")
    parser.add_argument("result", type=Path, nargs="?", help="de gepubliceerde uitslag (.json) / the published result")
    parser.add_argument("--json", action="store_true", help="winnaars als JSON / winners as JSON")
    options = parser.parse_args(arguments)
    try:
        whole = read_round(options.file)
        agreed = read_agreed(options.rule, whole)
        published = winners_of(options.result) if options.result else None
    except (OSError, UnicodeDecodeError, csv.Error, Unreadable) as error:
        print(f"NIET TE LEZEN / NOT READABLE: {error}", file=sys.stderr)
        return 2
    chosen = recount(whole, agreed)
    tell(whole, chosen, as_json=options.json)
    if published is None:
        print("GETELD, maar nergens mee vergeleken. / COUNTED, but compared with nothing.", file=sys.stderr)
        return 3
    return compare(chosen, published)


if __name__ == "__main__":
    sys.exit(main())

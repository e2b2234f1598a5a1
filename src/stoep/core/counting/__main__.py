"""`./stoep count FILE.pb`: count a file of Pabulib and say how it went. It ends with 2 where something is wrong."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from stoep.core.counting import reading, rules, showing, ties, words, writing
from stoep.core.counting.counts import count
from stoep.core.counting.elections import Election
from stoep.core.counting.problems import Unfit
from stoep.core.counting.rules import Completion, Method, Rule, Utility

STATED = "stated"


def main(arguments: list[str] | None = None) -> int:
    """Count what the arguments ask for."""
    asked = _parser().parse_args(arguments)
    try:
        election = _read(asked.file)
        rule = _rule(asked, election)
        outcome = count(election, rule)
    except Unfit as unfit:
        sys.stderr.write(f"{unfit}\n")
        return 2
    election = replace(election, notices=(*election.notices, *rule.told(election)))
    if asked.format == "pb":
        text = writing.write(election, rule=rules.to_pabulib(rule), selected=outcome.ids, meta=election.meta)
    else:
        text = showing.FORMATS[asked.format](election, outcome)
    sys.stdout.write(text)
    if asked.format != "json":
        sys.stderr.write("".join(f"{words.problem(notice)}\n" for notice in election.notices))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./stoep count", description="Count a vote about money, exactly.")
    parser.add_argument("file", type=Path, help="an election as a file of Pabulib (.pb)")
    methods = [method.value for method in Method]
    told = f"the rule (equal-shares); {STATED}: the rule that the file names"
    parser.add_argument("--rule", choices=[*methods, STATED], default=Method.EQUAL_SHARES.value, help=told)
    told = "what a winner is worth to who supports it, in equal shares (cost)"
    parser.add_argument("--utility", choices=[each.value for each in Utility], default=Utility.COST.value, help=told)
    told = "what is done with money that equal shares leaves (add1: raise all shares until the next step overspends)"
    completions = [completion.value for completion in Completion]
    parser.add_argument("--completion", choices=completions, default=Completion.ADD1.value, help=told)
    told = f"who goes first when equal: {', '.join(ties.NAMES)}, ids with commas between them, or a file of ids"
    parser.add_argument("--tie-break", default="natural", help=told)
    told = "most votes first also keeps to the budgets per category or neighbourhood"
    parser.add_argument("--keep-caps", action="store_true", help=told)
    told = "equal shares gives way where more voters get more by most votes first"
    parser.add_argument("--compare", action="store_true", help=told)
    parser.add_argument("--format", choices=[*showing.FORMATS, "pb"], default="table", help="how to say it (table)")
    return parser


def _read(path: Path) -> Election:
    try:
        return reading.read_file(path)
    except OSError:
        raise Unfit("file-not-there", file=str(path)) from None


def _rule(asked: argparse.Namespace, election: Election) -> Rule:
    """The rule that was asked for, with its order for ties."""
    order = _order(asked.tie_break, election)
    if asked.rule == STATED:
        stated = rules.of_pabulib(election.meta.get("rule", ""))
        if stated is None:
            raise Unfit("rule-not-ours", found=election.meta.get("rule", "")[:40], known=", ".join(rules.PABULIB))
        return replace(stated, order=order)
    return Rule(
        method=Method(asked.rule),
        utility=Utility(asked.utility),
        completion=Completion(asked.completion),
        order=order,
        keep_caps=asked.keep_caps,
        compared=asked.compare,
    )


def _order(given: str, election: Election) -> tuple[str, ...]:
    """A named order, a list, or a file with an id on each line."""
    known = {project.id for project in election.projects}
    if "," in given or given in known:
        return tuple(part.strip() for part in given.split(","))
    if given in ties.NAMES or not Path(given).is_file():
        return ties.named(given, election)
    lines = Path(given).read_text(encoding="utf-8", errors="replace").splitlines()
    return tuple(line.strip() for line in lines if line.strip())


if __name__ == "__main__":
    sys.exit(main())

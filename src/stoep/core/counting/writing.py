"""Write an election as a file of Pabulib (.pb), which anybody can count again with any program that reads it.

Ballots stand in a fixed order, the order of their text, and are numbered in that order: when and in what order they
came in cannot be told from the file, and neither can who cast them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping

from stoep.core.counting import numerals, tally
from stoep.core.counting.elections import WITH_POINTS, Ballot, Cap, Election, Kind, Project, is_plain
from stoep.core.counting.problems import Unfit
from stoep.core.counting.reading_meta import CAPPED

LIMITS = (
    "min_length",
    "max_length",
    "min_sum_cost",
    "max_sum_cost",
    "min_points",
    "max_points",
    "min_sum_points",
    "max_sum_points",
)
FIRST = ("description", "country", "unit", "instance")


def write(
    election: Election,
    *,
    rule: str = "unknown",
    selected: Collection[str] | None = None,
    meta: Mapping[str, str] | None = None,
    with_ballots: bool = True,
) -> str:
    """The file as text. `rule` is Pabulib's word for the rule, `selected` the winners once they are known.

    Without ballots the totals of each project are all that stands in it: enough where a rule looks at nothing else.
    `meta` says more of the election: description, country, unit, instance, currency, dates, a comment.
    """
    for project in election.projects:
        if not is_plain(project.id):
            raise Unfit("project-id-not-writable", project=project.id)
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    rows.writerows(_meta(election, rule, dict(meta or {})))
    rows.writerows(_projects(election, selected))
    rows.writerows(_votes(election) if with_ballots else [["VOTES"], ["voter_id", "vote"]])
    return out.getvalue()


def _meta(election: Election, rule: str, more: dict[str, str]) -> Iterator[list[str]]:
    yield ["META"]
    yield ["key", "value"]
    told = {key: more.pop(key, election.meta.get(key, "")) for key in FIRST}
    told |= {
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.voters),
        "budget": numerals.write(election.budget),
        "vote_type": election.kind.value,
        "rule": rule,
    }
    for name in LIMITS:
        value = getattr(election.limits, name)
        told[name] = "" if value is None else numerals.write(value)
    if election.threshold is not None:
        told["min_project_score_threshold"] = numerals.write(election.threshold)
    for names_key, (amounts_key, kind) in CAPPED.items():
        caps = [cap for cap in election.caps if cap.kind == kind]
        told[names_key], told[amounts_key] = _joined(caps)
    told |= {key: value for key, value in more.items() if key not in told}
    for key, value in told.items():
        if value:
            yield [key, " ".join(value.split())]


def _joined(caps: list[Cap]) -> tuple[str, str]:
    return ",".join(cap.of for cap in caps), ",".join(numerals.write(cap.amount) for cap in caps)


def _projects(election: Election, selected: Collection[str] | None) -> Iterator[list[str]]:
    parts = [part for part in ("category", "neighborhood", "district", "subdistrict") if _is_used(part, election)]
    scored = election.kind in (*WITH_POINTS, Kind.ORDINAL)
    columns = ["project_id", "cost", "votes", *(["score"] if scored else []), "name", *parts]
    yield ["PROJECTS"]
    yield [*columns, *([] if selected is None else ["selected"])]
    votes, scores = tally.votes(election), tally.scores(election)
    for project in sorted(election.projects, key=lambda each: -scores[each.id]):
        row = [project.id, numerals.write(project.cost), str(votes[project.id])]
        if scored:
            row.append(numerals.write(scores[project.id]))
        row += [" ".join(project.name.split()), *(",".join(project.parts.get(part, ())) for part in parts)]
        yield [*row, *([] if selected is None else [str(int(project.id in selected))])]


def _is_used(part: str, election: Election) -> bool:
    return any(_names(project, part) for project in election.projects)


def _names(project: Project, part: str) -> tuple[str, ...]:
    return project.parts.get(part, ())


def _votes(election: Election) -> Iterator[list[str]]:
    pointed = election.kind in WITH_POINTS
    yield ["VOTES"]
    yield ["voter_id", "vote", *(["points"] if pointed else [])]
    number = 0
    for vote, points, many in sorted((*_written(ballot), many) for ballot, many in election.ballots.items()):
        for _voter in range(many):
            number += 1
            yield [str(number), vote, *([points] if pointed else [])]


def _written(ballot: Ballot) -> tuple[str, str]:
    return ",".join(ballot.choices), ",".join(numerals.write(points) for points in ballot.points)

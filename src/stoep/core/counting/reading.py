"""Read an election from a file of Pabulib (.pb): Faliszewski and others, "Participatory Budgeting: Data, Tools, and
Analysis" (IJCAI 2023).

Three sections, META, PROJECTS and VOTES, each with a line of column names and then rows with semicolons between the
fields. Columns vary and are found by their name. Of a vote only choices and points are kept: no voter id, age or sex.
What cannot be counted is refused with its line; what can be counted but should be known is told in `notices`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from stoep.core.counting import limits, numerals, reading_meta
from stoep.core.counting.elections import WITH_POINTS, Ballot, Election, Kind, Project, fit_ballot, is_plain, tidy
from stoep.core.counting.problems import Problem, Unfit

# Twice the largest election of Pabulib, which is Warszawa; the largest file that is taken stays within 256 MB.
MOST_BYTES = 16 * 2**20
MOST_FIELDS = 2_000_000
MOST_LINES = 200_000
MOST_PROJECTS = 10_000
MOST_META = 1_000
LONGEST_ID = 100
NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
SECTIONS = tuple(NEEDED)
PARTS = ("category", "neighborhood", "district", "subdistrict")
Row = list[str]


@dataclass
class _Sections:
    """The rows of the file under the section in which they stand, each with its line."""

    meta: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    projects: list[Project] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)
    raw: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    voters: int = 0


def read_file(path: Path) -> Election:
    """The election in a file; Unfit where it is too large or says what cannot be counted."""
    if path.stat().st_size > MOST_BYTES:
        raise Unfit("file-too-large", most=MOST_BYTES)
    with path.open("rb") as file:
        return read(file.read(MOST_BYTES + 1))


def read(data: bytes) -> Election:
    """The election in the bytes of a file; Unfit with a code, the line and what to mend."""
    if len(data) > MOST_BYTES:
        raise Unfit("file-too-large", most=MOST_BYTES)
    if (lines := max(data.count(b"\n"), data.count(b"\r"))) > MOST_LINES:
        raise Unfit("too-many-lines", most=MOST_LINES, found=lines)
    if (fields := data.count(b";") + data.count(b",")) > MOST_FIELDS:
        raise Unfit("too-many-fields", most=MOST_FIELDS, found=fields)
    return _election(_sections(data))


def _rows(data: bytes) -> Iterator[tuple[int, Row]]:
    """Every row that is not blank, with the line on which it begins."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    rows, line = csv.reader(text, delimiter=";"), 1
    try:
        for row in rows:
            if rows.line_num > line and any(_swallows(cell) for cell in row):
                raise Unfit("line-not-readable", line)
            if any(cell.strip() for cell in row):
                yield line, row
            line = rows.line_num + 1
    except csv.Error:
        raise Unfit("line-not-readable", rows.line_num) from None
    except UnicodeDecodeError:
        raise Unfit("not-utf-8", _line_not_in_utf_8(data)) from None


def _swallows(cell: str) -> bool:
    """Whether a quotation mark that was left open took the next section in."""
    return any(line.strip().upper() in SECTIONS for line in cell.splitlines()[1:])


def _line_not_in_utf_8(data: bytes) -> int:
    """The first line with bytes that are no text."""
    for number, line in enumerate(io.BytesIO(data), 1):
        try:
            line.decode()
        except UnicodeDecodeError:
            return number
    return 0


def _sections(data: bytes) -> _Sections:
    """Walk through the file once."""
    found, section, columns = _Sections(), "", list[str]()
    seen: list[str] = []
    for line, row in _rows(data):
        word = row[0].strip().upper()
        if word in SECTIONS and not any(cell.strip() for cell in row[1:]):
            section, columns = _begin(word, seen, line), []
        elif not section:
            raise Unfit("no-section", line)
        elif not columns:
            columns = _columns(section, row, line)
            take = _VoteTaker(found, columns) if section == "VOTES" else None
        elif take is not None:
            take(row, line)
        elif section == "PROJECTS":
            _take_project(found, columns, row, line)
        else:
            _take_meta(found, row, line)
    if len(seen) < len(SECTIONS):
        raise Unfit("section-missing", section=SECTIONS[len(seen)])
    return found


def _begin(word: str, seen: list[str], line: int) -> str:
    if word != dict(enumerate(SECTIONS)).get(len(seen)):
        raise Unfit("section-out-of-order", line, section=word)
    seen.append(word)
    return word


def _columns(section: str, row: Row, line: int) -> list[str]:
    """The names of the columns; the ones that are needed must be there, and none twice."""
    names = [cell.strip().lower() for cell in row]
    for needed in NEEDED[section]:
        if needed not in names:
            raise Unfit("column-missing", line, section=section, column=needed)
        if names.count(needed) > 1:
            raise Unfit("column-twice", line, section=section, column=needed)
    return names


def _take_meta(found: _Sections, row: Row, line: int) -> None:
    key = row[0].strip().lower()
    if key in found.meta:
        raise Unfit("meta-twice", line, key=key[:LONGEST_ID])
    if len(found.meta) >= MOST_META:
        raise Unfit("too-many-meta", line, most=MOST_META)
    found.lines[key] = line
    found.meta[key] = ";".join(row[1:]).strip()


def _take_project(found: _Sections, columns: list[str], row: Row, line: int) -> None:
    cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
    name = cells.get("project_id", "")
    if len(name) > LONGEST_ID or not is_plain(name):
        raise Unfit("project-id-not-fit", line, most=LONGEST_ID)
    if name in found.stated:
        raise Unfit("project-twice", line, project=name)
    if len(found.projects) >= MOST_PROJECTS:
        raise Unfit("too-many-projects", line, most=MOST_PROJECTS)
    cost = numerals.read(cells.get("cost", ""))
    if cost is None:
        raise Unfit("cost-not-a-number", line, project=name, found=cells.get("cost", "")[:40])
    if cost <= 0:
        raise Unfit("cost-not-positive", line, project=name)
    found.stated[name] = cells.get("votes", "")
    found.projects.append(
        Project(
            id=name,
            cost=cost,
            name=cells.get("name", ""),
            parts={part: _names(cells[part]) for part in PARTS if cells.get(part)},
            selected=cells["selected"] == "1" if cells.get("selected") else None,
        )
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(",") if name.strip())


class _VoteTaker:
    """Takes the rows of VOTES, and keeps identical ones once with the line where they first stood."""

    def __init__(self, found: _Sections, columns: list[str]) -> None:
        self._found, self._seen = found, set[str]()
        self._voter, self._vote = columns.index("voter_id"), columns.index("vote")
        self._points = columns.index("points") if "points" in columns else -1

    def __call__(self, row: Row, line: int) -> None:
        """One vote."""
        if len(row) <= max(self._voter, self._vote):
            raise Unfit("vote-too-short", line)
        voter = row[self._voter].strip()
        if not voter:
            raise Unfit("voter-missing", line)
        if voter in self._seen:
            raise Unfit("voter-twice", line, voter=voter[:LONGEST_ID])
        self._seen.add(voter)
        points = row[self._points] if 0 <= self._points < len(row) else ""
        known = self._found.raw.setdefault((row[self._vote], points), [line, 0])
        known[1] += 1
        self._found.voters += 1


def _election(found: _Sections) -> Election:
    """What the sections say together."""
    meta = reading_meta.read(found.meta, found.lines)
    costs = {project.id: project.cost for project in found.projects}
    known, reader = set(costs), _Reader(meta.kind, costs)
    ballots: dict[Ballot, int] = {}
    broken: dict[str, list[int]] = {}
    for key in list(found.raw):
        line, many = found.raw.pop(key)
        ballot = reader.ballot(*key, line)
        fit_ballot(ballot, meta.kind, known, line)
        own = tidy(ballot, meta.kind)
        ballots[own] = ballots.get(own, 0) + many
        if (problem := limits.broken(own, meta.limits, costs)) is not None:
            broken.setdefault(problem.code, [line, 0])[1] += many
    election = Election(
        budget=meta.budget,
        projects=tuple(found.projects),
        ballots=ballots,
        kind=meta.kind,
        limits=meta.limits,
        caps=meta.caps,
        threshold=meta.threshold,
        meta=found.meta,
        notices=tuple(Problem(code, {"many": many}, line) for code, (line, many) in broken.items()),
    )
    return _with_notices(election, found)


class _Reader:
    """Turns what is written into ballots, and keeps each id and number once: a city writes them a million times."""

    def __init__(self, kind: Kind, known: Iterable[str]) -> None:
        self._kind = kind
        self._ids = {name: name for name in known}
        self._numbers: dict[str, Fraction | None] = {}

    def ballot(self, vote: str, points: str, line: int) -> Ballot:
        """One ballot; spaces round an id do not count."""
        choices = self._choices(vote)
        if "" in choices:
            raise Unfit("choice-empty", line)
        if self._kind not in WITH_POINTS:
            return Ballot(choices)
        given = tuple(self._number(part, line) for part in points.split(",")) if points.strip() else ()
        return Ballot(choices, given)

    def _choices(self, vote: str) -> tuple[str, ...]:
        parts = vote.split(",") if vote.strip() else []
        try:
            return tuple([self._ids[part] for part in parts])
        except KeyError:  # spaces, or what is no project
            return tuple(self._ids.get(part.strip(), part.strip()) for part in parts)

    def _number(self, part: str, line: int) -> Fraction:
        if part not in self._numbers:
            self._numbers[part] = numerals.read(part)
        value = self._numbers[part]
        if value is None:
            raise Unfit("points-not-a-number", line, found=part.strip()[:40])
        return value


def _with_notices(election: Election, found: _Sections) -> Election:
    """What else a counter should know: blank ballots, and numbers in the file that are not those of its votes."""
    from dataclasses import replace

    from stoep.core.counting import tally

    told = list(election.notices)
    if blank := sum(many for ballot, many in election.ballots.items() if not ballot.choices):
        told.append(Problem("blank-ballots", {"many": blank}))
    for key, own in (("num_votes", found.voters), ("num_projects", len(found.projects))):
        if (stated := found.meta.get(key, "")) and numerals.read(stated) != own:
            told.append(Problem("number-differs", {"key": key, "stated": stated[:40], "found": own}))
    votes = tally.votes(election)
    for name, stated in found.stated.items():
        if stated and numerals.read(stated) != votes[name]:
            told.append(Problem("votes-differ", {"project": name, "stated": stated[:40], "found": votes[name]}))
            break
    return replace(election, notices=tuple(told)) if told else election

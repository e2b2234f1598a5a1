"""Reading an existing wijkplan: a file with columns, or a pasted list. What is wrong is told by line number."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import Literal

from stoep.agenda.rules.content import LIMITS, clean

MOST_ROWS = 200
MOST_BYTES = 1_000_000
_SEPARATORS = (";", "\t", ",", "|")
_HEADS = {
    "title": ("titel", "onderwerp", "punt", "agendapunt", "naam", "thema", "title", "item", "subject"),
    "wish": ("wens", "wat", "doel", "omschrijving", "beschrijving", "tekst", "wish", "goal", "description", "what"),
    "why": ("waarom", "reden", "aanleiding", "toelichting", "why", "reason"),
    "already_there": ("wat er al is", "al aanwezig", "er is al", "wat is er al", "already there", "what is there"),
    "horizon": ("horizon", "termijn", "looptijd", "soort", "term"),
    "domain": ("domein", "leefgebied", "levensgebied", "gebied", "domain", "life domain"),
    "owner": ("eigenaar", "trekker", "wie", "verantwoordelijke", "owner", "who"),
}
_LONG = ("lang", "lange lijn", "lange termijn", "lange adem", "long", "l")
_SHORT = ("kort", "korte klap", "korte termijn", "short", "k", "s")
_DOMAINS = {
    "opvoeding": ("opvoeding", "jeugd", "kinderen", "upbringing"),
    "scholing": ("scholing", "onderwijs", "school", "leren", "education"),
    "sociaal": ("sociaal", "sociaal functioneren", "ontmoeten", "ontmoeting", "samenleven", "social"),
    "werk": ("werk", "werk en inkomen", "inkomen", "work"),
    "gezondheid": ("gezondheid", "zorg", "bewegen", "health"),
    "wonen": ("wonen", "woningen", "woonomgeving", "groen", "housing"),
    "veiligheid": ("veiligheid", "veiligheid en criminaliteit", "verkeer", "safety"),
}
_BULLET = re.compile(r"^\s*(?:[-*•–—]|\d{1,3}[.)])\s+")

Wrong = Literal[
    "binary", "too-big", "empty", "too-many-rows", "no-heads", "wrong-separator", "no-title", "too-long", "columns",
    "unknown-horizon", "unknown-domain", "broken-quote",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, on which line (0: the whole text), with what the sentence about it needs."""

    line: int
    code: Wrong
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One item as it was read; `line` is where it stands in the text. What was not given is empty."""

    line: int
    title: str
    wish: str = ""
    why: str = ""
    already_there: str = ""
    horizon: str = ""
    domain: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was read, and what is wrong with it. Rows with a problem are not among `rows`."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_bytes(data: bytes) -> str | Problem:
    """The text of a file: UTF-8, UTF-16 with a mark, or Windows-1252 as older spreadsheets save it."""
    if len(data) > MOST_BYTES:
        return Problem(0, "too-big", {"limit": MOST_BYTES // 1000})
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return Problem(0, "binary")
    if b"\x00" in data or data[:4] in (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"):
        return Problem(0, "binary")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return Problem(0, "binary")


def read_plan(text: str) -> Plan:
    """Items from a text: columns when the first line names them, else one item a line.

    The same text gives the same plan. A formula is only text here: it is kept as it was typed.
    """
    text = text.lstrip("\ufeff")
    if not text.strip():
        return Plan(problems=(Problem(0, "empty"),))
    if len(text) > MOST_BYTES:
        return Plan(problems=(Problem(0, "too-big", {"limit": MOST_BYTES // 1000}),))
    skipped = len(text) - len(text.lstrip("\r\n"))
    head = text.lstrip("\r\n").splitlines()[0]
    separator = max(_SEPARATORS, key=head.count)
    columns = _columns(_cells(head, separator))
    if columns:
        return _read_table(text, separator, text[:skipped].count("\n"))
    heads = head.split(separator)
    if len(heads) >= 3 and _looks_like_table(text, separator):
        found = ", ".join(clean(cell, one_line=True) for cell in heads)[:80]
        return Plan(problems=(Problem(1, "no-heads", {"found": found}),))
    return _read_list(text)


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def _columns(cells: list[str]) -> dict[int, str]:
    """Which column holds what, by the names that people give to columns; empty when none of them is a title or wish."""
    found: dict[int, str] = {}
    for index, cell in enumerate(cells):
        name = clean(cell, one_line=True).casefold().strip(" :*?")
        for known, words in _HEADS.items():
            if name in (*words, known) and known not in found.values():
                found[index] = known
    return found if {"title", "wish"} & set(found.values()) else {}


def _looks_like_table(text: str, separator: str) -> bool:
    counts = {line.count(separator) for line in text.splitlines() if line.strip()}
    return len(counts) == 1


def _read_table(text: str, separator: str, skipped: int) -> Plan:
    reader = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=separator)
    rows: list[Row] = []
    problems: list[Problem] = []
    columns: dict[int, str] = {}
    width = 0
    ended = 0
    try:
        for cells in reader:
            line, ended = ended + 1 + skipped, reader.line_num
            if not columns:
                columns, width = _columns(cells), len(cells)
            elif any(cell.strip() for cell in cells):
                _take(cells, line, columns, width, rows, problems)
    except csv.Error:
        problems.append(Problem(ended + 1 + skipped, "broken-quote"))
    return _within_limits(rows, problems)


def _take(
    cells: list[str], line: int, columns: dict[int, str], width: int, rows: list[Row], problems: list[Problem]
) -> None:
    if len(cells) == 1 < width and any(other in cells[0] for other in ";\t|,"):
        problems.append(Problem(line, "wrong-separator"))
        return
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        problems.append(Problem(line, "columns", {"found": len(cells), "expected": width}))
        return
    values = {name: cells[index] if index < len(cells) else "" for index, name in columns.items()}
    row, wrong = _row(values, line)
    if row:
        rows.append(row)
    problems.extend(wrong)


def _row(values: dict[str, str], line: int) -> tuple[Row | None, list[Problem]]:
    wrong: list[Problem] = []
    values = {name: clean(value, one_line=name in ("title", "owner")) for name, value in values.items()}
    values["title"] = values.get("title") or _short(values.get("wish", ""))
    if not values["title"]:
        wrong.append(Problem(line, "no-title"))
    wrong += [
        Problem(line, "too-long", {"field": name, "length": len(values[name]), "limit": limit})
        for name, limit in LIMITS.items()
        if len(values.get(name, "")) > limit
    ]
    if values.get("horizon"):
        values["horizon"] = _known(values["horizon"], {"long": _LONG, "short": _SHORT})
        if not values["horizon"]:
            wrong.append(Problem(line, "unknown-horizon"))
    if values.get("domain"):
        values["domain"] = _known(values["domain"], _DOMAINS)
        if not values["domain"]:
            wrong.append(Problem(line, "unknown-domain"))
    return (None, wrong) if wrong else (Row(line=line, **values), wrong)


def _known(typed: str, known: dict[str, tuple[str, ...]]) -> str:
    name = typed.casefold().strip(" .:")
    return next((key for key, words in known.items() if name in (*words, key)), "")


def _short(wish: str) -> str:
    """The first line of a wish as its title, cut at a word."""
    first = wish.split("\n", 1)[0]
    return first if len(first) <= LIMITS["title"] else first[: LIMITS["title"] - 1].rsplit(" ", 1)[0] + "…"


def _read_list(text: str) -> Plan:
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, typed in enumerate(text.splitlines(), start=1):
        wish = clean(_BULLET.sub("", typed), one_line=True)
        if wish:
            row, wrong = _row({"wish": wish}, number)
            rows += [row] if row else []
            problems += wrong
    return _within_limits(rows, problems)


def _within_limits(rows: list[Row], problems: list[Problem]) -> Plan:
    if len(rows) > MOST_ROWS:
        problems.append(Problem(rows[MOST_ROWS].line, "too-many-rows", {"found": len(rows), "limit": MOST_ROWS}))
        rows = rows[:MOST_ROWS]
    if not rows and not problems:
        problems.append(Problem(0, "empty"))
    return Plan(tuple(rows), tuple(sorted(problems, key=lambda problem: problem.line)))

"""Read real statements: the comments of Polis conversations (comments.csv, with a column comment-body)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

COLUMN = "comment-body"


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation by its name, with every statement exactly as it was typed."""

    name: str
    statements: tuple[str, ...]


def read(folder: Path) -> list[Conversation]:
    """Every `*/comments.csv` below the folder, by name. Statements of nothing but blanks are left out."""
    found = []
    for path in sorted(folder.glob("*/comments.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            bodies = [row[COLUMN] for row in csv.DictReader(file)]
        found.append(Conversation(path.parent.name, tuple(body for body in bodies if body and body.strip())))
    return found

"""What is wrong with a file, an election or a rule: a code with its values, so that each page says it in its language.

The plain English of every code stands in `words`; a room translates the same codes in its own catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or worth knowing: `code` is a key of `words.PROBLEMS`, `values` fill its sentence.

    `line` is the line of the file in which it stands, counted from 1, or None where it belongs to no line.
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    line: int | None = None


class Unfit(ValueError):
    """This cannot be counted; `problem` says why, and its sentence says how to mend it."""

    def __init__(self, code: str, line: int | None = None, **values: Value) -> None:
        super().__init__(code)
        self.problem = Problem(code, values, line)

    def __str__(self) -> str:
        """The sentence in plain English, for whoever reads a log or a terminal."""
        from stoep.core.counting import words

        return words.problem(self.problem)

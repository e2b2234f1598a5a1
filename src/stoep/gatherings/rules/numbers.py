"""A list of telephone numbers as its holder has it: on lines, or with commas. Nothing of it is kept."""

from __future__ import annotations

import re

MOST = 200  # numbers that are looked at together
MOST_TEXT = 40_000  # signs: as many lines, each with a name


def lines(typed: str) -> list[str]:
    """What stands on the list, a number each time, in its order; without empty lines."""
    return [part for line in re.split(r"[\r\n;,\t]+", typed) if (part := line.strip())]

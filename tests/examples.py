"""How many made examples a test tries: all that it asks for with --long, and without it a fresh third each time."""

from __future__ import annotations

from hypothesis import settings

ALL = 100  # as many as hypothesis tries of its own accord
FEWEST = 10


def examples(many: int) -> int:
    """What a test tries that asks for so many. No two runs try the same, so what a third misses comes up later."""
    return max(min(many, FEWEST), many * settings().max_examples // ALL)


def all_are_tried() -> bool:
    """Whether this run tries everything. For a module to ask as it is read, not for a test while it runs."""
    return settings().max_examples >= ALL

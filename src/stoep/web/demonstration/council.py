"""What the council of the story is asked, and what it answers."""

from __future__ import annotations

from stoep.web.demonstration.stage import Stage


def plan(stage: Stage) -> None:
    """Put it into the story, step by step."""

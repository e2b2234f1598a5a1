"""The other tables of the story, and what residents held there."""

from __future__ import annotations

from stoep.web.demonstration.stage import Stage


def plan(stage: Stage) -> None:
    """Put it into the story, step by step."""

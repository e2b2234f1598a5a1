"""What the people of the story want the neighbourhood to be, and how they keep up what went well."""

from __future__ import annotations

from stoep.web.demonstration.stage import Stage


def plan(stage: Stage) -> None:
    """Put it into the story, step by step."""

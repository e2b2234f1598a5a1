"""How the table of the story governs itself: its charter, its reviews, what it decided."""

from __future__ import annotations

from stoep.web.demonstration.stage import Stage


def plan(stage: Stage) -> None:
    """Put it into the story, step by step."""

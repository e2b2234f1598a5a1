"""Play the story in order of time, every step through the act that real life would use."""

from __future__ import annotations

import heapq
from collections.abc import Callable

from stoep.web.demonstration import (
    budgeting,
    calendar,
    conflicts,
    council,
    exchange,
    gatherings,
    governance,
    handover,
    laid,
    packs,
    reach,
    tables,
    venues,
    vision,
    votes,
    witnesses,
)
from stoep.web.demonstration.items import plan_topic
from stoep.web.demonstration.stage import Stage
from stoep.web.demonstration.strengths import plan_strengths
from stoep.web.demonstration.table import plan_loose, plan_table


def play(stage: Stage, told: Callable[[], object] = lambda: None) -> None:
    """Play everything, oldest first. `told` is called after each act, for a progress bar."""
    for topic in stage.story.topics:
        plan_topic(stage, topic)
    plan_strengths(stage)
    plan_loose(stage)
    plan_table(stage)
    for chapter in (
        governance,
        venues,
        calendar,
        gatherings,
        reach,
        vision,
        conflicts,
        tables,
        laid,
        council,
        handover,
        exchange,
        witnesses,
        packs,
        votes,
        budgeting,
    ):
        chapter.plan(stage)
    while stage.to_come:
        at, _order, act = heapq.heappop(stage.to_come)
        act(at)
        told()

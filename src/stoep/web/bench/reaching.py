"""Whom is not heard in the neighbourhood of the bench: twenty years of rounds, each told once, with what followed."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.utils import timezone

from stoep.places.models import Neighbourhood
from stoep.reach import boxes, rules
from stoep.reach.models import Box, Edition, Round, Step
from stoep.web.bench import words

ROUNDS, QUARTER, STEPS = 80, 91, 6
PARTS = [[f"BU9999{number:04d}", f"Buurt {number}"] for number in range(1, rules.MOST_PARTS + 1)]


def reach(here: Neighbourhood, chance: random.Random, at: datetime) -> None:
    """Rows as the acts make them: the last round runs, all others have ended."""
    for index in range(ROUNDS):
        day = timezone.localdate(at) - timedelta(days=QUARTER * (ROUNDS - index))
        ended = None if index == ROUNDS - 1 else day + timedelta(days=QUARTER)
        round = Round.objects.create(
            neighbourhood=here, about="wijk", name=f"Ronde {index + 1}", parts=PARTS, begun_on=day, ended_on=ended
        )
        if ended is None:
            Box.objects.create(round=round, kept=boxes.closed(boxes.Held()))
        edition = Edition.objects.create(
            round=round, number=1, total=400, marks=_marks(chance), margins=_margins(), told_on=day + timedelta(days=80)
        )
        Step.objects.bulk_create(
            Step(
                edition=edition, group="age:15-24", how="door", what=words.title(chance), who="het opbouwwerk",
                by_on=day, planned_on=day, done_on=None if number == 0 and ended is None else day,
                came_of=words.said(chance)[: rules.WORDS_LIMIT],
            )
            for number in range(STEPS)
        )  # fmt: skip


def _marks(chance: random.Random) -> dict[str, dict[str, int | str]]:
    told: dict[str, dict[str, int | str]] = {}
    for question, every in rules.bands(PARTS).items():
        told[question] = {answer: chance.choice((12, 20, 33, "few", "withheld")) for answer in every}
    return told


def _margins() -> dict[str, object]:
    more = {"residents": 8000, "year": 2024, "sources": ["CBS"]}
    ages = [{"of": [band], "people": 2000} for band in rules.ANSWERS["age"][1:]]
    parts = [{"of": [code], "people": 880} for code, _name in PARTS]
    return {"age": {"rows": ages, **more}, "part": {"rows": parts, **more}}

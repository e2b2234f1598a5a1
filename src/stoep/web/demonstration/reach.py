"""Whom the wijk did not hear: cards at the host, somebody who went to the football cage, and the next time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from stoep.reach import actions as reach
from stoep.reach import queries
from stoep.reach.models import Edition, Round
from stoep.web.demonstration.stage import Stage

STACK = 10
# How many cards of each age came in spring and in autumn, and how many people skipped everything.
SPRING = {"15-24": 4, "25-44": 31, "45-64": 44, "65": 38}
AUTUMN = {"0-14": 3, "15-24": 26, "25-44": 34, "45-64": 39, "65": 31}
SKIPPED = 4
_LEVELS, _TONGUES, _HOMES = (
    ("basic", "middle", "middle", "higher"),
    ("nl", "nl", "nl", "tr", "ti", "pl"),
    ("own", "rent"),
)


def plan(stage: Stage) -> None:
    """Two rounds in a wijk, with what followed from the first. A village knows whom it does not see."""
    if stage.story.kind != "wijk":
        return
    stage.plan(stage.at(-9), lambda at: gather(stage, "Voorjaar", SPRING, at))
    stage.plan(stage.at(-7.5), lambda at: tell(stage, at))
    stage.plan(stage.at(-7.4), lambda at: go(stage, at))
    stage.plan(stage.at(-6.8), lambda at: come_back(stage, at))
    stage.plan(stage.at(-3), lambda at: gather(stage, "Najaar", AUTUMN, at))
    stage.plan(stage.at(-1.2), lambda at: tell(stage, at))
    stage.plan(stage.at(-1.1), lambda at: go_again(stage, at))


def _now(at: datetime) -> dict[str, Any]:
    return {"at": at, "today": timezone.localdate(at)}


def gather(stage: Stage, name: str, ages: dict[str, int], at: datetime) -> None:
    """The host begins a round, after the one before it, and types over what lay in the box."""
    running = queries.running(stage.neighbourhood)
    if running:
        reach.end(round=running, by=stage.host, **_now(at))
    begun = reach.begin(neighbourhood=stage.neighbourhood, name=name, by=stage.host, **_now(at))
    cards = _cards(stage, begun, ages)
    for start in range(0, len(cards), STACK):
        reach.count(round=begun, cards=cards[start : start + STACK], today=timezone.localdate(at), by=stage.host)


def _cards(stage: Stage, begun: Round, ages: dict[str, int]) -> list[dict[str, str]]:
    rng = stage.rng.__class__(f"cards of {begun.name}")
    parts = [code for code, _name in begun.parts]
    cards: list[dict[str, str]] = [{} for _ in range(SKIPPED)]
    for age, many in ages.items():
        for _ in range(many):
            card = {"age": age, "schooling": rng.choice(_LEVELS), "tongue": rng.choice(_TONGUES)}
            card |= {"home": rng.choice(_HOMES)} | ({"part": rng.choice(parts[:-1])} if parts else {})
            cards.append(card)
    rng.shuffle(cards)
    return cards


def tell(stage: Stage, at: datetime) -> None:
    """What the cards say, for everybody."""
    running = queries.running(stage.neighbourhood)
    assert running
    reach.publish(round=running, by=stage.host, **_now(at))


def _newest(stage: Stage) -> Edition:
    found = queries.newest(stage.neighbourhood)
    assert found
    return found


def go(stage: Stage, at: datetime) -> None:
    """The community worker goes to the young, and puts a name there; somebody rings along the canal."""
    day = timezone.localdate(at)
    step = reach.plan_step(
        edition=_newest(stage), group="age:15-24", how="session", what="Op woensdag met kaarten naar de voetbalkooi.",
        who="het opbouwwerk", by_on=day + timedelta(days=14), by=stage.worker, **_now(at),
    )  # fmt: skip
    reach.take_step(step=step, by=stage.worker, **_now(at))


def come_back(stage: Stage, at: datetime) -> None:
    """What came of it, in words."""
    step = queries.steps(stage.neighbourhood, timezone.localdate(at))[0]
    words = "Negentien jongeren vulden een kaart in. Zij willen licht bij de kooi. Twee van hen komen naar de tafel."
    reach.finish_step(step=step, came_of=words, by=stage.worker, **_now(at))


def go_again(stage: Stage, at: datetime) -> None:
    """Some streets are still silent, so two people go along the doors."""
    edition = _newest(stage)
    code, name = edition.round.parts[-1]
    reach.plan_step(
        edition=edition, group=f"part:{code}", how="door", what=f"Met z'n tweeën langs de deuren: {name}.",
        who="de gastvrouw en een buurman", by_on=timezone.localdate(at) + timedelta(days=60), by=stage.host, **_now(at),
    )  # fmt: skip

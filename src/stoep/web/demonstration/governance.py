"""How the table of the story governs itself: its charter, its reviews, what it decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from stoep.network import actions as network
from stoep.network import queries
from stoep.network.models import Change, Partnership, Seat
from stoep.web.demonstration.stage import Stage


@dataclass(frozen=True, slots=True)
class Told:
    """What one table does in three years, with the months in which it does so, counted back from today."""

    first: Mapping[str, Any]
    asked: Mapping[str, Any]
    interest: tuple[str, str]
    reviews: tuple[tuple[float, str, str], ...]


STORIES = {
    "wijk": Told(
        first={
            "seats": {"resident": 8, "independent": 1, "municipality": 1, "housing": 1, "police": 1},
            "quorum": 60, "way": "consent", "review_month": 10,
        },
        asked={"drawn": 2, "way": "both"},
        interest=("Koos", "Heeft een fietsenwinkel aan het Meerplein."),
        reviews=(
            (-25, "Wij leerden elkaar kennen. De agenda is van ons samen.", "Er zitten nog te weinig jongeren."),
            (-13, "Yasmina en Ilyas kwamen erbij. Er wordt meer geluisterd.", "De gemeente antwoordt vaak laat."),
            (-1.5, "Beloften staan op papier, en wij lezen ze voor.", "Wij willen twee zetels loten."),
        ),
    ),
    "village-core": Told(
        first={"seats": {"resident": 3, "independent": 1, "municipality": 1}, "quorum": 50, "review_month": 9},
        asked={"term_years": 3},
        interest=("Harm", "Verhuurt land bij het veen."),
        reviews=(
            (-26, "Iedereen kent elkaar. Dat helpt.", "Meer mensen van de Buitenweg."),
            (-15, "Het dorpshuis is van ons gebleven.", "Wij willen eerder weten wat de gemeente van plan is."),
        ),
    ),
}  # fmt: skip


def plan(stage: Stage) -> None:
    """Put it into the story, step by step."""
    told = STORIES[stage.story.kind]
    stage.plan(stage.at(-33), lambda at: adopt(stage, told.first, at))
    for month, well, change in told.reviews:
        stage.plan(stage.at(month), partial(look_back, stage, well, change))
    stage.plan(stage.at(-20), lambda at: say_interest(stage, *told.interest, at))
    stage.plan(stage.at(-8), lambda at: ask(stage, "share", at, share=60, why="Wij willen er zeker van zijn."))
    why = "Op de terugblik spraken wij dit af."
    stage.plan(stage.at(-0.2), lambda at: ask(stage, "charter", at, values=changed(stage, told.asked, at), why=why))


def changed(stage: Stage, rules: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The rules as they are at that moment, but for these."""
    table = Partnership.objects.get(neighbourhood=stage.neighbourhood)
    return {**queries.charter_of(table, timezone.localdate(at)).values(), **rules}


def ask(stage: Stage, kind: str, at: datetime, **asked: Any) -> Change:
    """Residents propose something, and wait for the other key."""
    return network.propose(by=stage.chair, kind=kind, at=at, today=timezone.localdate(at), **asked)


def adopt(stage: Stage, rules: Mapping[str, Any], at: datetime) -> None:
    """Both keys write down the rules of this table."""
    waits = ask(stage, "charter", at, values=changed(stage, rules, at), why="Zo spraken wij het af aan de tafel.")
    network.confirm(change=waits, by=stage.independent, at=at, today=timezone.localdate(at))


def look_back(stage: Stage, well: str, change: str, at: datetime) -> None:
    """The table looks back on a year; both keys go on."""
    when: dict[str, Any] = {"at": at, "today": timezone.localdate(at)}
    held = network.hold_review(
        by=stage.chair, held_on=when["today"], went_well=well, must_change=change, renews=True, **when
    )
    network.say_at_review(
        by=stage.independent, review=held, renews=True, why="Wij blijven naast bewoners staan.", **when
    )


def say_interest(stage: Stage, name: str, words: str, at: datetime) -> None:
    """Somebody at the table says themselves which interest they have."""
    today = timezone.localdate(at)
    seat = Seat.objects.get(partnership__neighbourhood=stage.neighbourhood, person__name=name, until_on=None)
    theirs = queries.standing(
        account=seat.person.account, neighbourhood=stage.neighbourhood, today=today, second_factor=True
    )
    network.declare_interest(by=theirs, seat=seat, words=words, at=at, today=today)

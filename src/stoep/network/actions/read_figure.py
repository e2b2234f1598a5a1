"""Residents say what a figure means; from then on it stands open beside their words."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from stoep.network.actions.require import require
from stoep.network.facts import table_of
from stoep.network.standing import Standing
from stoep.places import actions as places
from stoep.places.models import Reading
from stoep.record import actions as record


@transaction.atomic
def read_figure(
    *, by: Standing, words: str, at: datetime, today: date, measure: str = "", refuses: bool = False
) -> Reading:
    """Put residents' words beside a figure of their neighbourhood ("": beside all), or leave it out with `refuses`."""
    require(by, right="residents-key", act="network.read_figure")
    made = places.read_figures(
        place=by.neighbourhood, measure=measure, words=words, refuses=refuses, by=by.actor(), today=today
    )
    record.seal(
        neighbourhood=by.neighbourhood,
        act="network.read_figure",
        subject=table_of(by.neighbourhood),
        by=by.actor(),
        at=at,
        facts={
            "measure": measure,
            "refuses": refuses,
            "told": "Bewoners lieten een cijfer weg." if refuses else "Bewoners schreven wat een cijfer betekent.",
        },
        personal={"words": made.words},
        rows=[made],
    )
    return made

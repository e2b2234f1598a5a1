"""A round in which people can vote, without the weeks before it: rows and codes, for a bench or a long test."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from stoep.budgeting import actions as budgeting
from stoep.budgeting import lists
from stoep.budgeting.models import Box, Counter, Idea, LetterOrder, Part, Round
from stoep.core.ballots import codes, countkey
from stoep.network.models import Partnership, Seat
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared.actor import VISITOR
from stoep.voices import actions as voices

PLANS = 20
SUM = 10_000_000


@dataclass(frozen=True, slots=True)
class Voters:
    """Where they vote, the codes of their letters, and the sheets that open the box."""

    path: str
    round: int
    codes: list[str]
    sheets: list[str]


def prepare(here: Neighbourhood, many: int, at: datetime, *, rule: str = Round.Rule.EQUAL_SHARES) -> Voters:
    """So many people with a letter, who can vote from now on for a week."""
    round = a_round(here, at, 1, **_counted_by(rule))
    part = Part.objects.create(round=round, order=1, name="De hele wijk", cents=SUM)
    _plans(round, part, at)
    key = countkey.make()
    for place, words in enumerate(key.sheets, 1):
        kept = countkey.sheet_hash(words).hex()
        Counter.objects.create(round=round, order=place, called=f"Teller {place}", sheet_hash=kept, confirmed_at=at)
    Box.objects.create(round=round, name=f"{here.slug}/{round.number}/bank", public=key.public.hex(), key_made_at=at)
    before = round.voting_from - timedelta(hours=1)  # none are made once people should have begun to vote
    order = LetterOrder.objects.create(round=round, per_part={"1": many}, many=many, reserve=0, ordered_at=before)
    made = budgeting.make_letters(order=order, at=before)
    rows = list(csv.DictReader(io.StringIO(lists.read(made.file, lists.LIST).decode())))
    lists.remove(made.file)
    found = [codes.read(row["code"]) or "" for row in rows]
    path = f"/wijk/{here.slug}/samen-geld-verdelen/{round.number}/stemmen/"
    return Voters(path, round.pk, found, list(key.sheets))


def a_round(here: Neighbourhood, at: datetime, number: int, **said: Any) -> Round:
    """A round in which people vote from a day ago for a week; `said` says it otherwise."""
    day = timezone.localdate(at)
    table = Partnership.objects.get_or_create(neighbourhood=here, defaults={"founded_on": day})[0]
    residents, independent = (_seat(table, side, day) for side in ("resident", "independent"))
    usual: dict[str, Any] = dict(
        neighbourhood=here, number=number, title="Samen over 100.000 euro", why="Voor de straat.",
        who_may_vote="Iedereen.", contact="Ilse", ballot=Round.Ballot.APPROVAL, most=5,
        **_counted_by(Round.Rule.EQUAL_SHARES),
        tie_break=Round.TieBreak.DRAWN, tie_order=list(range(1, PLANS + 1)), why_rule="Zo heeft iedereen iets.",
        tracker=True, reserve_per_thousand=0, ideas_from=day - timedelta(days=60), ideas_until=day - timedelta(days=40),
        repair_days=7, check_until=day - timedelta(days=20), voting_from=at - timedelta(days=1),
        voting_until=at + timedelta(days=7), count_at=at + timedelta(days=8), count_where="Het buurthuis",
        objections_until=day + timedelta(days=30), written_at=at, ballot_made_at=at,
        residents_key=residents, independent_key=independent, announced_at=at - timedelta(days=60),
    )  # fmt: skip
    return Round.objects.create(**usual | said)


def _counted_by(rule: str) -> dict[str, str]:
    is_equal = rule == Round.Rule.EQUAL_SHARES
    completion = Round.Completion.ADD1 if is_equal else Round.Completion.NONE
    return {"rule": rule, "utility": Round.Utility.COST if is_equal else "", "completion": completion}


def _seat(table: Partnership, side: str, day: date) -> Seat:
    person = Person.objects.create(name=f"Iemand ({side})")
    return Seat.objects.create(partnership=table, person=person, side=side, since_on=day - timedelta(days=90))


def _plans(round: Round, part: Part, at: datetime) -> None:
    for number in range(1, PLANS + 1):
        voice = voices.post(
            neighbourhood=round.neighbourhood, kind="idea", words=f"Plan {number} voor de straat.", channel="screen",
            audience="everyone", by=VISITOR, at=at, today=timezone.localdate(at),
        ).voice  # fmt: skip
        Idea.objects.create(
            round=round, part=part, voice=voice, title=f"Plan {number}", cents=(number + 4) * 100_000,
            ballot_number=number, written_at=at,
        )  # fmt: skip

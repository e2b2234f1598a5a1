"""Money that the neighbourhood of the bench divided: a round that was counted, and one with as many ideas that runs."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from stoep.budgeting import elections
from stoep.budgeting.models import (
    Argument,
    Award,
    Box,
    Counter,
    Finding,
    Idea,
    Objection,
    Observer,
    Part,
    Result,
    Round,
    Spending,
    Verdict,
)  # fmt: skip
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.voices.models import Voice
from stoep.web.bench import voters, words

PLANS, IDEAS, SAID, BALLOTS = 30, 300, 300, 500
Number = Callable[[], str]


def divide(here: Neighbourhood, by: Person, chance: random.Random, number: Number, at: datetime) -> None:
    """Rows as the acts make them: `PLANS` on a ballot, `IDEAS` to read, and `SAID` of what may be many besides."""
    _counted(here, by, chance, number, at - timedelta(days=200))
    _running(here, by, chance, number, at)


def _counted(here: Neighbourhood, by: Person, chance: random.Random, number: Number, at: datetime) -> None:
    round = voters.a_round(
        here, at, 1, voting_from=at - timedelta(days=21), voting_until=at, count_at=at,
        objections_until=timezone.localdate(at) + timedelta(days=14),
    )  # fmt: skip
    part = Part.objects.create(round=round, order=1, name="De hele wijk", cents=voters.SUM)
    for place in range(1, 6):
        Counter.objects.create(round=round, order=place, called=f"Teller {place}", confirmed_at=at)
    ideas = _ideas(part, PLANS, chance, number, at, on_ballot=True)
    round.tie_order = list(range(1, PLANS + 1))
    round.save(update_fields=["tie_order"])
    chosen = [tuple((plan, 1) for plan in sorted(chance.sample(range(1, PLANS + 1), 4))) for _vote in range(BALLOTS)]
    told = elections.published(part, chosen)
    Result.objects.create(part=part, counted_at=at, ballots=told.ballots, rule=told.rule, outcome=told.outcome)
    Box.objects.create(
        round=round, name=f"{here.slug}/1/bank", public="ab" * 32, key_made_at=at, closed_at=at, closed_count=BALLOTS,
        closed_hash="cd" * 32, opened_at=at, voters=BALLOTS, left_out={"replaced": 12}, wiped_at=at,
    )  # fmt: skip
    won = {int(each["id"]): each["votes"] for each in told.outcome["winners"]}
    awards = Award.objects.bulk_create(
        Award(idea=idea, cents=idea.cents or 0, voters=won[idea.ballot_number or 0], awarded_at=at)
        for idea in ideas if idea.ballot_number in won
    )  # fmt: skip
    Spending.objects.bulk_create(
        Spending(
            award=awards[0], cents=100, what="Schroeven", spent_on=timezone.localdate(at), noted_by=by, noted_at=at
        )
        for _each in range(SAID)
    )
    _looked_back(round, by, chance, at)


def _looked_back(round: Round, by: Person, chance: random.Random, at: datetime) -> None:
    observer = Observer.objects.create(round=round, order=1, person=by, called=by.name)
    Finding.objects.bulk_create(
        Finding(round=round, observer=observer, words=words.said(chance), written_at=at) for _each in range(SAID)
    )
    Objection.objects.bulk_create(
        Objection(round=round, called="Bep", words=words.said(chance), made_at=at, answer="Nee.", answered_by=by,
                  answered_at=at)
        for _each in range(SAID)
    )  # fmt: skip


def _running(here: Neighbourhood, by: Person, chance: random.Random, number: Number, at: datetime) -> None:
    day = timezone.localdate(at)
    round = voters.a_round(
        here, at, 2, ballot_made_at=None, tie_order=[], ideas_until=day + timedelta(days=5),
        check_until=day + timedelta(days=20), voting_from=at + timedelta(days=30),
        voting_until=at + timedelta(days=50), count_at=at + timedelta(days=51),
        objections_until=day + timedelta(days=70),
    )  # fmt: skip
    part = Part.objects.create(round=round, order=1, name="De hele wijk", cents=voters.SUM)
    ideas = _ideas(part, IDEAS, chance, number, at, on_ballot=False)
    Verdict.objects.bulk_create(
        Verdict(idea=idea, kind="yes", cents=idea.cents, given_by=by, given_at=at) for idea in ideas[: IDEAS // 2]
    )
    said = _voices(here, SAID, chance, number, at)
    Argument.objects.bulk_create(
        Argument(idea=ideas[0], voice=voice, stance=chance.choice(("for", "against", "question")), written_at=at)
        for voice in said
    )


def _ideas(
    part: Part, many: int, chance: random.Random, number: Number, at: datetime, *, on_ballot: bool
) -> list[Idea]:
    voices = _voices(part.round.neighbourhood, many, chance, number, at)
    return Idea.objects.bulk_create(
        Idea(
            round=part.round, part=part, voice=voice, title=f"Plan {place} voor de straat", written_at=at,
            cents=(place % 20 + 4) * 100_000, ballot_number=place if on_ballot else None,
        )
        for place, voice in enumerate(voices, 1)
    )  # fmt: skip


def _voices(here: Neighbourhood, many: int, chance: random.Random, number: Number, at: datetime) -> list[Voice]:
    day = timezone.localdate(at)
    rows: list[dict[str, Any]] = [{"number": number(), "words": words.said(chance)} for _each in range(many)]
    return Voice.objects.bulk_create(
        Voice(
            neighbourhood=here, secret_hash=receipts.secret_hash(row["words"]), kind="idea", channel="screen",
            audience="everyone", said_on=day, received_at=at, due_on=day, checked_at=at, first_answered_on=day, **row,
        )
        for row in rows
    )  # fmt: skip

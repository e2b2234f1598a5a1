"""Look back on a year of working together: what went well, what must change, and who goes on."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.actions.apply import locked
from stoep.network.actions.require import require
from stoep.network.facts import table_of
from stoep.network.models import Partnership, Review, ReviewWord
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.shared.typed import Limits, clean, within

_TYPED = Limits({}, 4000)
LONGEST_WHY = 1000


@transaction.atomic
def hold_review(
    *,
    by: Standing,
    held_on: date,
    went_well: str,
    must_change: str,
    renews: bool,
    at: datetime,
    today: date,
    why: str = "",
) -> Review:
    """What the table found when it looked back on this day, with the word of the side that writes it down.

    It counts as held when the other key said its word too (`say_at_review`); at once where there is one key.
    Refused: "no-words", "too-long", "not-yet" (a day to come), "open-review" (the last one still waits for a word).
    """
    require(by, right="lead", act="network.review", subject=table_of(by.neighbourhood))
    table = locked(by.neighbourhood)
    both = _("Schrijf op wat er goed ging, en wat er anders moet. Allebei.")
    said = _TYPED.asked("no-words", both, went_well=went_well, must_change=must_change)
    if held_on > today:
        raise Refused("not-yet", _("Die dag komt nog. Kies vandaag, of een dag die geweest is."))
    if Review.objects.filter(partnership=table, settled_at=None).exists():
        raise Refused("open-review", _("De vorige terugblik wacht nog op een antwoord. Geef dat eerst."))
    made = Review.objects.create(
        partnership=table,
        held_on=held_on,
        **said,
        composition=_composition(table, today),
        written_at=at,
    )
    record.seal(
        neighbourhood=by.neighbourhood,
        act="network.review",
        subject=table_of(by.neighbourhood),
        by=by.actor(),
        at=at,
        facts={
            "review": made.pk,
            "held_on": held_on.isoformat(),
            "composition": made.composition,
            "told": "De tafel keek terug op het jaar.",
        },
        personal=said,
        rows=[made],
    )
    _say(made, by, renews, why, at, today)
    return made


@transaction.atomic
def say_at_review(*, by: Standing, review: Review, renews: bool, at: datetime, today: date, why: str = "") -> Review:
    """The word of one side at the table: it goes on, or it does not, and why. Each side says it once.

    Refused: "no-seat-here", "said" (this side already did), "elsewhere", "no-reason", "too-long".
    """
    require(by, right="take-part", act="network.review_word", subject=table_of(by.neighbourhood))
    table = locked(by.neighbourhood)
    found = Review.objects.filter(pk=review.pk, partnership=table).first()
    if found is None:
        raise Refused("elsewhere", _("Deze terugblik hoort bij een andere wijk. Ga naar de pagina van die wijk."))
    if by.seat is None:
        raise Refused("no-seat-here", _("Dit zegt iemand met een zetel aan tafel. Vraag het die persoon."))
    if found.said.filter(side=by.side).exists():
        raise Refused("said", _("Uw kant heeft dit al gezegd. U hoeft niets te doen."))
    _say(found, by, renews, why, at, today)
    return found


def _say(review: Review, by: Standing, renews: bool, why: str, at: datetime, today: date) -> None:
    assert by.person is not None
    why = within(clean(why), LONGEST_WHY)
    if not renews and not why:
        raise Refused("no-reason", _("Schrijf op waarom u niet verder gaat. De anderen lezen het."))
    word = ReviewWord.objects.create(review=review, side=by.side, person=by.person, renews=renews, why=why, said_at=at)
    asked = {rules.RESIDENT} | ({rules.INDEPENDENT} if queries.asks_two_keys(review.partnership, today) else set())
    settled = review.settled_at is None and asked <= set(review.said.values_list("side", flat=True))
    if settled:
        review.settled_at = at
        review.save(update_fields=["settled_at"])
    record.seal(
        neighbourhood=by.neighbourhood,
        act="network.review_word",
        subject=table_of(by.neighbourhood),
        by=by.actor(),
        at=at,
        facts={
            "review": review.pk,
            "review_side": by.side,
            "renews": renews,
            "settled": review.settled_at is not None,
            "told": "Een kant van de tafel gaat verder." if renews else "Een kant van de tafel gaat niet verder.",
        },
        personal={"why": word.why},
        rows=[word, review],
    )


def _composition(table: Partnership, today: date) -> list[dict[str, object]]:
    seats: Counter[str] = Counter()
    votes: Counter[str] = Counter()
    for _seat, side, weight in queries.votes_at(table, today):
        seats[side] += 1
        votes[side] += weight
    return [{"side": side, "seats": seats[side], "votes": votes[side]} for side in sorted(seats)]

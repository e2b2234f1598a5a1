"""Say which interest somebody at the table has elsewhere, and that it is over."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import queries
from stoep.network.actions import telling
from stoep.network.actions.require import require
from stoep.network.models import Interest, Seat
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.shared.typed import Limits

_TYPED = Limits({"words": 300}, 300)


@transaction.atomic
def declare_interest(
    *, by: Standing, seat: Seat, words: str, at: datetime, today: date, since_on: date | None = None
) -> Interest:
    """An interest of whoever has this seat, from today or an earlier day, for everybody to read.

    They say it themselves, whatever their side; of somebody else those who lead write it down, and they are told.
    Refused: "no-words", "not-yet" (a day to come), "ended" or "elsewhere" (no running seat of this table).
    """
    own = by.seat is not None and by.seat.pk == seat.pk
    act = "network.interest"
    require(by, right="take-part" if own else "lead", act=act, subject=f"seat:{seat.pk}")
    seat = _running(by, seat, today)
    said = _TYPED.asked("no-words", _("Schrijf in een paar woorden welk belang het is."), words=words)["words"]
    if since_on is not None and since_on > today:
        raise Refused("not-yet", _("Die dag komt nog. Kies vandaag, of een dag die geweest is."))
    made = Interest.objects.create(seat=seat, words=said, since_on=since_on or today, is_own_word=own, written_at=at)
    _seal(made, by, at, act=act, told="Er staat een belang bij een zetel.")
    if not own:
        telling.tell_interest(made, at=at)
    return made


@transaction.atomic
def end_interest(*, by: Standing, interest: Interest, at: datetime, today: date) -> Interest:
    """The interest is over; it stays readable, with its days. Who said it ends it: the holder, or those who lead."""
    act = "network.end_interest"
    own = by.seat is not None and by.seat.person_id == interest.seat.person_id and interest.is_own_word
    require(by, right="take-part" if own else "lead", act=act, subject=f"seat:{interest.seat_id}")
    interest = Interest.objects.select_for_update(of=["self"]).select_related("seat__person").get(pk=interest.pk)
    if interest.seat.partnership.neighbourhood_id != by.neighbourhood.pk or interest.until_on is not None:
        raise Refused("ended", _("Dit belang is al voorbij. U hoeft niets te doen."))
    interest.until_on = today
    interest.save(update_fields=["until_on"])
    _seal(interest, by, at, act=act, told="Een belang bij een zetel is voorbij.")
    return interest


def _running(by: Standing, seat: Seat, today: date) -> Seat:
    found = Seat.objects.filter(queries.running(today), partnership__neighbourhood=by.neighbourhood, pk=seat.pk)
    known = found.select_related("person__account", "partnership__neighbourhood").first()
    if known is None:
        raise Refused("ended", _("Deze zetel is al beëindigd. U hoeft niets te doen."))
    return known


def _seal(interest: Interest, by: Standing, at: datetime, *, act: str, told: str) -> None:
    record.seal(
        neighbourhood=by.neighbourhood,
        act=act,
        subject=f"seat:{interest.seat_id}",
        by=by.actor(),
        at=at,
        facts={
            "interest": interest.pk,
            "interest_since_on": interest.since_on.isoformat(),
            "interest_until_on": interest.until_on.isoformat() if interest.until_on else "",
            "own_word": interest.is_own_word,
            "told": told,
        },
        personal={"person": interest.seat.person.name, "words": interest.words},
        rows=[interest],
    )

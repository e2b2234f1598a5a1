"""The two keys: who may turn the second one, until when, and what is left when nobody holds it any more."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.facts import last_day, table_of
from stoep.network.models import Change, Partnership, Seat
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.actor import Actor
from stoep.shared.refusal import NotAllowed, Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def still_seated(by: Standing, today: date) -> Seat:
    """The seat of whoever acts, as it is now that the table is locked: another session may just have ended it."""
    seat = Seat.objects.filter(
        queries.running(today), partnership__neighbourhood=by.neighbourhood, pk=by.seat.pk if by.seat else 0
    ).first()
    if seat is None:
        raise Refused("no-seat-now", _("Uw zetel is zojuist beëindigd. Kijk wie er nu aan tafel zitten."))
    return seat


def chair_only(by: Standing, seat: Seat) -> None:
    """Until the independent organisation said yes to its seat, the residents' chair turns both keys, nobody else."""
    if not seat.is_chair or not by.holds_residents_key:
        raise _not(
            by,
            "chair-only",
            _(
                "Er is nog geen onafhankelijke organisatie aan tafel. Tot die tijd past alleen de voorzitter "
                "namens bewoners de zetels aan. Vraag het de voorzitter."
            ),
            act="network.propose",
        )


def may_confirm(change: Change, by: Standing, today: date) -> None:
    """Go on when `by` may turn the other key of this change today: in time, another side, and another person.

    Whoever proposed it must still have a seat on that side. Raises Refused("lapsed", "seat-ended") or NotAllowed.
    """
    if last_day(change) < today:
        raise Refused(
            "lapsed",
            _("Dit voorstel is verlopen op %(day)s. Stel het opnieuw voor, als u het nog wilt."),
            day=date_format(last_day(change), "j F Y"),
        )
    if change.proposed_key == by.side and not is_succession(change, today):
        raise _not(
            by,
            "same-key",
            _("Uw kant stelde dit zelf voor. De andere kant moet het bevestigen. Wacht daarop, of trek het in."),
        )
    if change.proposed_by_id is None or (by.person is not None and change.proposed_by_id == by.person.pk):
        raise _not(
            by,
            "same-person",
            _("U stelde dit zelf voor. Iemand anders moet het bevestigen. Niemand draait beide sleutels om."),
        )
    if proposer_seat(change, today) is None:
        raise Refused("seat-ended", _("Wie dit voorstelde, heeft geen zetel meer. Stel het opnieuw voor."))


def proposer_seat(change: Change, today: date) -> int | None:
    """The number of the seat with which this was proposed, while whoever did has it and counts on that side."""
    for seat, side, _weight in queries.votes_at(change.partnership, today):
        if seat.person_id == change.proposed_by_id and side == change.proposed_key:
            return seat.pk
    return None


def is_succession(change: Change, today: date) -> bool:
    """Whether two residents together may do this: name who follows, where nobody holds the independent key any more."""
    if change.proposed_key != rules.RESIDENT or not queries.second_key_is_lost(change.partnership, today):
        return False
    if change.kind == Change.Kind.HAND_OVER:
        return change.seat is not None and change.seat.side == rules.INDEPENDENT
    organisation = change.organisation or (change.person.organisation if change.person else None)
    is_theirs = organisation is not None and organisation.kind == rules.INDEPENDENT
    return change.kind == Change.Kind.ADD_SEAT and is_theirs


def hand_second_key(table: Partnership, *, by: Actor, at: datetime, today: date) -> None:
    """Write down that the independent organisation holds the second key from now on, once it said yes to a seat."""
    if table.two_keys_since_on is not None or not queries.asks_two_keys(table, today):
        return
    table.two_keys_since_on = today
    table.save(update_fields=["two_keys_since_on"])
    record.seal(
        neighbourhood=table.neighbourhood,
        act="network.two_keys",
        subject=table_of(table.neighbourhood),
        by=by,
        at=at,
        facts={
            "two_keys_since_on": today.isoformat(),
            "told": "De onafhankelijke organisatie heeft de tweede sleutel. Niemand beslist nu nog alleen.",
        },
        rows=[table],
    )


def _not(by: Standing, code: str, sentence: _StrPromise, *, act: str = "network.confirm") -> NotAllowed:
    return NotAllowed(
        code,
        sentence,
        neighbourhood=by.neighbourhood,
        actor=by.actor(),
        act=act,
        subject=table_of(by.neighbourhood),
    )

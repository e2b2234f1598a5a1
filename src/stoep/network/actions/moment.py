"""What every change at the table asks first: who, where and when, whom it is about, and on which side they count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.models import Change, Seat
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Moment:
    """Who applies a change, where and when, and the rules of the table at that moment."""

    actor: Actor
    neighbourhood: Neighbourhood
    at: datetime
    today: date
    charter: rules.CharterFacts


def whom(change: Change) -> Person:
    """The person whom the change is about."""
    if change.person is None:
        raise Refused("whom", _("Zeg om wie het gaat: een naam en een e-mailadres."))
    return change.person


def running_seat(change: Change, now: Moment) -> Seat:
    """The seat that the change is about, while it runs."""
    seat = queries.running_seats(change.partnership, now.today).filter(pk=change.seat_id or 0).first()
    if seat is None:
        raise Refused("ended", _("Deze zetel is al beëindigd. U hoeft niets te doen."))
    return seat


def side_for(person: Person, organisation: Organisation | None) -> str:
    """On which side they sit here, when they sit for this organisation."""
    own, _name = queries.side_and_name(person)
    return rules.side_of(own, [organisation.kind] if organisation else [])


def resident_first(change: Change, person: Person, organisation: Organisation | None, now: Moment) -> None:
    """A table does not give a job to whoever sits at it as a resident: that seat is handed over first.

    Whether they work there at all, they say themselves (`work_for`). What happens here changes nothing elsewhere.
    """
    if organisation is None or organisation.kind == rules.RESIDENT or person.organisation == organisation:
        return
    seats = queries.running_seats(change.partnership, now.today).filter(person=person, side=rules.RESIDENT)
    if seats.exists():
        raise Refused(
            "residents-seat",
            _("Deze persoon heeft een zetel als bewoner. Draag die zetel eerst over. Daarna kan dit."),
        )

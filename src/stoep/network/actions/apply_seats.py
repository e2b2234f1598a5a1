"""Give a seat, end it, hand it over, give it another term, or give it the chair."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.actions import telling
from stoep.network.actions.moment import Moment, resident_first, running_seat, side_for, whom
from stoep.network.actions.sealing import in_dutch, seal_seat
from stoep.network.models import Change, Partnership, Seat
from stoep.people.models import Organisation, Person
from stoep.shared.refusal import Refused


def add_seat(change: Change, now: Moment) -> None:
    """One more seat, for somebody who has none here."""
    person = whom(change)
    resident_first(change, person, change.organisation, now)
    _no_seat_yet(change.partnership, person, now)
    term = _term(change.partnership, person, now)
    _sit(change, person, change.organisation or person.organisation, change.is_chair, term, now)


def end_seat(change: Change, now: Moment) -> None:
    """A seat is over, but not that of the chair."""
    seat = running_seat(change, now)
    if seat.is_chair:
        raise Refused(
            "chair-first",
            _("Dit is de zetel van de voorzitter. Wijs eerst een nieuwe voorzitter aan, of draag hem over."),
        )
    _leave(seat, change, now)


def hand_over(change: Change, now: Moment) -> None:
    """Somebody of the same side sits on, for the rest of the term; a term that is over begins anew."""
    seat, person = running_seat(change, now), whom(change)
    organisation = change.organisation or person.organisation or seat.organisation
    if side_for(person, organisation) != seat.side:
        raise Refused(
            "other-side",
            _("Een zetel blijft bij dezelfde kant. Draag hem over aan iemand van die kant."),
        )
    _no_seat_yet(change.partnership, person, now)
    term = _term(change.partnership, person, now)
    if seat.term_until_on is not None and seat.term_until_on > now.today:
        term = min(term, seat.term_until_on)
    was_chair = seat.is_chair
    _leave(seat, change, now)
    change.appointed = change.appointed or seat.appointed
    _sit(change, person, organisation, was_chair, term, now)


def renew(change: Change, now: Moment) -> None:
    """Whoever sits gets another term, as long as the rules let them."""
    seat = running_seat(change, now)
    term = _term(change.partnership, seat.person, now)
    if seat.term_until_on is not None and term <= seat.term_until_on:
        raise Refused("same-term", _("Langer dan nu mag deze persoon niet zitten. Kies iemand anders, en draag over."))
    seat.term_until_on = term
    seat.appointed = change.appointed or seat.appointed
    seat.save()
    told = "Een zetel kreeg een nieuwe termijn."
    seal_seat(seat, act="network.seat", by=now.actor, at=now.at, told=told, change=change.pk)


def chair(change: Change, now: Moment) -> None:
    """Somebody who sits takes the chair; the former one sits on."""
    seat = running_seat(change, now)
    _take_chair(seat, seat.side, change, now)
    seat.is_chair = True
    seat.save()
    seal_seat(seat, act="network.seat", by=now.actor, at=now.at, told="Er is een nieuwe voorzitter.", change=change.pk)


def _no_seat_yet(table: Partnership, person: Person, now: Moment) -> None:
    if queries.running_seats(table, now.today).filter(person=person).exists():
        raise Refused("has-seat", _("Deze persoon heeft hier al een zetel. Eén zetel per persoon is genoeg."))


def _term(table: Partnership, person: Person, now: Moment) -> date:
    """Until when this person may sit from today, by the rules and by how long they sat here before."""
    charter = now.charter
    sat = [
        (since, until or now.today)
        for since, until in Seat.objects.filter(partnership=table, person=person).values_list("since_on", "until_on")
    ]
    until = rules.term_until(sat, now.today, years=charter.term_years, most=charter.most_terms)
    if until is None:
        raise Refused(
            "most-terms",
            _(
                "Deze persoon zat hier al %(years)s jaar. Langer mag niet volgens de regels van de tafel. "
                "Kies iemand anders."
            ),
            years=charter.term_years * charter.most_terms,
        )
    return until


def _sit(
    change: Change, person: Person, organisation: Organisation | None, is_chair: bool, term: date, now: Moment
) -> Seat:
    side = side_for(person, organisation)
    if is_chair:
        _take_chair(None, side, change, now)
    usual = Seat.Appointed.CHOSEN if side == rules.RESIDENT else Seat.Appointed.DELEGATED
    seat = Seat.objects.create(
        partnership=change.partnership,
        person=person,
        side=side,
        organisation=organisation,
        is_chair=is_chair,
        since_on=now.today,
        appointed=change.appointed or usual,
        term_until_on=term,
        weight=now.charter.weight_of(side),
    )
    told = f"Er kwam een zetel bij: {in_dutch(Organisation.Kind(seat.side).label)}."
    seal_seat(seat, act="network.seat", by=now.actor, at=now.at, told=told, change=change.pk)
    telling.tell_given(seat, at=now.at)
    return seat


def _take_chair(seat: Seat | None, side: str, change: Change, now: Moment) -> None:
    """Whoever chaired before sits on without the chair. The municipality and other institutions never chair."""
    if side not in rules.LEADING_SIDES:
        raise Refused(
            "institution-chairs",
            _("De voorzitter komt van bewoners of van de onafhankelijke organisatie. Kies iemand van die kant."),
        )
    for former in queries.running_seats(change.partnership, now.today).filter(is_chair=True):
        if seat is None or former.pk != seat.pk:
            former.is_chair = False
            former.save()
            told = "De voorzitter gaf de voorzittershamer door."
            seal_seat(former, act="network.seat", by=now.actor, at=now.at, told=told, change=change.pk)


def _leave(seat: Seat, change: Change, now: Moment) -> None:
    seat.until_on = now.today
    seat.save()
    told = f"Een zetel eindigde: {in_dutch(Organisation.Kind(seat.side).label)}."
    seal_seat(seat, act="network.seat", by=now.actor, at=now.at, told=told, change=change.pk)
    telling.tell_ended(seat, at=now.at)

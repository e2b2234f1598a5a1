"""Apply a change at the table, with the table locked: whatever the order of acts, residents keep their share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.actions import telling
from stoep.network.actions.sealing import in_dutch, seal_post, seal_seat
from stoep.network.models import Change, Partnership, Post, Seat
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class _Moment:
    """Who applies a change, where and when."""

    actor: Actor
    neighbourhood: Neighbourhood
    at: datetime
    today: date


def locked(neighbourhood: Neighbourhood) -> Partnership:
    """The table of this neighbourhood, locked until the end of the transaction, so that changes come one by one."""
    table = Partnership.objects.select_for_update().filter(neighbourhood=neighbourhood).first()
    if table is None:
        raise Refused("no-table", _("Deze wijk heeft nog geen tafel. Begin de wijk eerst, via 'Een wijk beginnen'."))
    return table


def apply(change: Change, *, actor: Actor, at: datetime, today: date) -> None:
    """Do what the change says; the caller holds the lock, checks the keys, and seals the decision itself.

    Refused when residents would hold less than their share afterwards. Where they already do, since somebody took a
    job at an organisation, a change that brings them nearer is let through.
    """
    table = change.partnership
    before = rules.seats_missing(queries.sides_at(table, today), table.residents_share)
    _APPLY[Change.Kind(change.kind)](change, _Moment(actor, table.neighbourhood, at, today))
    sides = queries.sides_at(table, today)
    missing = rules.seats_missing(sides, table.residents_share)
    if missing and missing >= before:
        raise Refused(
            "residents-share",
            _(
                "Dan hebben bewoners %(residents)s van de %(seats)s zetels. Dat is minder dan %(share)s procent. "
                "Geef eerst meer bewoners een zetel. Nodig zijn er nog: %(missing)s."
            ),
            residents=sides.count(rules.RESIDENT),
            seats=len(sides),
            share=table.residents_share,
            missing=missing,
        )


def _add_seat(change: Change, now: _Moment) -> None:
    person = _whom(change)
    _resident_first(change, person, change.organisation, now)
    if queries.running_seats(change.partnership, now.today).filter(person=person).exists():
        raise Refused("has-seat", _("Deze persoon heeft hier al een zetel. Eén zetel per persoon is genoeg."))
    _sit(change, person, change.organisation or person.organisation, change.is_chair, now)


def _end_seat(change: Change, now: _Moment) -> None:
    seat = _running_seat(change, now)
    if seat.is_chair:
        raise Refused(
            "chair-first",
            _("Dit is de zetel van de voorzitter. Wijs eerst een nieuwe voorzitter aan, of draag hem over."),
        )
    residents = [
        other for other in queries.running_seats(change.partnership, now.today) if other.side == rules.RESIDENT
    ]
    if seat.side == rules.RESIDENT and len(residents) == 1:
        raise Refused(
            "last-resident", _("Dit is de laatste zetel van bewoners. Geef eerst een andere bewoner een zetel.")
        )
    _leave(seat, change, now)


def _hand_over(change: Change, now: _Moment) -> None:
    seat, person = _running_seat(change, now), _whom(change)
    organisation = change.organisation or person.organisation or seat.organisation
    if _side_for(person, organisation) != seat.side:
        raise Refused(
            "other-side",
            _("Een zetel blijft bij dezelfde kant. Draag hem over aan iemand van die kant."),
        )
    if person == seat.person or queries.running_seats(change.partnership, now.today).filter(person=person).exists():
        raise Refused("has-seat", _("Deze persoon heeft hier al een zetel. Eén zetel per persoon is genoeg."))
    was_chair = seat.is_chair
    _leave(seat, change, now)
    _sit(change, person, organisation, was_chair, now)


def _chair(change: Change, now: _Moment) -> None:
    seat = _running_seat(change, now)
    _take_chair(seat, seat.side, change, now)
    seat.is_chair = True
    seat.save()
    seal_seat(seat, act="network.seat", by=now.actor, at=now.at, told="Er is een nieuwe voorzitter.", change=change.pk)


_HOSTS = (
    "municipality-hosts",
    _(
        "Wie voor de gemeente of de politie werkt, is geen gastheer en geen opbouwwerker van de wijk. "
        "Kies 'contactpersoon'."
    ),
)
_OTHER_SIDE = {
    Post.Kind.CLERK: ("clerk-side", _("De griffier werkt voor de gemeente. Kies bij organisatie de gemeente.")),
    Post.Kind.TRUSTED: (
        "trusted-side",
        _("Een vertrouwenspersoon komt van de onafhankelijke organisatie. Kies iemand die daar werkt."),
    ),
}


def _add_post(change: Change, now: _Moment) -> None:
    person = _whom(change)
    kind = Post.Kind(change.post_kind)
    if kind == Post.Kind.OFFICIAL and change.organisation is None and person.organisation is None:
        raise Refused("no-organisation", _("Kies de organisatie waarvoor deze contactpersoon werkt."))
    _resident_first(change, person, change.organisation, now)
    organisation = change.organisation or person.organisation
    if not rules.may_hold_post(kind, _side_for(person, organisation)):
        raise Refused(*_OTHER_SIDE.get(kind, _HOSTS))
    neighbourhood = change.partnership.neighbourhood
    running = Post.objects.filter(queries.running(now.today), neighbourhood=neighbourhood, person=person, kind=kind)
    if running.exists():
        raise Refused("has-post", _("Deze persoon heeft deze taak al. U hoeft niets te doen."))
    post = Post.objects.create(
        neighbourhood=neighbourhood,
        person=person,
        kind=kind,
        organisation=organisation,
        since_on=now.today,
    )
    told = f"Er kwam een taak bij: {in_dutch(Post.Kind(post.kind).label)}."
    seal_post(post, act="network.post", by=now.actor, at=now.at, told=told, change=change.pk)
    telling.tell_given(post, at=now.at)


def _end_post(change: Change, now: _Moment) -> None:
    found = Post.objects.filter(queries.running(now.today), pk=change.post_id or 0)
    post = found.select_related("person__account", "organisation", "neighbourhood").first()
    if post is None:
        raise Refused("ended", _("Deze taak is al beëindigd. U hoeft niets te doen."))
    post.until_on = now.today
    post.save()
    told = f"Een taak eindigde: {in_dutch(Post.Kind(post.kind).label)}."
    seal_post(post, act="network.post", by=now.actor, at=now.at, told=told, change=change.pk)
    telling.tell_ended(post, at=now.at)


def _share(change: Change, now: _Moment) -> None:
    if change.share is None or not 51 <= change.share <= 100:
        raise Refused(
            "bad-share", _("Het aandeel van bewoners ligt tussen 51 en 100 procent. Kies een getal daartussen.")
        )
    change.partnership.residents_share = change.share
    change.partnership.save()


_APPLY: dict[Change.Kind, Callable[[Change, _Moment], None]] = {
    Change.Kind.ADD_SEAT: _add_seat,
    Change.Kind.END_SEAT: _end_seat,
    Change.Kind.HAND_OVER: _hand_over,
    Change.Kind.CHAIR: _chair,
    Change.Kind.ADD_POST: _add_post,
    Change.Kind.END_POST: _end_post,
    Change.Kind.SHARE: _share,
}


def _whom(change: Change) -> Person:
    if change.person is None:
        raise Refused("whom", _("Zeg om wie het gaat: een naam en een e-mailadres."))
    return change.person


def _running_seat(change: Change, now: _Moment) -> Seat:
    seat = queries.running_seats(change.partnership, now.today).filter(pk=change.seat_id or 0).first()
    if seat is None:
        raise Refused("ended", _("Deze zetel is al beëindigd. U hoeft niets te doen."))
    return seat


def _side_for(person: Person, organisation: Organisation | None) -> str:
    """On which side they sit here, when they sit for this organisation."""
    own, _name = queries.side_and_name(person)
    return rules.side_of(own, [organisation.kind] if organisation else [])


def _resident_first(change: Change, person: Person, organisation: Organisation | None, now: _Moment) -> None:
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


def _sit(change: Change, person: Person, organisation: Organisation | None, is_chair: bool, now: _Moment) -> Seat:
    side = _side_for(person, organisation)
    if is_chair:
        _take_chair(None, side, change, now)
    seat = Seat.objects.create(
        partnership=change.partnership,
        person=person,
        side=side,
        organisation=organisation,
        is_chair=is_chair,
        since_on=now.today,
    )
    told = f"Er kwam een zetel bij: {in_dutch(Organisation.Kind(seat.side).label)}."
    seal_seat(seat, act="network.seat", by=now.actor, at=now.at, told=told, change=change.pk)
    telling.tell_given(seat, at=now.at)
    return seat


def _take_chair(seat: Seat | None, side: str, change: Change, now: _Moment) -> None:
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


def _leave(seat: Seat, change: Change, now: _Moment) -> None:
    seat.until_on = now.today
    seat.save()
    told = f"Een zetel eindigde: {in_dutch(Organisation.Kind(seat.side).label)}."
    seal_seat(seat, act="network.seat", by=now.actor, at=now.at, told=told, change=change.pk)
    telling.tell_ended(seat, at=now.at)

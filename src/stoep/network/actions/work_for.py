"""Say for whom one works, and lay down a seat or a task: only the person themselves does either."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.actions import keys
from stoep.network.actions.apply import locked
from stoep.network.actions.sealing import seal_post, seal_seat, seal_sides
from stoep.network.models import Partnership, Post, Seat
from stoep.people.models import Organisation, Person
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused


@transaction.atomic
def work_for(*, person: Person, organisation: Organisation, at: datetime, today: date) -> Person:
    """The person, who says that they work for this organisation. From now on they count as it, everywhere.

    Only for an organisation for which a table gave them a seat or a task. Nobody else can say it for them: an
    invented neighbourhood makes an official of nobody. Whoever would take the chair or the last residents' seat along
    hands that over first. Refused: "nothing-asked", "other-organisation", "still-there", "chair-first", "last-first".
    """
    tables = [
        locked(seat.partnership.neighbourhood) for seat in queries.seats_of(person, today).order_by("partnership")
    ]
    person = Person.objects.select_for_update(of=["self"]).select_related("organisation").get(pk=person.pk)
    held = _held(person, today)
    if not any(each.organisation_id == organisation.pk for each in held):
        raise Refused("nothing-asked", _("Niemand gaf u een zetel of taak voor deze organisatie. Kijk bij uw wijken."))
    if person.organisation_id == organisation.pk:
        return person
    _may_change(person, organisation, held)
    before = {table.pk: queries.votes_at(table, today) for table in tables}
    person.organisation = organisation
    person.save(update_fields=["organisation"])
    for table in tables:
        _may_take_along(table, person, before[table.pk], today)
    told = "Iemand zei zelf voor welke organisatie dit is."
    by = _actor(person)
    for each in _held(person, today):
        if isinstance(each, Seat) or each.organisation_id is not None:
            _seal(each, act="network.work_for", told=told, at=at)
    for table in tables:
        keys.hand_second_key(table, by=by, at=at, today=today)
    return person


@transaction.atomic
def lay_down(*, person: Person, at: datetime, today: date, seat: int | None = None, post: int | None = None) -> None:
    """End one's own seat or task, by its number: because it is enough, or because one never asked for it.

    The chair hands over first, and so does a resident without whom residents would hold too little, and the last one
    of the independent organisation: its key goes to a successor, never to the chair. A seat that somebody never said
    yes to can always be laid down. Refused: "not-yours", "own-chair", "own-last", "own-share", "own-key".
    """
    table = _locked_table(_own(person, seat, post, today))
    held = _own(person, seat, post, today)  # as it is now that nobody else changes the table
    if isinstance(held, Seat):
        _may_leave(held, person, today)
    before = queries.votes_at(table, today) if table else []
    held.until_on = today
    held.save(update_fields=["until_on"])
    _seal(held, act="network.lay_down", told="Iemand legde een zetel of taak neer.", at=at)
    after = queries.votes_at(table, today) if table else []
    seal_sides(before, after, by=_actor(person), at=at)


def _held(person: Person, today: date) -> list[Seat | Post]:
    return [*queries.seats_of(person, today), *queries.posts_of(person, today)]


def _own(person: Person, seat: int | None, post: int | None, today: date) -> Seat | Post:
    for each in _held(person, today):
        if each.pk == (seat if isinstance(each, Seat) else post):
            return each
    raise Refused("not-yours", _("Deze zetel of taak is al beëindigd, of is niet van u. Kijk bij uw wijken."))


def _may_change(person: Person, organisation: Organisation, held: list[Seat | Post]) -> None:
    now = person.organisation
    if now is None:
        return
    if any(each.organisation_id == now.pk for each in held):
        raise Refused(
            "still-there",
            _("U heeft nog een zetel of taak voor %(organisation)s. Leg die eerst neer. Daarna kan dit."),
            organisation=now.name,
        )
    if not rules.may_become(now.kind, organisation.kind):
        raise Refused(
            "other-organisation",
            _("U werkt voor %(organisation)s. Daarom kan dit niet. Vraag of een ander de zetel of taak krijgt."),
            organisation=now.name,
        )


def _may_leave(seat: Seat, person: Person, today: date) -> None:
    if queries.waits_for_word(seat, person):
        return
    if seat.is_chair:
        raise Refused(
            "own-chair", _("U bent voorzitter. Draag uw zetel eerst over aan iemand anders. Dan bent u ook vrij.")
        )
    table = seat.partnership
    if _last_of_independent(seat, today):
        raise Refused(
            "own-key",
            _(
                "U heeft de laatste zetel van de onafhankelijke organisatie. "
                "Draag hem eerst over aan een opvolger. Zo houdt uw organisatie haar sleutel."
            ),
        )
    votes = queries.votes_at(table, today)
    residents = [one.pk for one, side, _weight in votes if side == rules.RESIDENT and one.person.account_id]
    if seat.pk not in residents:
        return
    if residents == [seat.pk]:
        raise Refused("own-last", _("U heeft de laatste zetel van bewoners. Geef eerst een andere bewoner een zetel."))
    if not queries.balance_at(table, today, but=seat).is_right:
        raise Refused(
            "own-share",
            _(
                "Zonder uw zetel hebben bewoners te weinig zetels of stemmen aan tafel. "
                "Vraag de tafel om uw zetel over te dragen aan een andere bewoner. Dan bent u vrij."
            ),
        )


def _last_of_independent(seat: Seat, today: date) -> bool:
    if seat.side != rules.INDEPENDENT:
        return False
    others = queries.running_seats(seat.partnership, today).filter(side=rules.INDEPENDENT).exclude(pk=seat.pk)
    return not any(other.person.account_id and not queries.waits_for_word(other, other.person) for other in others)


def _may_take_along(table: Partnership, person: Person, before: list[tuple[Seat, str, int]], today: date) -> None:
    """Nobody takes the chair, or the last key of residents, to another side by naming an employer."""
    after = queries.votes_at(table, today)
    place = table.neighbourhood.name
    if any(one.person_id == person.pk and one.is_chair and side not in rules.LEADING_SIDES for one, side, _w in after):
        raise Refused(
            "chair-first",
            _("U bent voorzitter in %(place)s. Draag het voorzitten daar eerst over. Daarna kunt u dit zeggen."),
            place=place,
        )
    keys_then, keys_now = (
        [one.pk for one, side, _w in votes if side == rules.RESIDENT and one.person.account_id]
        for votes in (before, after)
    )
    if keys_then and not keys_now:
        raise Refused(
            "last-first",
            _("U heeft de laatste zetel van bewoners in %(place)s. Draag die eerst over. Daarna kunt u dit zeggen."),
            place=place,
        )


def _locked_table(held: Seat | Post) -> Partnership | None:
    place = held.partnership.neighbourhood if isinstance(held, Seat) else held.neighbourhood
    return locked(place) if Partnership.objects.filter(neighbourhood=place).exists() else None


def _actor(person: Person) -> Actor:
    return Actor(side=person.side, organisation=queries.side_and_name(person)[1], name=person.name)


def _seal(held: Seat | Post, *, act: str, told: str, at: datetime) -> None:
    held.refresh_from_db()
    by = _actor(held.person)
    if isinstance(held, Seat):
        seal_seat(held, act=act, by=by, at=at, told=told)
    else:
        seal_post(held, act=act, by=by, at=at, told=told)

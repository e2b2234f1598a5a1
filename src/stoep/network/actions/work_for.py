"""Say for whom one works, and lay down a seat or a task: only the person themselves does either."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.actions.apply import locked
from stoep.network.actions.sealing import seal_post, seal_seat
from stoep.network.models import Post, Seat
from stoep.people.models import Organisation, Person
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused


@transaction.atomic
def work_for(*, person: Person, organisation: Organisation, at: datetime, today: date) -> Person:
    """The person, who says that they work for this organisation. From now on they count as it, everywhere.

    Only for an organisation for which a table gave them a seat or a task. Nobody else can say it for them: an
    invented neighbourhood makes an official of nobody. Refused: "nothing-asked", "other-organisation", "still-there".
    """
    person = Person.objects.select_for_update(of=["self"]).select_related("organisation").get(pk=person.pk)
    held = _held(person, today)
    if not any(each.organisation_id == organisation.pk for each in held):
        raise Refused("nothing-asked", _("Niemand gaf u een zetel of taak voor deze organisatie. Kijk bij uw wijken."))
    if person.organisation_id == organisation.pk:
        return person
    _may_change(person, organisation, held)
    person.organisation = organisation
    person.save(update_fields=["organisation"])
    told = "Iemand zei zelf voor welke organisatie dit is."
    for each in _held(person, today):
        if each.organisation_id is not None:
            _seal(each, act="network.work_for", told=told, at=at)
    return person


@transaction.atomic
def lay_down(*, person: Person, at: datetime, today: date, seat: int | None = None, post: int | None = None) -> None:
    """End one's own seat or task, by its number: because it is enough, or because one never asked for it.

    The chair hands over first, and so does a resident without whom residents would hold too few seats. A seat that
    somebody never said yes to can always be laid down. Refused: "not-yours", "own-chair", "own-last", "own-share".
    """
    held = _own(person, seat, post, today)
    if isinstance(held, Seat):
        locked(held.partnership.neighbourhood)
        held = _own(person, seat, post, today)  # as it is now that nobody else changes the table
        assert isinstance(held, Seat)
        _may_leave(held, person, today)
    held.until_on = today
    held.save(update_fields=["until_on"])
    _seal(held, act="network.lay_down", told="Iemand legde een zetel of taak neer.", at=at)


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
    if seat.side != rules.RESIDENT:
        return
    if queries.running_seats(seat.partnership, today).filter(side=rules.RESIDENT).count() == 1:
        raise Refused("own-last", _("U heeft de laatste zetel van bewoners. Geef eerst een andere bewoner een zetel."))
    others = queries.sides_at(seat.partnership, today, but=seat)
    if not rules.residents_hold(others, seat.partnership.residents_share):
        raise Refused(
            "own-share",
            _(
                "Zonder uw zetel hebben bewoners te weinig zetels aan tafel. "
                "Vraag de tafel om uw zetel over te dragen aan een andere bewoner. Dan bent u vrij."
            ),
        )


def _seal(held: Seat | Post, *, act: str, told: str, at: datetime) -> None:
    held.refresh_from_db()
    by = Actor(side=held.person.side, organisation=queries.side_and_name(held.person)[1], name=held.person.name)
    if isinstance(held, Seat):
        seal_seat(held, act=act, by=by, at=at, told=told)
    else:
        seal_post(held, act=act, by=by, at=at, told=told)

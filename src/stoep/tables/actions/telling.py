"""Telling those with a seat: residents are asked for their position, a plan was established, a decision lies open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.network import queries as network
from stoep.network.models import Partnership, Seat
from stoep.people import actions as people
from stoep.places.models import Neighbourhood
from stoep.tables.models import Plan, Resolution

_ASKED = _("Wat vindt u van plan '%(title)s'?")
_ASKED_BODY = _(
    "De tafel '%(table)s' vraagt wat bewoners van dit plan vinden. Voor, tegen of een voorbehoud: u zegt het samen. "
    "Zonder uw standpunt kan het plan niet worden vastgesteld.\nLees het plan: %(page)s"
)
_ESTABLISHED = _("Plan '%(title)s' is vastgesteld")
_ESTABLISHED_BODY = _(
    "De tafel '%(table)s' stelde dit plan vast. Uw standpunt staat erbij, voor iedereen te lezen.\n"
    "Lees het na: %(page)s"
)

_OPEN = _("Er ligt een besluit voor: %(title)s")
_OPEN_BODY = _(
    "Aan de tafel van de wijk ligt een besluit voor: '%(title)s'. Zeg wat uw zetel ervan vindt.\nLees het: %(page)s"
)
_CLOSED = _("Er is gesloten: %(title)s")
_CLOSED_BODY = _(
    "Aan de tafel van de wijk is een besluit gesloten: '%(title)s'. Bent u het er niet mee eens? "
    "Zet er dan bij wat u vindt.\nLees wat eruit kwam: %(page)s"
)


def tell_asked(plan: Plan, *, at: datetime) -> None:
    """Residents with a seat hear that a table asks what they hold of this plan."""
    _of_plan(plan, _ASKED, _ASKED_BODY, at)


def tell_established(plan: Plan, *, at: datetime) -> None:
    """Residents with a seat hear that this plan was established."""
    _of_plan(plan, _ESTABLISHED, _ESTABLISHED_BODY, at)


def _of_plan(plan: Plan, subject: str, body: str, at: datetime) -> None:
    place = plan.table.neighbourhood
    known = {"title": plan.title, "table": plan.table.name, "page": plan.get_absolute_url()}
    residents = [seat for seat in seats_of(place, at) if seat.side == "resident"]
    tell(residents, place, about=f"plan:{plan.pk}", subject=subject, body=body, known=known, at=at)


def tell_open(resolution: Resolution, opener: Seat | None, *, at: datetime) -> None:
    """Every seat but the one that opened it hears that a decision lies open."""
    seats = [seat for seat in seats_of(resolution.neighbourhood, at) if seat != opener]
    _of_resolution(resolution, seats, _OPEN, _OPEN_BODY, at)


def tell_closed(resolution: Resolution, *, at: datetime) -> None:
    """Every seat hears what the table decided."""
    _of_resolution(resolution, seats_of(resolution.neighbourhood, at), _CLOSED, _CLOSED_BODY, at)


def _of_resolution(resolution: Resolution, seats: Iterable[Seat], subject: str, body: str, at: datetime) -> None:
    known = {"title": resolution.title, "page": resolution.get_absolute_url()}
    about = f"resolution:{resolution.pk}"
    tell(seats, resolution.neighbourhood, about=about, subject=subject, body=body, known=known, at=at)


def seats_of(place: Neighbourhood, at: datetime) -> list[Seat]:
    """The seats of the partnership that run at this moment."""
    table = Partnership.objects.filter(neighbourhood=place).first()
    if table is None:
        return []
    return list(network.running_seats(table, timezone.localdate(at)).select_related("person__account"))


def tell(
    seats: Iterable[Seat],
    place: Neighbourhood,
    *,
    about: str,
    subject: str,
    body: str,
    known: dict[str, str],
    at: datetime,
) -> None:
    """Each of these seats whose person has an account hears it, in the language of that account."""
    for seat in seats:
        account = seat.person.account
        if account is None or not account.is_active:
            continue
        with translation.override(account.language):
            people.tell(
                contact=people.contact_for(account=account, at=at),
                neighbourhood=place,
                about=about,
                subject=say(subject) % known,
                body=say(body) % known,
                at=at,
            )

"""Telling people that they were given a seat or a task, what it asks of them, and that it ended."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.network.models import Interest, Post, Seat
from stoep.network.rules import LEADING_SIDES
from stoep.people import actions as people
from stoep.places.models import Neighbourhood

_SEAT = _("U heeft een zetel in %(place)s")
_POST = _("U heeft een taak in %(place)s")
_SEAT_LEADS = _(
    "U heeft een zetel aan tafel in %(place)s. Samen met de anderen aan tafel beslist u over de wijkagenda."
)
_SEAT_JOINS = _(
    "U heeft een zetel aan tafel in %(place)s. U praat mee. Bewoners en de onafhankelijke organisatie beslissen."
)
_HOST = _("U bent gastheer of gastvrouw in %(place)s. U helpt bewoners om iets te zeggen, en kijkt hun inbreng na.")
_WORKER = _("U bent opbouwwerker in %(place)s. U helpt bewoners om iets te zeggen, en kijkt hun inbreng na.")
_OFFICIAL = _("U bent contactpersoon in %(place)s. U kunt feiten, aanbod en bezwaren bij de wijkagenda zetten.")
_CLERK = _("U bent griffier voor %(place)s. U schrijft op wat de gemeenteraad besloot over wat bewoners vroegen.")
_TRUSTED = _("U bent vertrouwenspersoon in %(place)s. Wie iets niet hardop durft te zeggen, zegt het tegen u.")
_STEPS = _(
    "Dit doet u nu:\n"
    "1. Meld u aan met dit e-mailadres: %(sign_in)s\n"
    "2. Zet uw tweede slot aan. Dat is een passkey, of een app die een code laat zien: %(lock)s\n"
    "3. Bekijk uw wijken: %(mine)s"
)
_SAY = _("Er staat bij dat u werkt voor %(organisation)s. Zeg bij uw wijken of dat klopt. Pas daarna telt het mee.")
_OR_NOT = _("Wilt u dit niet, of kent u deze wijk niet? Leg het dan neer bij uw wijken. Dat kan altijd.")
_SEAT_ENDED = _("Uw zetel in %(place)s is beëindigd")
_POST_ENDED = _("Uw taak in %(place)s is beëindigd")
_ENDED = _(
    "Dit is vandaag beëindigd in %(place)s. U kunt hier niet meer namens de wijk handelen. Dank u voor uw werk.\n"
    "Klopt dit niet? Vraag het aan wie er aan tafel zit: %(table)s\n"
    "Iets zeggen kan altijd."
)
_INTEREST = _("Bij uw zetel in %(place)s staat een belang")
_INTEREST_SAYS = _(
    "De tafel van %(place)s schreef bij uw zetel dat u dit belang heeft: %(words)s\n"
    "Gaat het daarover? Dan beslist u niet mee. Klopt het niet? Zeg het tegen wie er aan tafel zit: %(table)s"
)
_TASKS = {
    Post.Kind.HOST: _HOST,
    Post.Kind.WORKER: _WORKER,
    Post.Kind.OFFICIAL: _OFFICIAL,
    Post.Kind.CLERK: _CLERK,
    Post.Kind.TRUSTED: _TRUSTED,
}


def tell_given(held: Seat | Post, *, at: datetime) -> None:
    """Somebody hears that they have this seat or task: what it means, what to do now, and how to be rid of it."""
    _tell(held, _SEAT if isinstance(held, Seat) else _POST, _given(held), at)


def tell_ended(held: Seat | Post, *, at: datetime) -> None:
    """Somebody hears that this seat or task is over."""
    _tell(held, _SEAT_ENDED if isinstance(held, Seat) else _POST_ENDED, [_ENDED], at)


def tell_interest(interest: Interest, *, at: datetime) -> None:
    """Somebody hears that the table wrote down an interest of theirs, and what to do when it is not so."""
    _tell(interest.seat, _INTEREST, [_INTEREST_SAYS], at, words=interest.words)


def _given(held: Seat | Post) -> list[str]:
    if isinstance(held, Seat):
        first = _SEAT_LEADS if held.side in LEADING_SIDES else _SEAT_JOINS
    else:
        first = _TASKS[Post.Kind(held.kind)]
    waits = held.organisation_id is not None and held.organisation_id != held.person.organisation_id
    return [first, _STEPS, *([_SAY] if waits else []), _OR_NOT]


def _tell(held: Seat | Post, subject: str, parts: list[str], at: datetime, **more: str) -> None:
    account = held.person.account
    if account is None or not account.is_active:
        return
    place = _place(held)
    known = {
        "place": place.name,
        "organisation": held.organisation.name if held.organisation else "",
        "sign_in": reverse("account_login"),
        "lock": reverse("people:second-factor"),
        "mine": reverse("network:mine"),
        "table": reverse("network:partnership", args=[place.slug]),
        **more,
    }
    with translation.override(account.language):
        people.tell(
            contact=people.contact_for(account=account, at=at),
            neighbourhood=place,
            about=f"{'seat' if isinstance(held, Seat) else 'post'}:{held.pk}",
            subject=say(subject) % known,
            body="\n\n".join(say(part) % known for part in parts),
            at=at,
        )


def _place(held: Seat | Post) -> Neighbourhood:
    return held.partnership.neighbourhood if isinstance(held, Seat) else held.neighbourhood

"""Telling the holders of the other key that a proposal waits for them: what it is, until when, and where to read it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.network import queries
from stoep.network.facts import last_day
from stoep.network.models import Change, Partnership, Seat
from stoep.network.rules import LEADING_SIDES
from stoep.people import actions as people

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_SUBJECT = _("Uw sleutel is nodig in %(place)s")
_BODY = _(
    "In %(place)s ligt een voorstel: %(what)s. Het gaat pas door als ook uw kant ja zegt. "
    "Dat kan tot en met %(day)s. Daarna verloopt het.\n"
    "Lees het voorstel, en beslis: %(page)s"
)


def tell_other_key(
    *,
    table: Partnership,
    proposed_by: Seat,
    what: str | _StrPromise,
    until: date,
    page: str,
    about: str,
    at: datetime,
    today: date,
    body: str = _BODY,
) -> int:
    """Whoever can turn the other key hears at once that they are waited for, in their own language; how many that are.

    `what` is proposed, in a few words. `body`, when given, is marked for translation where it is written, and may
    name %(place)s, %(what)s, %(day)s and %(page)s.
    """
    votes = queries.votes_at(table, today)
    own = next((side for seat, side, _weight in votes if seat.pk == proposed_by.pk), proposed_by.side)
    others = [seat for seat, side, _weight in votes if side in LEADING_SIDES and side != own]
    return sum(_tell(seat, body, (what, until, page), about, at) for seat in others)


def tell_of_change(change: Change, seat: Seat, *, succession: bool, at: datetime, today: date) -> int:
    """The other key hears of a change at the table; where nobody holds it any more, the other residents do."""
    page = reverse("network:partnership", args=[change.partnership.neighbourhood.slug])
    said = (Change.Kind(change.kind).label, last_day(change), page)
    about = f"change:{change.pk}"
    if not succession:
        what, until, page = said
        return tell_other_key(
            table=change.partnership, proposed_by=seat, what=what, until=until, page=page, about=about, at=at,
            today=today,
        )  # fmt: skip
    votes = queries.votes_at(change.partnership, today)
    residents = [held for held, side, _weight in votes if side == change.proposed_key and held.pk != seat.pk]
    return sum(_tell(held, _BODY, said, about, at) for held in residents)


def _tell(seat: Seat, body: str, said: tuple[str | _StrPromise, date, str], about: str, at: datetime) -> bool:
    """Whether this seat was told: not one that was only offered, nor somebody without an account."""
    account = seat.person.account
    if account is None or not account.is_active or queries.waits_for_word(seat, seat.person):
        return False
    place, (what, until, page) = seat.partnership.neighbourhood, said
    with translation.override(account.language):
        known = {"place": place.name, "what": str(what), "day": date_format(until, "j F Y"), "page": page}
        told = people.tell(
            contact=people.contact_for(account=account, at=at),
            neighbourhood=place,
            about=about,
            subject=say(_SUBJECT) % known,
            body=say(body) % known,
            at=at,
        )
    return told is not None

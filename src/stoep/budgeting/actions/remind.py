"""Tell whoever is asked to look at an idea, and who can give the second look that a no asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.budgeting.actions import doors
from stoep.budgeting.models import Idea, Verdict
from stoep.network import queries as network
from stoep.network.models import Partnership, Seat
from stoep.network.rules import LEADING_SIDES
from stoep.people import actions as people
from stoep.people.models import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_SUBJECT = _("Kijkt u naar een idee in %(place)s?")
_ASKED = _(
    "U bent gevraagd om te kijken of een idee voor het geld kan: idee %(number)s in %(place)s. "
    "Dat kan tot en met %(day)s. Zegt niemand op tijd nee, dan komt het idee op het stembiljet.\n"
    "Lees het idee, en kijk: %(page)s"
)
_SECOND = _(
    "In %(place)s zei één partij nee tegen idee %(number)s. Iemand van een andere organisatie kijkt nog eens. "
    "Dat kan tot en met %(day)s. Kijkt niemand, dan komt het idee op het stembiljet.\n"
    "Lees het idee, en kijk: %(page)s"
)


def tell_asked(idea: Idea, person: Person, *, second: bool, at: datetime) -> int:
    """Whoever is asked to look hears it; 1 when they can be reached."""
    return _tell(idea, [person], _SECOND if second else _ASKED, at)


def tell_of_no(verdict: Verdict, *, at: datetime) -> int:
    """After a first no: whoever leads at the table and is of another party than the one that said no. How many."""
    idea = verdict.idea
    table = Partnership.objects.filter(neighbourhood=idea.round.neighbourhood).first()
    votes = network.votes_at(table, timezone.localdate(at)) if table else []
    seats = [seat for seat, side, _weight in votes if side in LEADING_SIDES]
    return _tell(idea, _of_others(seats, verdict), _SECOND, at)


def _of_others(seats: Iterable[Seat], verdict: Verdict) -> list[Person]:
    """Those who may give the second look."""
    people_there = {seat.person.pk: seat.person for seat in seats}
    return [each for each in people_there.values() if each.organisation_id != verdict.given_for_id]


def _tell(idea: Idea, whom: Iterable[Person], body: str | _StrPromise, at: datetime) -> int:
    here, many = idea.round.neighbourhood, 0
    for person in whom:
        account = person.account
        if account is None or not account.is_active:
            continue
        with translation.override(account.language):
            known = {
                "place": here.name, "number": idea.voice.spoken, "page": idea.get_absolute_url(),
                "day": date_format(idea.round.check_until, "j F Y"),
            }  # fmt: skip
            told = people.tell(
                contact=people.contact_for(account=account, at=at), neighbourhood=here,
                about=doors.subject_of_idea(idea), subject=say(_SUBJECT) % known, body=say(str(body)) % known, at=at,
            )  # fmt: skip
        many += told is not None
    return many

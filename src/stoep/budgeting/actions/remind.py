"""Tell whoever is asked to look at an idea, who can give the second look that a no asks for, and whoever leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.budgeting import rules
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Counter, Idea, Round, Verdict
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


_NEW_KEY_SUBJECT = _("Een nieuwe sleutel voor het tellen in %(place)s")
_NEW_KEY = _(
    "In %(place)s is een nieuwe sleutel gemaakt voor het tellen van de ronde ‘%(title)s’. Uw oude blad is niets meer "
    "waard. U hoort een nieuw blad te krijgen. Kreeg u dat niet? Vraag dan wie aan tafel zit waarom.\n"
    "Lees wie de bladen liet zien: %(page)s"
)


def tell_counters(round: Round, *, at: datetime) -> int:
    """After a new count key: each counter who has an account here. How many."""
    here, many = round.neighbourhood, 0
    rows = Counter.objects.filter(round=round, person__account__is_active=True).select_related("person__account")
    for counter in rows:
        account = counter.person.account if counter.person else None
        assert account is not None
        with translation.override(account.language):
            known = {"place": here.name, "title": round.title, "page": f"{round.get_absolute_url()}klaar/"}
            told = people.tell(
                contact=people.contact_for(account=account, at=at), neighbourhood=here, about=doors.subject_of(round),
                subject=say(_NEW_KEY_SUBJECT) % known, body=say(str(_NEW_KEY)) % known, at=at,
            )  # fmt: skip
        many += told is not None
    return many


def tell_asked(idea: Idea, person: Person, *, second: bool, at: datetime) -> int:
    """Whoever is asked to look hears it; 1 when they can be reached."""
    return _tell(idea, [person], _SECOND if second else _ASKED, at)


def tell_of_no(verdict: Verdict, *, at: datetime) -> int:
    """After a first no: whoever leads at the table and is of another party than the one that said no. How many."""
    idea = verdict.idea
    return _tell(idea, _of_others(_leading(idea.round, at), verdict), _SECOND, at)


def _leading(round: Round, at: datetime) -> list[Seat]:
    """The seats that hold one of the two keys at the table of this wijk."""
    table = Partnership.objects.filter(neighbourhood=round.neighbourhood).first()
    votes = network.votes_at(table, timezone.localdate(at)) if table else []
    return [seat for seat, side, _weight in votes if side in LEADING_SIDES]


def tell_leading(round: Round, subject: str, body: str, known: Callable[[], dict[str, Any]], at: datetime) -> int:
    """Whoever leads in this round, of both keys, hears this in their own language; how many that are.

    `known` gives what stands in the texts, asked in that language.
    """
    here, many = round.neighbourhood, 0
    for person in {seat.person.pk: seat.person for seat in _leading(round, at)}.values():
        account = person.account
        if account is None or not account.is_active:
            continue
        with translation.override(account.language):
            words = {"place": here.name, **known()}
            told = people.tell(
                contact=people.contact_for(account=account, at=at), neighbourhood=here, about=doors.subject_of(round),
                subject=say(subject) % words, body=say(body) % words, at=at,
            )  # fmt: skip
        many += told is not None
    return many


def _of_others(seats: Iterable[Seat], verdict: Verdict) -> list[Person]:
    """Those who may give the second look."""
    people_there = {seat.person.pk: seat.person for seat in seats}
    return [each for each in people_there.values() if not rules.same_party(each.organisation, verdict.given_for)]


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

"""Small builders for tests: a neighbourhood, a person, a seat, a standing. All names are invented."""

from __future__ import annotations

import itertools
import time
from datetime import UTC, date, datetime
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from stoep.network import queries as network
from stoep.network.models import Partnership, Post, Seat
from stoep.network.standing import Standing
from stoep.people.models import Account, Organisation, Person
from stoep.places.models import Neighbourhood

TODAY = date(2026, 9, 1)
NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
LONG_AGO = date(2023, 9, 1)
_count = itertools.count(1)

_NAMES = {
    "resident": "Bewonersnetwerk",
    "independent": "Stichting Meerpaal Samen",
    "municipality": "Gemeente Waterstad",
    "housing": "Woningcorporatie Waterhuis",
    "police": "Politie Waterstad",
    "school": "Basisschool De Kade",
    "care": "Welzijn Waterstad",
    "other": "Winkeliers Waterstad",
}


def a_neighbourhood(**fields: Any) -> Neighbourhood:
    """A neighbourhood without areas; every call gives another one."""
    number = next(_count)
    values = {
        "slug": f"de-meerpaal-{number}",
        "name": "De Meerpaal",
        "kind": Neighbourhood.Kind.WIJK,
        "municipality_name": "Waterstad",
        "drawn_on": LONG_AGO,
    }
    return Neighbourhood.objects.create(**values | fields)


def an_organisation(kind: str = "municipality", name: str = "") -> Organisation:
    """The organisation of this kind; the same one on every call."""
    return Organisation.objects.get_or_create(name=name or _NAMES[kind], defaults={"kind": kind})[0]


def a_person(name: str = "", side: str = "resident", *, email: str = "", **fields: Any) -> Person:
    """Somebody with an account. Every side but residents works for the organisation of that kind."""
    number = next(_count)
    account = Account.objects.create_user(email or f"iemand{number}@voorbeeld.nl")
    organisation = None if side == "resident" else an_organisation(side)
    return Person.objects.create(name=name or f"Bewoner {number}", account=account, organisation=organisation, **fields)


def a_partnership(neighbourhood: Neighbourhood) -> Partnership:
    """The table of this neighbourhood; the same one on every call."""
    return Partnership.objects.get_or_create(neighbourhood=neighbourhood, defaults={"founded_on": LONG_AGO})[0]


def a_seat(
    neighbourhood: Neighbourhood, side: str = "resident", *, person: Person | None = None, **fields: Any
) -> Seat:
    """A running seat at the table of this neighbourhood, laid down without asking anybody."""
    return Seat.objects.create(
        partnership=a_partnership(neighbourhood),
        person=person or a_person(side=side),
        side=side,
        **{"since_on": LONG_AGO} | fields,
    )


def a_post(neighbourhood: Neighbourhood, kind: str = "host", *, person: Person | None = None, **fields: Any) -> Post:
    """A running post in this neighbourhood."""
    return Post.objects.create(
        neighbourhood=neighbourhood, person=person or a_person(), kind=kind, **{"since_on": LONG_AGO} | fields
    )


def a_standing(
    neighbourhood: Neighbourhood,
    side: str = "resident",
    *,
    seat: bool = True,
    posts: tuple[str, ...] = (),
    second_factor: bool = True,
    person: Person | None = None,
) -> Standing:
    """Somebody who stands in this neighbourhood: by default a resident with a seat. side="visitor" is nobody."""
    if side == "visitor":
        return Standing(neighbourhood=neighbourhood)
    person = person or a_person(side=side)
    if seat:
        a_seat(neighbourhood, side, person=person)
    for kind in posts:
        a_post(neighbourhood, kind, person=person)
    return network.standing(
        account=person.account, neighbourhood=neighbourhood, today=TODAY, second_factor=second_factor
    )


def sign_in(client: Any, person: Person, *, second_factor: bool = True) -> None:
    """Open a session for this person in a test client, with or without the second factor."""
    client.force_login(person.account)
    session = client.session
    records = [{"method": "code", "at": NOW.timestamp()}]
    if second_factor:
        records.append({"method": "mfa", "at": NOW.timestamp(), "type": "totp"})
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(person.account_id)
    session.save()


def a_voice(
    neighbourhood: Neighbourhood, words: str = "Ik wil graag een bankje in de Eikstraat.", **fields: Any
) -> Any:
    """The receipt of a contribution by a stranger on the screen, who lets everybody read it. Fields as for post."""
    from stoep.shared.actor import VISITOR
    from stoep.voices import actions as voices

    values: dict[str, Any] = {
        "neighbourhood": neighbourhood,
        "kind": "idea",
        "words": words,
        "channel": "screen",
        "audience": "everyone",
        "by": VISITOR,
        "at": NOW,
        "today": TODAY,
    }
    return voices.post(**values | fields)


def an_item(neighbourhood: Neighbourhood, title: str = "", *, by: Standing | None = None, **fields: Any) -> Any:
    """A running item, last on the agenda, started by a resident with a seat. Fields as for agenda.start."""
    from stoep.agenda import actions as agenda

    values: dict[str, Any] = {
        "title": title or f"Een bankje in straat {next(_count)}",
        "wish": "Een plek om even te zitten.",
        "why": "Ouderen lopen er elke dag langs.",
        "horizon": "short",
        "domain": "sociaal",
        "owner": "Bep uit de Eikstraat",
        "at": NOW,
        "today": TODAY,
    }
    return agenda.start(neighbourhood=neighbourhood, by=by or a_standing(neighbourhood), **values | fields)


# What residents want in each domain of life.
TEXTS = {
    "opvoeding": "Elk kind heeft een plek na school.",
    "scholing": "Wie wil leren, kan dat om de hoek.",
    "sociaal": "Buren kennen elkaar bij naam.",
    "werk": "Wie werk zoekt, vindt hulp in de buurt.",
    "gezondheid": "Wij bewegen en eten samen.",
    "wonen": "De huizen zijn droog en betaalbaar.",
    "veiligheid": "Iedereen durft 's avonds naar buiten.",
}


def a_vision(neighbourhood: Neighbourhood, opening: str = "", *, by: Standing, other: Standing, **when: Any) -> Any:
    """A version of the vision that both keys adopted: `by` writes and proposes it, `other` holds the second key."""
    from stoep.agenda import actions as agenda
    from stoep.agenda import queries

    told: dict[str, Any] = {"at": NOW, "today": TODAY} | when
    words = opening or "Een wijk waar kinderen spelen."
    agenda.write_vision(neighbourhood=neighbourhood, opening=words, texts=TEXTS, by=by, at=told["at"])
    decision = agenda.propose(missed="De winkels.", kind="vision", by=by, **told)
    agenda.second(decision=decision, by=other, **told)
    return queries.last_vision(neighbourhood)


def a_promise(neighbourhood: Neighbourhood, *, by: Standing | None = None, **fields: Any) -> Any:
    """A promise of the municipality to the whole wijk, due in a month, noted by a host: Noted(promise, secret)."""
    from stoep.promises import actions as promises

    values: dict[str, Any] = {
        "called": "wethouder Karin",
        "words": "Er komen lantaarns in de Eikstraat.",
        "due_on": date(2026, 10, 1),
        "organisation": an_organisation("municipality"),
        "at": NOW,
        "today": TODAY,
    }
    host = by or a_standing(neighbourhood, seat=False, posts=("host",))
    return promises.promise(neighbourhood=neighbourhood, by=host, **values | fields)


def code_of_app(secret: str) -> str:
    """What an app on a telephone shows now for this secret (RFC 6238)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))

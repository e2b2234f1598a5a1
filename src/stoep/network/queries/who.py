"""Who somebody is in one neighbourhood, and on which side they count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from stoep.network import rules
from stoep.network.models import Post, Seat
from stoep.network.queries.running import running
from stoep.network.standing import Standing
from stoep.people.models import Account, Person
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask


def standing(*, account: Account | None, neighbourhood: Neighbourhood, today: date, second_factor: bool) -> Standing:
    """Who this account is in this neighbourhood today. Nobody, or an account without a name, is a visitor."""
    person = next(iter(ask(_person, None, account=account.pk)), None) if account else None
    if person is None:
        return Standing(neighbourhood=neighbourhood)
    asked = {"person": person.pk, "here": neighbourhood.pk, "today": today}
    posts, seat = ask(_posts, None, **asked), next(iter(ask(_seat, None, **asked)), None)
    held: list[Seat | Post] = [*posts, *([seat] if seat else [])]
    side, organisation_name = _side_and_name(person, held)
    waiting = [each.organisation.name for each in held if waits_for_word(each, person) and each.organisation]
    return Standing(
        neighbourhood=neighbourhood,
        person=person,
        side=side,
        seat=seat if seat and not waits_for_word(seat, person) else None,
        posts=frozenset(post.kind for post in posts if not waits_for_word(post, person)),
        asked_for=waiting[0] if waiting else "",
        second_factor=second_factor,
        lives_here=_lives_in(person, neighbourhood),
        organisation_name=organisation_name,
    )


def waits_for_word(held: Seat | Post, person: Person) -> bool:
    """Whether this person has yet to say that they work for the organisation for which a table put them here."""
    return held.organisation_id is not None and held.organisation_id != person.organisation_id


def side_and_name(person: Person) -> tuple[str, str]:
    """On which side this person counts everywhere, and the name of the organisation that makes it so ("": none).

    By what they said themselves. What one table says of them counts at that table only.
    """
    return _side_and_name(person, [])


def _person(_shape: None, *, account: int) -> QuerySet[Person]:
    return Person.objects.filter(account=account).select_related("organisation").order_by("pk")[:1]


def _posts(_shape: None, *, person: int, here: int, today: date) -> QuerySet[Post]:
    rows = Post.objects.filter(running(today), person=person, neighbourhood=here)
    return rows.select_related("organisation").order_by("pk")


def _seat(_shape: None, *, person: int, here: int, today: date) -> QuerySet[Seat]:
    rows = Seat.objects.filter(running(today), partnership__neighbourhood=here, person=person)
    return rows.select_related("organisation").order_by("pk")[:1]


def _side_and_name(person: Person, held: Sequence[Seat | Post]) -> tuple[str, str]:
    organisations = [each.organisation for each in held if each.organisation]
    if person.organisation:
        organisations.insert(0, person.organisation)
    side = rules.side_of(person.side, [organisation.kind for organisation in organisations])
    names = [organisation.name for organisation in organisations if organisation.kind == side]
    return side, names[0] if names else ""


def _lives_in(person: Person, neighbourhood: Neighbourhood) -> bool:
    """By the buurt that they gave themselves. CBS codes nest: buurt BU03630101 lies in wijk WK036301."""
    if not person.buurt_code:
        return False
    digits = person.buurt_code[2:]
    return any(digits.startswith(code[2:]) for code in neighbourhood.areas.values_list("code", flat=True))

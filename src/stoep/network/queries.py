"""Questions to the network. Read only."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from stoep.network import rules
from stoep.network.models import Post, Seat
from stoep.network.rules import Standing
from stoep.people.models import Account, Person
from stoep.places.models import Neighbourhood


def running(today: date) -> Q:
    """The filter for seats and posts that run on this day."""
    return Q(since_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gt=today))


def standing(
    *, account: Account | None, neighbourhood: Neighbourhood, today: date, second_factor: bool
) -> Standing:
    """Who this account is in this neighbourhood today. Nobody, or an account without a name, is a visitor."""
    person = Person.objects.select_related("organisation").filter(account=account).first() if account else None
    if person is None:
        return Standing(neighbourhood=neighbourhood)
    posts = list(Post.objects.filter(running(today), person=person).select_related("organisation"))
    side, organisation_name = _side_and_name(person, posts)
    seat = Seat.objects.filter(running(today), partnership__neighbourhood=neighbourhood, person=person).first()
    return Standing(
        neighbourhood=neighbourhood,
        person=person,
        side=side,
        seat=seat,
        posts=frozenset(post.kind for post in posts if post.neighbourhood_id == neighbourhood.pk),
        second_factor=second_factor,
        lives_here=_lives_in(person, neighbourhood),
        organisation_name=organisation_name,
    )


def _side_and_name(person: Person, posts: list[Post]) -> tuple[str, str]:
    organisations = [post.organisation for post in posts if post.organisation]
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

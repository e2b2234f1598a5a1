"""Questions to the network. Read only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from stoep.network import rules
from stoep.network.facts import door_of, post_facts, seat_facts, table_of
from stoep.network.models import Change, Door, Partnership, Post, Seat
from stoep.network.standing import Standing
from stoep.people.models import Account, Person
from stoep.places.models import Neighbourhood
from stoep.record.inspection import Shown
from stoep.shared.asked import ask


def running(today: date) -> Q:
    """The filter for seats and posts that run on this day."""
    return Q(since_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gt=today))


def standing(*, account: Account | None, neighbourhood: Neighbourhood, today: date, second_factor: bool) -> Standing:
    """Who this account is in this neighbourhood today. Nobody, or an account without a name, is a visitor."""
    person = Person.objects.select_related("organisation").filter(account=account).first() if account else None
    if person is None:
        return Standing(neighbourhood=neighbourhood)
    posts = [post for post in _posts_of(person, today) if post.neighbourhood_id == neighbourhood.pk]
    seats = Seat.objects.filter(running(today), partnership__neighbourhood=neighbourhood, person=person)
    seat = seats.select_related("organisation").first()
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


def running_seats(partnership: Partnership, today: date) -> QuerySet[Seat]:
    """The seats that run today, the chair first, then residents, then by how long they run."""
    return (
        Seat.objects.filter(running(today), partnership=partnership)
        .select_related("person__organisation", "organisation", "partnership__neighbourhood")
        .order_by("-is_chair", "since_on", "pk")
    )


def running_posts(neighbourhood: Neighbourhood, today: date) -> QuerySet[Post]:
    """The posts that run today: hosts, workers and contacts."""
    return (
        Post.objects.filter(running(today), neighbourhood=neighbourhood)
        .select_related("person__organisation", "organisation")
        .order_by("kind", "since_on", "pk")
    )


def seats_of(person: Person, today: date) -> QuerySet[Seat]:
    """The running seats of one person, in every neighbourhood."""
    found = Seat.objects.filter(running(today), person=person)
    return found.select_related("partnership__neighbourhood", "organisation", "person")


def posts_of(person: Person, today: date) -> QuerySet[Post]:
    """The running posts of one person, in every neighbourhood."""
    return Post.objects.filter(running(today), person=person).select_related("neighbourhood", "organisation", "person")


def sides_at(partnership: Partnership, today: date, *, but: Seat | None = None) -> list[str]:
    """The side of each running seat, as it counts today: who took a job at the municipality counts as municipality.

    Without the one seat `but`: how the table would stand if it ended.
    """
    seats = [seat for seat in running_seats(partnership, today) if seat != but]
    jobs = {seat.person_id: [seat.organisation.kind] for seat in seats if seat.organisation}
    here = Post.objects.filter(running(today), neighbourhood=partnership.neighbourhood_id)
    posts = here.filter(person__in=[seat.person_id for seat in seats])
    for person_id, kind in posts.exclude(organisation=None).values_list("person_id", "organisation__kind"):
        jobs.setdefault(person_id, []).append(kind)
    return [rules.side_of(seat.person.side, jobs.get(seat.person_id, [])) for seat in seats]


@dataclass(frozen=True, slots=True)
class Reached:
    """Where residents can walk in and whom they can ask for, as everybody may read it; "" is: not yet."""

    place: str = ""
    address: str = ""
    hours: str = ""
    contact: str = ""


def door(neighbourhood: Neighbourhood, today: date) -> Reached:
    """The door of one neighbourhood."""
    return doors([neighbourhood.pk], today).get(neighbourhood.pk, Reached())


def doors(neighbourhoods: Iterable[int], today: date) -> dict[int, Reached]:
    """The doors of these neighbourhoods, by the key of each; those that never said anything are left out.

    A name is shown as long as its owner has an account, and a seat of those who lead or a task of a host here.
    """
    keys = list(neighbourhoods)
    rows = ask(_doors, None, keys=keys, today=today) if keys else []
    return {
        here: Reached(place, address, hours, name if account and (leads or hosts) else "")
        for here, place, address, hours, name, account, leads, hosts in rows
    }


def _doors(_shape: None, *, keys: Sequence[int], today: date) -> QuerySet[Door, tuple[Any, ...]]:
    """What was written, who is named, their account, and whether they sit or have a task in this very place."""
    contact, place = OuterRef("contact"), OuterRef("neighbourhood")
    seats = Seat.objects.filter(running(today), person=contact, side__in=rules.LEADING_SIDES)
    tasks = Post.objects.filter(running(today), person=contact, kind__in=[Post.Kind.HOST, Post.Kind.WORKER])
    doors = Door.objects.filter(neighbourhood__in=keys).annotate(
        leads=Exists(seats.filter(partnership__neighbourhood=place)), hosts=Exists(tasks.filter(neighbourhood=place))
    )
    said = ("place", "address", "hours", "contact__name", "contact__account", "leads", "hosts")
    return doors.values_list("neighbourhood", *said)


def open_changes(partnership: Partnership) -> QuerySet[Change]:
    """What waits for the other key, oldest first."""
    return (
        Change.objects.filter(partnership=partnership, confirmed_at__isnull=True, dropped_at__isnull=True)
        .select_related("person", "organisation", "seat__person", "post__person", "proposed_by")
        .order_by("proposed_at")
    )


def shown(neighbourhood: Neighbourhood) -> Iterator[Shown]:
    """What the pages say about seats and posts, for whoever checks that nobody changed it behind the log's back."""
    seats = Seat.objects.filter(partnership__neighbourhood=neighbourhood)
    for seat in seats.select_related("person", "organisation"):
        for field in ("side", "organisation", "chair", "since_on", "until_on", "works_there"):
            yield Shown(f"seat:{seat.pk}", field, seat_facts(seat)[field])
    for post in Post.objects.filter(neighbourhood=neighbourhood).select_related("person", "organisation"):
        for field, value in post_facts(post).items():
            yield Shown(f"post:{post.pk}", field, value)
    for table in Partnership.objects.filter(neighbourhood=neighbourhood):
        yield Shown(table_of(neighbourhood), "residents_share", table.residents_share)
        yield Shown(table_of(neighbourhood), "areas", sorted(neighbourhood.areas.values_list("code", flat=True)))
    for row in Door.objects.filter(neighbourhood=neighbourhood):
        for field in ("place", "address", "hours"):
            yield Shown(door_of(neighbourhood), field, getattr(row, field))
        yield Shown(door_of(neighbourhood), "has_contact", row.contact_id is not None)


def _posts_of(person: Person, today: date) -> list[Post]:
    return list(Post.objects.filter(running(today), person=person).select_related("organisation"))


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

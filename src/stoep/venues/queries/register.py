"""The register: each place with its hours, today, and whom to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from stoep.network.models import Post
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.venues import rules
from stoep.venues.models import OtherDay, Venue, Welcome


@dataclass(frozen=True, slots=True)
class Shown:
    """A place as the pages show it. `today` are the spans of this very day, `other` why they are otherwise ("")."""

    venue: Venue
    lines: list[tuple[str, str]]
    today: list[rules.Span]
    other: str
    hosts: list[str] = field(default_factory=list)


def venues(neighbourhood: Neighbourhood) -> list[Venue]:
    """Every place of the wijk that is not shut, the one of the first page on top."""
    every = Venue.objects.filter(neighbourhood=neighbourhood, closed_on__isnull=True)
    return list(every.order_by("-is_front", "name", "pk")[:100])


def found(slug: str, pk: int) -> Venue:
    """The place with this number in this very neighbourhood; Venue.DoesNotExist when there is none."""
    return Venue.objects.select_related("neighbourhood").get(neighbourhood__slug=slug, pk=pk)


def shown(every: Sequence[Venue], today: date) -> list[Shown]:
    """These places as the pages show them on this day. Two questions, however many there are."""
    others = {row.venue_id: row for row in OtherDay.objects.filter(venue__in=every, day=today)}
    hosts: dict[int, list[str]] = {}
    for one in welcomes([venue.pk for venue in every], today):
        hosts.setdefault(one.venue_id, []).append(one.post.person.name)
    return [_shown(venue, others.get(venue.pk), hosts.get(venue.pk, []), today) for venue in every]


def _shown(venue: Venue, other: OtherDay | None, hosts: list[str], today: date) -> Shown:
    spans = rules.on_day(venue.hours, {today: other.hours} if other else {}, today)
    lines = [
        (get_text_list([str(WEEKDAYS[day]) for day in days], _("en")), rules.written(hours).replace("-", " – "))
        for days, hours in rules.together(venue.hours)
    ]
    return Shown(venue, lines, spans, other.why if other else "", hosts)


def welcomes(keys: Iterable[int], today: date) -> list[Welcome]:
    """Who can be asked for at these places: while their task runs, they have an account, and they did not say no."""
    running = Q(post__until_on__isnull=True) | Q(post__until_on__gt=today)
    rows = Welcome.objects.filter(running, venue__in=list(keys), until_on__isnull=True)
    return list(rows.filter(post__person__account__isnull=False).select_related("post__person").order_by("pk"))


def other_days(venue: Venue, since_on: date) -> list[OtherDay]:
    """The days from this one on which the place has other hours, the first one first."""
    return list(OtherDay.objects.filter(venue=venue, day__gte=since_on).order_by("day")[:100])


def own_post(by: Standing, today: date) -> Post | None:
    """The task as a host or a worker of whoever stands here; None without one."""
    if by.person is None or not by.reads_contacts:
        return None
    running = Q(until_on__isnull=True) | Q(until_on__gt=today)
    kinds = [Post.Kind.HOST, Post.Kind.WORKER]
    own = Post.objects.filter(running, neighbourhood=by.neighbourhood, person=by.person, kind__in=kinds)
    return own.order_by("pk").first()

"""Activities: the list, one of them, what is known already, and what it says so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from stoep.calendar import queries as calendar
from stoep.calendar.models import Entry, Group
from stoep.calendar.queries import Clash
from stoep.gatherings.models import Activity, PrintJob, Sending, Whom
from stoep.gatherings.rules import streets
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared.look_first import Near, Sought, likeness
from stoep.strengths import queries as strengths
from stoep.strengths.models import Strength
from stoep.voices import queries as voices
from stoep.voices import search
from stoep.voices.models import Voice

FEW = 6
MOST_NEAR = 200
_LEAST = 5  # letters of a word that says something
_MOST_WORDS = 12
_COMMON = frozenset(
    "alles andere buren buurt daarna daarom eerst elkaar gaan graag hebben hoeveel iedereen iemand kunnen "
    "maken mensen moeten onder onze samen straat terug tussen vinden vraag vragen wanneer waarom welke willen wordt "
    "worden zijn zoals".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """What was said here already about the same words and streets: contributions and strengths, the nearest first."""

    voices: list[Voice]
    strengths: list[Strength]

    def __bool__(self) -> bool:
        return bool(self.voices or self.strengths)


def activities(here: Neighbourhood, *, drafts: bool = False) -> QuerySet[Activity]:
    """The activities of this wijk, the last day first; with `drafts` also those in writing, which only hosts see."""
    every = Activity.objects.filter(neighbourhood=here).select_related("venue")
    return (every if drafts else every.filter(published_at__isnull=False)).order_by("-day", "-pk")


def near(here: int, sought: Sought) -> Iterator[Near]:
    """What people are invited to in the neighbourhood with this key, as whoever begins something looks at it first."""
    rows = Activity.objects.filter(
        neighbourhood=here, published_at__isnull=False, called_off_at__isnull=True, closed_at__isnull=True,
        day__gte=sought.today,
    )  # fmt: skip
    rows = rows.select_related("neighbourhood", "venue").prefetch_related("whom")
    for activity in rows.order_by("day", "pk")[:MOST_NEAR]:
        streets_asked = [one.name for one in activity.whom.all() if one.kind == Whom.Kind.STREET]
        places = [*streets_asked, activity.venue.name if activity.venue else activity.place]
        alike = likeness(sought, activity.title, activity.asked, places=places)
        yield Near(_("Bijeenkomst"), activity.title, activity.get_absolute_url(), alike, activity.posted_key or "")


def found(slug: str, pk: int) -> Activity:
    """The activity with this number in this very neighbourhood; Activity.DoesNotExist when there is none."""
    return Activity.objects.select_related("neighbourhood", "venue").get(neighbourhood__slug=slug, pk=pk)


def whom_of(activity: Activity) -> list[Whom]:
    """Whom it invites, as they were written down."""
    return list(Whom.objects.filter(activity=activity).order_by("pk")[:200])


def streets_of(activity: Activity) -> list[str]:
    """The streets it invites."""
    return [one.name for one in whom_of(activity) if one.kind == Whom.Kind.STREET]


def jobs_of(activity: Activity) -> list[PrintJob]:
    """The print jobs of which the file or the addresses are still there, the newest first."""
    rows = PrintJob.objects.filter(activity=activity).exclude(file="", sealed=b"")
    return list(rows.order_by("-pk")[:20])


def known_streets(activity: Activity) -> list[str]:
    """The streets that were named in this wijk before: by this activity, or by what was sent for another one."""
    sent = Sending.objects.filter(activity__neighbourhood=activity.neighbourhood).exclude(street="")
    return [*streets_of(activity), *sent.values_list("street", flat=True).distinct()[:2000]]


def groups_of(activity: Activity) -> list[str]:
    """Of whom it is asked, as the calendar calls them."""
    return [Group.YOUTH.value if activity.is_youth else Group.EVERYBODY.value]


def clashes(activity: Activity) -> list[Clash]:
    """What else is asked of the same people in that week; nothing while it has no day."""
    if activity.day is None:
        return []
    asked, groups = streets_of(activity), groups_of(activity)
    own = Entry.objects.filter(kept_by=f"gatherings.activity:{activity.pk}").values_list("pk", flat=True).first()
    return calendar.clashes(
        activity.neighbourhood, first_on=activity.day, days=[activity.day], streets=asked, groups=groups, but=own
    )


def said(activity: Activity) -> dict[str, Any]:
    """What it says so far, by the names of rules.ready.NEEDED."""
    names = ("inviter", "face", "asked", "influence", "afterwards", "afterwards_on", "day", "begins")
    return {name: getattr(activity, name) for name in names} | {
        "where": activity.where,
        "whom": Whom.objects.filter(activity=activity).exists(),
    }


def known(activity: Activity) -> Known:
    """What everybody may read that speaks of the words and streets of this activity."""
    words = _telling([activity.title, activity.asked, *streets_of(activity)])
    if not words:
        return Known([], [])
    here = activity.neighbourhood
    near = search.nearest(here.pk, words, limit=FEW * 5)
    readable = voices.readable(Standing(neighbourhood=here)).filter(pk__in=near)
    rows = {voice.pk: voice for voice in readable}
    said_before = [rows[key] for key in near if key in rows and _shares(rows[key].words, words)]
    any_word = Q()
    for word in words:
        any_word |= Q(words__icontains=word)
    kept = strengths.shown("list").filter(any_word, neighbourhood=here).order_by("-pk")
    return Known(said_before[:FEW], list(kept[:FEW]))


def _telling(typed: Iterable[str]) -> list[str]:
    """The words that say what it is about, each once: long ones, and names of streets."""
    found: dict[str, None] = {}
    for word in search.words_of(" ".join(typed)):
        if len(word) >= _LEAST and word not in _COMMON and not word.isdecimal():
            found.setdefault(word)
    return list(found)[:_MOST_WORDS]


def _shares(text: str, words: list[str]) -> bool:
    """Whether it holds one of the words in whole or as a beginning: what the index found by chance falls away."""
    own = {streets.fold(word) for word in search.words_of(text)}
    return any(each.startswith(streets.fold(word)) for word in words for each in own)

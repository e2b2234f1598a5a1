"""The doors that every act in this room passes: in which neighbourhood, one after another, and what may be typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Right, Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused
from stoep.shared.typed import Limits
from stoep.venues import rules
from stoep.venues.models import Venue


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, locked until the transaction ends: two who book at once come one after the other."""
    return Neighbourhood.objects.select_for_update(no_key=True).get(pk=neighbourhood_id)


def open_venue(venue: Venue, by: Standing, *, right: Right, act: str) -> Venue:
    """The place as it stands now, for whoever has this right here; Refused when it is shut."""
    network.require_here(by, venue.neighbourhood_id, right=right, act=act, subject=subject_of(venue))
    lock(venue.neighbourhood_id)
    found = Venue.objects.select_related("neighbourhood").get(pk=venue.pk)
    if found.closed_on is not None:
        raise Refused("shut", _("Deze plek is gesloten. Wat er stond, blijft te lezen. Er verandert niets meer."))
    return found


def subject_of(venue: Venue) -> str:
    """How the log calls a place."""
    return f"venue:{venue.pk}"


_TYPED = Limits(rules.LIMITS, rules.WORDS_LIMIT)
texts, asked = _TYPED.texts, _TYPED.asked


def spans(given: Sequence[Sequence[str]]) -> list[list[str]]:
    """Hours of one day as they are kept; Refused when they cannot be."""
    try:
        return [list(span) for span in rules.read(rules.written(given))]
    except rules.NotHours as unread:
        raise Refused(
            "no-hours",
            _("Deze uren zijn niet te lezen: %(piece)s. Schrijf bijvoorbeeld: 10 tot 12, 14 tot 17."),
            piece=str(unread),
        ) from unread


def week(given: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, list[list[str]]]:
    """Hours of a whole week as they are kept, without the days that are closed."""
    read = {day: spans(given.get(day, ())) for day in rules.DAYS}
    return {day: hours for day, hours in read.items() if hours}

"""The doors that every act in this room passes: in which neighbourhood, one after another, and what may be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from stoep.gatherings import rules
from stoep.gatherings.models import Activity
from stoep.network import actions as network
from stoep.network.standing import Right, Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused
from stoep.shared.typed import Limits

if TYPE_CHECKING:
    from datetime import datetime


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, locked until the transaction ends: who does two things at once does one after the other."""
    return Neighbourhood.objects.select_for_update(no_key=True).get(pk=neighbourhood_id)


def subject_of(activity: Activity) -> str:
    """How the log calls an activity."""
    return f"activity:{activity.pk}"


def theirs(activity: Activity, by: Standing, *, act: str, right: Right = "host") -> Activity:
    """The activity as it stands now, for whoever has this right here."""
    network.require_here(by, activity.neighbourhood_id, right=right, act=act, subject=subject_of(activity))
    lock(activity.neighbourhood_id)
    return Activity.objects.select_related("neighbourhood", "venue").get(pk=activity.pk)


def running(activity: Activity, by: Standing, *, act: str) -> Activity:
    """The same, while people are invited: Refused before it is published, and when it was called off or closed."""
    found = theirs(activity, by, act=act)
    if found.called_off_at or found.closed_at:
        raise Refused("over", _("Deze activiteit is afgesloten. Er verandert niets meer."))
    if not found.published_at:
        raise Refused("draft", _("Deze activiteit staat nog niet open. Maak haar eerst openbaar."))
    return found


def in_writing(activity: Activity, by: Standing, *, act: str) -> Activity:
    """The same, while nobody is invited yet."""
    found = theirs(activity, by, act=act)
    if found.published_at:
        raise Refused(
            "published", _("Mensen zijn al uitgenodigd. Wat beloofd is, verandert niet meer. Afgelasten kan wel.")
        )
    return found


_TYPED = Limits(rules.LIMITS, rules.WORDS_LIMIT)
texts, asked = _TYPED.texts, _TYPED.asked


def seal(
    act: str,
    told: str,
    activity: Activity,
    by: Actor,
    at: datetime,
    *,
    rows: list[Any],
    personal: dict[str, str] | None = None,
    **facts: Any,
) -> None:
    """Into the log, under the name of the activity."""
    record.seal(
        neighbourhood=activity.neighbourhood, act=act, subject=subject_of(activity), by=by, at=at,
        facts={"told": told, **facts}, personal=personal or {}, rows=rows,
    )  # fmt: skip

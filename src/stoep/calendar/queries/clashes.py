"""What asks the same people in the same weeks, with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from stoep.calendar import rules
from stoep.calendar.models import Entry, Group
from stoep.calendar.queries.weeks import between
from stoep.places.models import Neighbourhood
from stoep.shared.choices import label

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Clash:
    """Another line that asks the same people in the same weeks, where, and why in a sentence."""

    entry: Entry
    overlap: rules.Overlap
    reason: str


def clashes(
    neighbourhood: Neighbourhood,
    *,
    first_on: date,
    last_on: date | None = None,
    days: Sequence[date] = (),
    streets: Sequence[str] = (),
    groups: Sequence[str] = (rules.EVERYBODY,),
    but: int | None = None,
    most: int = 50,
) -> list[Clash]:
    """What else asks these groups in these streets (none: everywhere) in the same weeks, the first one first.

    For something that does not stand in the calendar yet; `but` is the number of a line to leave out; at most
    `most` of them. One question.
    """
    first, last = (min(days), max(days)) if days else (first_on, last_on or first_on)
    asking = rules.Asking(first, last, sorted(days), streets, groups)
    rows = between(neighbourhood, rules.monday_of(first), rules.monday_of(last) + timedelta(days=6))
    found = []
    for entry in rows:
        if entry.pk != but and (shared := rules.overlap(asking, entry.asking())):
            found.append(Clash(entry, shared, _reason(shared)))
            if len(found) == most:
                break
    return found


def clashes_of(entry: Entry, *, most: int = 50) -> list[Clash]:
    """The same for a line of the calendar; nothing for what is off."""
    if entry.withdrawn_at is not None:
        return []
    return clashes(
        entry.neighbourhood, first_on=entry.first_on, last_on=entry.last_on, days=entry.on_days,
        streets=entry.streets, groups=entry.groups, but=entry.pk, most=most,
    )  # fmt: skip


def _reason(shared: rules.Overlap) -> str:
    weeks = [_("de week van %(day)s") % {"day": date_format(week, "j F")} for week in shared.weeks[:_MOST_NAMED]]
    if more := len(shared.weeks) - len(weeks):
        weeks.append(_("en nog %(number)s weken") % {"number": more} if more > 1 else _("en nog een week"))
    streets = list(shared.streets[:_MOST_NAMED])
    if more := len(shared.streets) - len(streets):
        streets.append(_("nog %(number)s andere") % {"number": more})
    where = get_text_list(streets, _("en")) if streets else _("de hele wijk")
    groups = get_text_list([label(Group, code) for code in shared.groups], _("en"))
    return _("Allebei vragen het aan %(groups)s, in %(streets)s, in %(weeks)s.") % {
        "groups": groups, "streets": where, "weeks": ", ".join(weeks),
    }  # fmt: skip

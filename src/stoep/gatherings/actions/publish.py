"""Publish an activity, call it off: not without a face, influence, what follows, a place, an hour and a person."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from stoep.calendar import actions as calendar
from stoep.calendar.models import Entry, Party
from stoep.calendar.rules import LIMITS as CALENDAR_LIMITS
from stoep.gatherings import queries
from stoep.gatherings.actions import doors
from stoep.gatherings.actions.write import day_and_after
from stoep.gatherings.models import Activity
from stoep.gatherings.rules import ready
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused

WHY_LIMIT = CALENDAR_LIMITS["why"]
CALLED = {
    "inviter": _("wie uitnodigt"),
    "face": _("een foto van wie uitnodigt"),
    "asked": _("wat u vraagt"),
    "influence": _("hoeveel invloed mensen hebben"),
    "afterwards": _("wat er daarna gebeurt"),
    "afterwards_on": _("wanneer mensen dat horen"),
    "where": _("waar het is"),
    "day": _("welke dag"),
    "begins": _("hoe laat het begint"),
    "whom": _("wie u uitnodigt"),
}


@transaction.atomic
def publish(
    *, activity: Activity, by: Standing, at: datetime, today: date, why_still: str = "", clash_answer: str = "",
    why_new: str = "",
) -> Activity:  # fmt: skip
    """From now on everybody reads it and people can be invited. Twice is once.

    Refused: "missing" with what is not said yet; "past", "too-far", "before"; "known" when contributions or strengths
    speak of it already and `why_still` does not say why the question is still needed; "clash" when something else is
    asked of the same people in the same week and `clash_answer` does not say why it goes on. `why_new`, when
    it is given, is why this is new though something alike was there already.
    """
    found = doors.theirs(activity, by, act="gatherings.publish")
    if found.published_at:
        return found
    activity = doors.in_writing(activity, by, act="gatherings.publish")
    gaps = ready.missing(queries.said(activity))
    if gaps:
        listed = get_text_list([str(CALLED[name]) for name in gaps], _now("en"))
        raise Refused("missing", _("Dit ontbreekt nog: %(what)s."), what=listed)
    day_and_after(activity, today)
    said = doors.texts(why_still=why_still, clash_answer=clash_answer, why_new=why_new or activity.why_new)
    if not said["why_still"] and queries.known(activity):
        raise Refused("known", _("Hier is al iets over gezegd. Lees het, en schrijf waarom uw vraag toch nodig is."))
    if not said["clash_answer"] and queries.clashes(activity):
        raise Refused(
            "clash",
            _("Dan wordt er al iets gevraagd aan dezelfde mensen. Kijk of u het samen doet, of schrijf waarom niet."),
        )
    for name, value in said.items():
        setattr(activity, name, value)
    activity.published_at, activity.published_by = at, by.person
    activity.save()
    personal = {"title": activity.title, "inviter": activity.inviter, **said}
    told = "Mensen worden uitgenodigd voor een bijeenkomst."
    doors.seal(
        "gatherings.publish", told, activity, by.actor(), at, rows=[activity], personal=personal,
        influence=activity.influence,
    )  # fmt: skip
    _enter(activity, by, at, today)
    return activity


def _enter(activity: Activity, by: Standing, at: datetime, today: date) -> None:
    """Its line in the one calendar of the wijk."""
    assert activity.day is not None
    sizes = [one.size for one in queries.whom_of(activity) if one.size]
    calendar.enter(
        neighbourhood=activity.neighbourhood, by=by, at=at, today=today, kept_by=_kept_by(activity),
        path=activity.get_absolute_url(), party=by.side if by.side in Party.values else Party.OTHER,
        asked_by=activity.inviter, what=activity.title, about=activity.asked, first_on=activity.day,
        days=[activity.day], begins=activity.begins, ends=activity.ends, venue=activity.venue, place=activity.place,
        streets=queries.streets_of(activity), groups=queries.groups_of(activity), asked_people=sum(sizes) or None,
        minutes=ready.minutes(activity.begins, activity.ends), is_known=bool(activity.why_still),
        why_still_needed=activity.why_still,
    )  # fmt: skip


def _kept_by(activity: Activity) -> str:
    return f"gatherings.activity:{activity.pk}"


@transaction.atomic
def call_off(*, activity: Activity, why: str, by: Standing, at: datetime) -> Activity:
    """It does not take place, with the reason. What stood there stays to be read. Twice is once."""
    found = doors.theirs(activity, by, act="gatherings.call_off")
    if found.called_off_at:
        return found
    activity = doors.running(activity, by, act="gatherings.call_off")
    activity.called_off_why = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    activity.called_off_at = at
    activity.save(update_fields=["called_off_at", "called_off_why"])
    activity.spent.all().delete()
    told = "Een bijeenkomst gaat niet door."
    personal = {"why": activity.called_off_why}
    entry = Entry.objects.filter(kept_by=_kept_by(activity)).first()
    if entry:
        why = activity.called_off_why[:WHY_LIMIT]
        calendar.withdraw(entry=entry, why=why, by=by, at=at, kept_by=_kept_by(activity))
    doors.seal("gatherings.call_off", told, activity, by.actor(), at, rows=[activity], personal=personal)
    return activity

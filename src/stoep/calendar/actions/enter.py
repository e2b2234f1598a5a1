"""Write down what is asked of residents, change it, and say that it is off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.calendar import rules
from stoep.calendar.actions import doors
from stoep.calendar.models import Entry, Group, Party
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.links import link_host
from stoep.shared.refusal import Refused
from stoep.venues.models import Venue


class _Asked(TypedDict):
    party: str
    asked_by: str
    what: str
    first_on: date
    groups: Sequence[str]
    asked_people: int | None
    minutes: int | None


class Line(_Asked, total=False):
    """What a line of the calendar says; what is left out is empty.

    `days`: those of a session; none, for what runs all the time until `last_on` (without it: one day). `begins` and
    `ends` as people write a time. `place` in words where there is no `venue`. No `streets`: the whole neighbourhood.
    `groups`: codes of models.Group. `asked_people`: about how many; `minutes`: of each of them, all days together.
    `is_known`: whoever asks was told what people had said about it before, and then says `why_still_needed`.
    `why_new`: why this is new, though something alike was there already; left out, what was said of it stays.
    """

    organisation: Organisation | None
    about: str
    last_on: date | None
    days: Sequence[date]
    begins: str
    ends: str
    venue: Venue | None
    place: str
    streets: Sequence[str]
    link: str
    is_known: bool
    why_still_needed: str
    why_new: str


_NOT_THEN = {
    "backwards": _("De laatste dag komt voor de eerste, of de eindtijd voor de begintijd. Kijk ze na."),
    "past": _("Dit is al voorbij. Kies vandaag of een latere dag."),
    "too-far": _("Dit is meer dan twee jaar vooruit. Kies een eerdere dag."),
    "too-long": _("Dit duurt meer dan een jaar. Zet het er per jaar in."),
    "too-many-days": _("Dit zijn te veel dagen voor één regel. Zet ze er in twee keer in."),
    "no-time": _("Dit is geen tijd. Schrijf bijvoorbeeld 19:30."),
}


@transaction.atomic
def enter(
    *,
    neighbourhood: Neighbourhood,
    by: Standing,
    at: datetime,
    today: date,
    kept_by: str = "",
    path: str = "",
    posted_key: str | None = None,
    **line: Unpack[Line],
) -> Entry:
    """Something that is asked of residents stands in the calendar; by whoever takes part in the network here.

    A higher room that writes the line of its own row gives `kept_by` (such as "gatherings.gathering:12") and the
    `path` of its page; the same `kept_by` or `posted_key` gives the same line again. Refused: "incomplete",
    "no-group", "no-party", "backwards", "past", "too-far", "too-long", "too-many-days", "no-time", "no-number",
    "no-link", and "why-still": something is known already and no reason is given.
    """
    network.require_here(by, neighbourhood.pk, right="take-part", act="calendar.enter")
    doors.lock(neighbourhood.pk)
    if known := _known(neighbourhood, kept_by, posted_key):
        return known
    entry = Entry(
        neighbourhood=neighbourhood, entered_by=by.person, entered_at=at, posted_key=posted_key, kept_by=kept_by,
        path=path, entered_from=by.person.organisation if by.person else None, **_said(neighbourhood, today, line),
    )  # fmt: skip
    entry.save()
    _seal("calendar.enter", entry, by, at)
    return entry


def _known(neighbourhood: Neighbourhood, kept_by: str, posted_key: str | None) -> Entry | None:
    every = Entry.objects.filter(neighbourhood=neighbourhood)
    if kept_by:
        return every.filter(kept_by=kept_by).first()
    return every.filter(posted_key=posted_key).first() if posted_key else None


@transaction.atomic
def change(*, entry: Entry, by: Standing, at: datetime, today: date, kept_by: str = "", **line: Unpack[Line]) -> Entry:
    """The line says this from now on; by who wrote it, their organisation, or a host. Refused as for `enter`.

    Also "withdrawn", "kept-elsewhere" and "of-a-feed": there it is not changed.
    """
    entry = doors.not_withdrawn(doors.own_entry(entry, by, act="calendar.change", kept_by=kept_by))
    for field, value in _said(entry.neighbourhood, today, line).items():
        setattr(entry, field, value)
    entry.save()
    _seal("calendar.change", entry, by, at)
    return entry


@transaction.atomic
def withdraw(*, entry: Entry, why: str, by: Standing, at: datetime, kept_by: str = "") -> Entry:
    """It is off, with the reason. It stays readable, and counts for nothing any more. Twice is once."""
    entry = doors.own_entry(entry, by, act="calendar.withdraw", kept_by=kept_by)
    if entry.withdrawn_at is not None:
        return entry
    entry.withdrawn_why = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    entry.withdrawn_at = at
    entry.save(update_fields=["withdrawn_at", "withdrawn_why"])
    _seal("calendar.withdraw", entry, by, at)
    return entry


def _said(neighbourhood: Neighbourhood, today: date, line: Line) -> dict[str, Any]:
    """Every column that somebody types, tidied; Refused when something must be mended."""
    new = doors.texts(why_new=line["why_new"]) if "why_new" in line else {}
    needed = doors.asked(
        "incomplete", _("Schrijf op wie het vraagt, en wat er gevraagd wordt."),
        asked_by=line["asked_by"], what=line["what"],
    )  # fmt: skip
    venue = line.get("venue")
    if venue is not None and venue.neighbourhood_id != neighbourhood.pk:
        raise Refused("other-venue", _("Deze plek hoort bij een andere wijk. Kies een plek van deze wijk."))
    organisation = line.get("organisation")
    more = doors.texts(about=line.get("about", ""), place=line.get("place", ""), link=line.get("link", ""))
    if more["link"] and not (more["link"].startswith("https://") and link_host(more["link"])):
        raise Refused("no-link", _("Dit adres kan niet. Het begint met https://, en er staan geen spaties in."))
    kinds = _kinds(line)
    numbers = {"asked_people": line["asked_people"], "minutes": line["minutes"]}
    for name, most in (("asked_people", rules.MOST_PEOPLE), ("minutes", rules.MOST_MINUTES)):
        if (given := numbers[name]) is not None and not 0 < given <= most:
            raise Refused("no-number", _("Schrijf een getal tussen 1 en %(most)s."), most=most)
    tidy = doors.streets(neighbourhood, line.get("streets", ()))
    known = _still(line)
    when = _when(line, today)
    return needed | more | kinds | numbers | known | when | new | {
        "venue": venue, "organisation": organisation, "streets": tidy,
    }  # fmt: skip


def _kinds(line: Line) -> dict[str, Any]:
    groups = [code for code in Group.values if code in line["groups"]]
    if not groups or len(groups) != len(set(line["groups"])):
        raise Refused("no-group", _("Kies aan wie het gevraagd wordt."))
    if line["party"] not in Party.values:
        raise Refused("no-party", _("Kies wie het vraagt."))
    return {"groups": groups, "party": line["party"]}


def _still(line: Line) -> dict[str, Any]:
    is_known = line.get("is_known", False)
    why = doors.texts(why_still_needed=line.get("why_still_needed", ""))
    if is_known and not why["why_still_needed"]:
        raise Refused(
            "why-still", _("Hierover is al iets gezegd. Lees het eerst. Schrijf dan waarom u het toch nog vraagt.")
        )
    return why | {"is_known": is_known}


def _when(line: Line, today: date) -> dict[str, Any]:
    days = sorted(set(line.get("days", ())))
    first_on = days[0] if days else line["first_on"]
    last_on = days[-1] if days else line.get("last_on") or first_on
    begins, ends = rules.clock(line.get("begins", "")), rules.clock(line.get("ends", ""))
    if wrong := _not_then(first_on, last_on, len(days), today, begins, ends):
        raise Refused(wrong, _NOT_THEN[wrong])
    if not days and first_on == last_on:
        days = [first_on]
    return {
        "first_on": first_on, "last_on": last_on, "days": [day.isoformat() for day in days],
        "begins": begins, "ends": ends,
    }  # fmt: skip


def _not_then(first_on: date, last_on: date, count: int, today: date, begins: str | None, ends: str | None) -> str:
    if begins is None or ends is None or (ends and not begins):
        return "no-time"
    wrong = (
        ("backwards", last_on < first_on or bool(ends and begins >= ends)),
        ("past", last_on < today),
        ("too-far", first_on > today + rules.FURTHEST),
        ("too-long", last_on - first_on > rules.LONGEST),
        ("too-many-days", count > rules.MOST_DAYS),
    )
    return next((code for code, is_so in wrong if is_so), "")


def _seal(act: str, entry: Entry, by: Standing, at: datetime) -> None:
    told = {
        "calendar.enter": "In de kalender kwam erbij wat er van bewoners gevraagd wordt.",
        "calendar.change": "In de kalender veranderde wat er van bewoners gevraagd wordt.",
        "calendar.withdraw": "Iets in de kalender gaat niet door.",
    }[act]
    facts = {
        "told": told, "party": entry.party, "groups": entry.groups, "first_on": entry.first_on.isoformat(),
        "last_on": entry.last_on.isoformat(),
    }  # fmt: skip
    personal = {"asked_by": entry.asked_by, "what": entry.what, "place": entry.place, "why": entry.withdrawn_why}
    personal["why_new"] = entry.why_new
    record.seal(
        neighbourhood=entry.neighbourhood, act=act, subject=doors.subject_of(entry), by=by.actor(), at=at, facts=facts,
        personal=personal, rows=[entry],
    )  # fmt: skip

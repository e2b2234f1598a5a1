"""Write an activity down, change it while nobody is invited yet, and say whom it invites."""

from __future__ import annotations

from datetime import date, datetime
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.actions import doors
from stoep.gatherings.models import Activity, Channel, Language, Whom
from stoep.gatherings.rules import ready
from stoep.network import actions as network
from stoep.network.influence import Influence
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused
from stoep.venues.models import Venue
from stoep.voices import pictures

TEXTS = ("title", "inviter", "inviter_is", "phone", "asked", "afterwards", "place", "why_new")
Face = tuple[IO[bytes], str]


def write(
    *,
    neighbourhood: Neighbourhood,
    title: str,
    by: Standing,
    at: datetime,
    face: Face | None = None,
    posted_key: str | None = None,
    **said: Any,
) -> Activity:
    """An activity in writing, by a host or whoever leads; only they see it. `said` is as for `change`.

    The same `posted_key` gives the same activity again. `face` is (file, what is to be seen).
    """
    known = Activity.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first() if posted_key else None
    if known:
        return known
    activity = Activity(neighbourhood=neighbourhood, written_by=by.person, written_at=at, posted_key=posted_key)
    network.require_here(by, neighbourhood.pk, right="host", act="gatherings.write")
    return _with_face(face, lambda stored: _write(activity, {"title": title, **said}, stored, by, at))


def change(*, activity: Activity, by: Standing, at: datetime, face: Face | None = None, **said: Any) -> Activity:
    """What stands there from now on, while nobody is invited yet. All texts as `TEXTS`, and:

    `influence` (a step of the ladder or ""), `afterwards_on` and `day` (a date or None), `begins` and `ends` ("19:30"),
    `venue` (a place of this wijk or None), `is_youth`. Refused: "title", "too-long", "hours", "influence", "venue".
    """
    network.require_here(
        by, activity.neighbourhood_id, right="host", act="gatherings.change", subject=doors.subject_of(activity)
    )
    return _with_face(face, lambda stored: _change(activity, said, stored, by, at))


def _with_face(face: Face | None, keep: Any) -> Activity:
    """Everything in one transaction; a picture's file goes again when that fails."""
    stored = pictures.store(pictures.clean(face[0])) if face else ""
    try:
        with transaction.atomic():
            kept: Activity = keep((stored, face[1]) if face else None)
            return kept
    except BaseException:
        if stored:
            pictures.remove(stored)
        raise


def _write(
    activity: Activity, said: dict[str, Any], stored: tuple[str, str] | None, by: Standing, at: datetime
) -> Activity:
    doors.lock(activity.neighbourhood_id)
    again = Activity.objects.filter(posted_key=activity.posted_key).first() if activity.posted_key else None
    if again:
        if stored:
            pictures.remove(stored[0])
        return again
    _fill(activity, said, stored)
    activity.save()
    told = "Er is een bijeenkomst in voorbereiding."
    doors.seal("gatherings.write", told, activity, by.actor(), at, rows=[activity], personal=_personal(activity))
    return activity


def _change(
    activity: Activity, said: dict[str, Any], stored: tuple[str, str] | None, by: Standing, at: datetime
) -> Activity:
    activity = doors.in_writing(activity, by, act="gatherings.change")
    old = activity.face.name if stored else ""
    _fill(activity, said, stored)
    activity.save()
    told = "Er veranderde iets aan een bijeenkomst in voorbereiding."
    doors.seal("gatherings.change", told, activity, by.actor(), at, rows=[activity], personal=_personal(activity))
    if old:
        transaction.on_commit(lambda: pictures.remove(old))
    return activity


def _personal(activity: Activity) -> dict[str, str]:
    return {name: getattr(activity, name) for name in (*TEXTS, "face_described")}


def _fill(activity: Activity, said: dict[str, Any], stored: tuple[str, str] | None) -> None:
    typed = doors.texts(**{name: said[name] for name in TEXTS if name in said})
    if not typed.get("title", activity.title):
        raise Refused("title", _("Geef de bijeenkomst een naam."))
    influence = said.get("influence", activity.influence)
    if influence and (influence not in Influence.values or influence == Influence.NONE):
        raise Refused("influence", _("Kies hoeveel invloed mensen hebben."))
    venue: Venue | None = said.get("venue", activity.venue)
    if venue and (venue.neighbourhood_id != activity.neighbourhood_id or venue.closed_on):
        raise Refused("venue", _("Kies een plek die in deze wijk open is."))
    begins, ends = said.get("begins", activity.begins), said.get("ends", activity.ends)
    if ready.hours_wrong(begins, ends):
        raise Refused("hours", _("De bijeenkomst moet later eindigen dan zij begint. Kijk de tijden na."))
    values: dict[str, Any] = {name: said[name] for name in ("afterwards_on", "day", "is_youth") if name in said}
    values |= {"influence": influence, "venue": venue, "begins": begins, "ends": ends, **typed}
    if stored:
        values |= {"face": stored[0], "face_described": doors.texts(face_described=stored[1])["face_described"]}
    for name, value in values.items():
        setattr(activity, name, value)


@transaction.atomic
def take_face_away(*, activity: Activity, by: Standing, at: datetime) -> Activity:
    """The photo of whoever invites goes, also after the activity: they can always ask it. Twice is once."""
    activity = doors.theirs(activity, by, act="gatherings.take_face_away")
    if not activity.face:
        return activity
    old = str(activity.face.name)
    activity.face, activity.face_described = "", ""
    activity.save(update_fields=["face", "face_described"])
    told = "De foto van wie uitnodigde is weggehaald."
    doors.seal("gatherings.take_face_away", told, activity, by.actor(), at, rows=[activity])
    transaction.on_commit(lambda: pictures.remove(old))
    return activity


@transaction.atomic
def invite(
    *,
    activity: Activity,
    kind: str,
    name: str,
    channel: str,
    language: str,
    by: Standing,
    at: datetime,
    holder: str = "",
    size: int | None = None,
    posted_key: str | None = None,
) -> Whom:
    """Whom the activity invites: a street, a group, a list of which only its name, holder and size are kept.

    Also after it was published, until it closes. Refused: "incomplete", "holder", "choice".
    """
    activity = doors.theirs(activity, by, act="gatherings.invite")
    if activity.called_off_at or activity.closed_at:
        raise Refused("over", _("Deze activiteit is afgesloten. Er verandert niets meer."))
    known = Whom.objects.filter(posted_key=posted_key, activity=activity).first() if posted_key else None
    if known:
        return known
    if kind not in Whom.Kind.values or channel not in Channel.values or language not in Language.values:
        raise Refused("choice", _("Kies wie u uitnodigt, op welke manier en in welke taal."))
    said = doors.asked("incomplete", _("Schrijf op wie u uitnodigt: welke straat, groep of lijst."), name=name)
    more = doors.texts(holder=holder)
    if kind == Whom.Kind.LIST and not more["holder"]:
        raise Refused("holder", _("Schrijf op wie de lijst heeft. De lijst zelf blijft daar."))
    if size is not None and not 0 < size <= 100_000:
        raise Refused("size", _("Dit aantal kan niet. Kies een getal van 1 tot 100.000."))
    whom = Whom.objects.create(
        activity=activity, kind=kind, channel=channel, language=language, size=size, added_at=at,
        posted_key=posted_key, **said, **more,
    )  # fmt: skip
    told = "Bij een bijeenkomst staat wie wordt uitgenodigd."
    doors.seal("gatherings.invite", told, activity, by.actor(), at, rows=[whom], personal={"name": whom.name})
    return whom


@transaction.atomic
def uninvite(*, whom: Whom, by: Standing, at: datetime) -> None:
    """They are not invited after all, while nobody is invited yet."""
    activity = doors.in_writing(whom.activity, by, act="gatherings.uninvite")
    if not Whom.objects.filter(pk=whom.pk).exists():
        return
    key = whom.pk
    whom.delete()
    whom.pk = key
    told = "Een groep wordt toch niet uitgenodigd voor een bijeenkomst."
    doors.seal("gatherings.uninvite", told, activity, by.actor(), at, rows=[whom])


def day_and_after(activity: Activity, today: date) -> None:
    """Refused when nobody could come any more, or would hear of it before it was."""
    assert activity.day is not None and activity.afterwards_on is not None
    wrong = ready.wrongly_dated(activity.day, activity.afterwards_on, today)
    sentences = {
        "past": _("De dag van de bijeenkomst is voorbij. Kies een andere dag."),
        "too-far": _("De dag is meer dan een jaar vooruit. Kies een eerdere dag."),
        "before": _("Mensen horen pas na de bijeenkomst wat ervan kwam. Kies daarvoor een latere dag."),
    }
    if wrong:
        raise Refused(wrong, sentences[wrong])

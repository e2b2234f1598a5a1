"""At the door and after it: how many came, what was said, and the close, at which only what may be told stays."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from stoep.gatherings import keys, queries
from stoep.gatherings.actions import doors
from stoep.gatherings.actions.quarters import put_together
from stoep.gatherings.actions.send import same_street
from stoep.gatherings.models import CAME_BY, Activity, Answer, Came, Edition, Language, Said, Spent
from stoep.gatherings.rules import codes, ledger, quarters
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused
from stoep.voices import actions as voices
from stoep.voices.actions import Receipt

MOST = 500


@transaction.atomic
def count_came(
    *,
    activity: Activity,
    channel: str,
    language: str,
    many: int,
    by: Standing,
    today: date,
    street: str = "",
    pressed: str = "",
) -> bool:
    """So many more came (with -1: one fewer), by how they were invited. The same press counts once: then False.

    Not sealed: the log would tell when the first few came in. Refused: "not-yet", "draft", "over", "choice", "many".
    """
    activity = doors.running(activity, by, act="gatherings.count_came")
    if activity.day is None or today < activity.day:
        raise Refused("not-yet", _("De bijeenkomst is nog niet begonnen. Tel op de dag zelf."))
    if channel not in dict(CAME_BY) or language not in Language.values:
        raise Refused("choice", _("Kies hoe iemand is uitgenodigd, en in welke taal."))
    if not -1 <= many <= MOST or not many:
        raise Refused("many", _("Dit aantal kan niet. Kies een getal van 1 tot 500."))
    if pressed and not _first_press(activity, pressed):
        return False
    road = same_street(activity, doors.texts(street=street)["street"])
    row, _made = Came.objects.get_or_create(activity=activity, channel=channel, language=language, street=road)
    if row.many + many < 0:
        raise Refused("many", _("Hier is nog niemand geteld."))
    Came.objects.filter(pk=row.pk).update(many=F("many") + many)
    return True


def _first_press(activity: Activity, pressed: str) -> bool:
    mark = codes.spent_mark(keys.ours()[0], "press", pressed)
    try:
        with transaction.atomic():
            Spent.objects.create(mark=mark, neighbourhood=activity.neighbourhood, activity=activity)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def take_down(*, activity: Activity, by: Standing, at: datetime, today: date, **said: Any) -> Receipt:
    """What somebody said there, as a contribution with a receipt on the spot. `said` is as for voices.post.

    Also after the close: cards are typed over when there is time. Refused as voices.post, and "draft".
    """
    found = doors.theirs(activity, by, act="gatherings.take_down")
    if not found.published_at:
        raise Refused("draft", _("Deze activiteit staat nog niet open. Maak haar eerst openbaar."))
    receipt = voices.post(
        neighbourhood=found.neighbourhood, by=by.actor(), at=at, today=today, taken_down_by=by.person,
        checked_by=by.person, **said,
    )  # fmt: skip
    tie, made = Said.objects.get_or_create(voice=receipt.voice, defaults={"activity": found, "tied_at": at})
    if made:
        told = "Wat op een bijeenkomst is gezegd, is opgeschreven."
        doors.seal("gatherings.take_down", told, found, by.actor(), at, rows=[tie], number=receipt.voice.number)
    return receipt


@transaction.atomic
def close(*, activity: Activity, by: Standing, at: datetime, today: date) -> Activity:
    """Counting ends. What may be told of it is told and sealed; the counts themselves and the used codes are gone.

    Twice is once. Refused: "not-yet", "draft", "over".
    """
    found = doors.theirs(activity, by, act="gatherings.close")
    if found.closed_at:
        return found
    activity = doors.running(activity, by, act="gatherings.close")
    if activity.day is None or today < activity.day:
        raise Refused("not-yet", _("De bijeenkomst is nog niet geweest. Sluit haar daarna af."))
    counted = queries.counted(activity)
    told = ledger.told(counted)
    if quarters.is_small(told):
        put_together(activity, counted, today=today)
    editions = [
        Edition.objects.create(
            activity=activity, step=step, total=edition.total, marks=ledger.kept(edition), told_on=today
        )
        for step, edition in told.items()
    ]
    Answer.objects.filter(sending__activity=activity).delete()
    Came.objects.filter(activity=activity).delete()
    activity.spent.all().delete()
    activity.closed_at = at
    activity.save(update_fields=["closed_at"])
    sentence = "Een bijeenkomst is afgesloten. Wat er van de aantallen verteld mag worden, staat erbij."
    doors.seal("gatherings.close", sentence, activity, by.actor(), at, rows=[activity, *editions], steps=sorted(told))
    return activity

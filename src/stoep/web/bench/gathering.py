"""To what people were invited in the neighbourhood of the bench: twenty years of gatherings, each closed and told."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from stoep.gatherings.models import Activity, Edition, QuarterEdition, Said, Sending, Whom
from stoep.gatherings.rules import quarters
from stoep.places.models import Neighbourhood
from stoep.voices.models import Voice
from stoep.web.bench import words

MANY, DAYS = 300, 24  # so many, so far apart
QUARTERS = 80
SAID = 60  # contributions that were typed over at each of the first
STREETS = ("Eikstraat", "Lindestraat", "Kade", "Meerplein")


def gather(here: Neighbourhood, chance: random.Random, at: datetime) -> None:
    """Rows as the acts make them."""
    for quarter in quarters_before(timezone.localdate(at)):
        marks = [["street", street, chance.choice((40, 25, "few", "withheld"))] for street in STREETS]
        QuarterEdition.objects.bulk_create(
            QuarterEdition(
                neighbourhood=here, begins_on=quarter, step=step, gatherings=3, total=total, marks=marks,
                told_on=quarters.ends(quarter),
            )
            for step, total in (("came", 90), ("sent", 140))
        )  # fmt: skip
    voices = list(Voice.objects.filter(neighbourhood=here).order_by("pk").values_list("pk", flat=True)[: 4 * SAID])
    for index in range(MANY):
        moment = at - timedelta(days=DAYS * (MANY - index))
        day = timezone.localdate(moment)
        activity = Activity.objects.create(
            neighbourhood=here, title=words.title(chance)[:120], inviter="Fatma", inviter_is="buurvrouw",
            asked=words.said(chance)[:300], influence="coproduce", afterwards=words.said(chance)[:300],
            afterwards_on=day + timedelta(days=30), place="Buurthuis De Eik", day=day, begins="19:30", ends="21:00",
            is_youth=index % 5 == 0, written_at=moment, published_at=moment, closed_at=moment,
        )  # fmt: skip
        Whom.objects.bulk_create(
            Whom(activity=activity, kind="street", name=street, channel="card", language="nl", added_at=moment)
            for street in STREETS
        )
        Sending.objects.bulk_create(
            Sending(
                activity=activity, number=index * len(STREETS) + place, channel="card", language="nl", street=street,
                sent=80, has_codes=True, made_at=moment,
            )
            for place, street in enumerate(STREETS)
        )  # fmt: skip
        marks = [["street", street, chance.choice((40, 25, "few", "withheld"))] for street in STREETS]
        Edition.objects.bulk_create(
            Edition(activity=activity, step=step, total=total, marks=marks, told_on=day)
            for step, total in (("came", 90), ("answered", 140), ("sent", 320))
        )
        Said.objects.bulk_create(
            Said(activity=activity, voice_id=voice, tied_at=moment)
            for voice in voices[index * SAID : (index + 1) * SAID]
        )


def quarters_before(day: date) -> list[date]:
    """The first days of eighty quarters that are over, the newest first."""
    found = [quarters.begins(day)]
    while len(found) <= QUARTERS:
        found.append(quarters.begins(found[-1] - timedelta(days=1)))
    return found[1:]

"""Invitations that count: an evening that was held, one of the young, and one with cards in three languages."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from stoep.gatherings import actions as gatherings
from stoep.gatherings import wordings
from stoep.gatherings.models import Activity
from stoep.venues.models import Venue
from stoep.web.demonstration.stage import Stage

READERS = {"nl": "Anouk", "en": "Joost", "tr": "Fatma", "ar": "Samira", "pl": "Ola"}
STREETS = ("Eikstraat", "Lindestraat", "Kade")


@dataclass(frozen=True, slots=True)
class Evening:
    """What an organiser types."""

    title: str
    inviter: str
    inviter_is: str
    asked: str
    influence: str
    afterwards: str
    is_youth: bool = False
    why_new: str = ""


SOUP = Evening(
    "Soep en plannen voor het plein", "Fatma", "buurvrouw uit de Eikstraat",
    "Kom soep eten en zeg wat u van het plein vindt.", "coproduce",
    "Wij tekenen samen een plan. De gemeente zegt in een brief wat zij ermee doet.",
)  # fmt: skip
FIELD = Evening(
    "Vrijdag op het veldje", "Yusuf", "17, van het voetbal op het veldje", "Wat moet er komen op het veldje?", "advise",
    "Yusuf en Noor brengen het naar de wijktafel. Wat anders gaat, krijgt een reden.", is_youth=True,
)  # fmt: skip
COFFEE = Evening(
    "Koffie: hoe houden wij het plein schoon?", "Bep", "buurvrouw, doet de tuintjes op het plein",
    "Kom koffie drinken. Wat werkt er al, en wie doet er mee?", "decide",
    "Wie er is, beslist hoe wij het verdelen. Het staat een week later op papier.",
    why_new="Het vorige ging over plannen. Dit gaat over wie wat doet.",
)  # fmt: skip
IN_OTHER_WORDS = {
    "tr": ("Kahve: meydanı nasıl temiz tutarız?", "Kahve içmeye gelin. Şimdiden ne iyi gidiyor, kim katılır?",
           "Gelenler işi nasıl paylaşacağımıza karar verir. Bir hafta sonra kâğıtta yazılı olur."),
    "ar": ("قهوة: كيف نحافظ على نظافة الساحة؟", "تعالوا لشرب القهوة. ما الذي ينجح الآن، ومن يشارك؟",
           "من يحضر يقرر كيف نوزع العمل، ويُكتب ذلك على ورق بعد أسبوع."),
}  # fmt: skip


def plan(stage: Stage) -> None:
    """Put it into the story. A village rings the bell."""
    if stage.story.kind != "wijk":
        return
    stage.plan(stage.at(-2.5), lambda at: approve(stage, at))
    for evening, weeks in ((SOUP, 5), (FIELD, 3)):
        stage.plan(stage.at(-2.3), partial(invite, stage, evening, weeks))
    stage.plan(stage.at(-0.2), lambda at: the_next_one(stage, at))


def approve(stage: Stage, at: datetime) -> None:
    """Somebody who reads each language says that the sentences are right."""
    for minutes, (language, reader) in enumerate(READERS.items()):
        gatherings.approve_wording(
            neighbourhood=stage.neighbourhood, language=language, texts=wordings.PROPOSED[language], reader=reader,
            by=stage.host, at=at + timedelta(minutes=minutes),
        )  # fmt: skip


def begin(stage: Stage, evening: Evening, day: date, at: datetime) -> Activity:
    """The evening, published, with the streets that it invites."""
    activity = gatherings.write(
        neighbourhood=stage.neighbourhood, title=evening.title, inviter=evening.inviter, inviter_is=evening.inviter_is,
        phone="020 555 01 23", asked=evening.asked, influence=evening.influence, afterwards=evening.afterwards,
        afterwards_on=day + timedelta(days=21), day=day, begins="19:30", ends="21:30", is_youth=evening.is_youth,
        why_new=evening.why_new,
        venue=Venue.objects.filter(neighbourhood=stage.neighbourhood, closed_on__isnull=True).order_by("pk").first(),
        face=(portrait(evening.inviter), f"Een tekening van {evening.inviter}."), by=stage.host, at=at,
    )  # fmt: skip
    for street in STREETS:
        gatherings.invite(
            activity=activity, kind="street", name=street, channel="door" if evening.is_youth else "card",
            language="nl", size=60, by=stage.host, at=at,
        )  # fmt: skip
    gatherings.invite(
        activity=activity, kind="list", name="Leden van de tuinclub", holder="Bep", channel="phone", language="nl",
        size=18, by=stage.host, at=at,
    )  # fmt: skip
    return gatherings.publish(
        activity=activity, by=stage.host, at=at, today=timezone.localdate(at),
        why_still="Wij weten wat er mis is. Wij weten nog niet wat mensen er zelf willen doen.",
        clash_answer="Wij hebben het afgestemd: de ander komt ook.",
    )  # fmt: skip


def invite(stage: Stage, evening: Evening, weeks: int, at: datetime) -> None:
    """People are asked at the door; the evening comes and is closed a day later."""
    day = stage.today - timedelta(weeks=weeks)
    activity = begin(stage, evening, day, at)
    for street, many in zip(STREETS, (64, 52, 38), strict=True):
        gatherings.note_sent(
            activity=activity, channel="door", language="nl", street=street, many=many, by=stage.host, at=at
        )
    night = datetime.combine(day, at.time(), tzinfo=at.tzinfo)
    stage.plan(night, lambda then: hold(stage, activity, then))
    stage.plan(night + timedelta(days=1), lambda then: end(stage, activity, then))


SAID = {
    SOUP.title: ("Er moet schaduw komen bij de bankjes.", "Zet de tafels bij elkaar, dan praten wij met elkaar."),
    FIELD.title: ("Een hek, zodat de bal niet op straat komt.", "Licht tot tien uur.", "Een plek voor meiden."),
}


def hold(stage: Stage, activity: Activity, at: datetime) -> None:
    """Who came is counted at the door, and what was said is typed over."""
    now: dict[str, Any] = {"activity": activity, "by": stage.host, "today": timezone.localdate(at)}
    for street, many in zip(STREETS, (24, 18, 11), strict=True):
        gatherings.count_came(channel="door", language="nl", street=street, many=many, **now)
    gatherings.count_came(channel="walked", language="nl", many=12, **now)
    for words in SAID[activity.title]:
        gatherings.take_down(
            kind="idea", words=words, channel="card", audience="everyone", at=at,
            year_band="12-17" if activity.is_youth else "", **now,
        )  # fmt: skip


def end(stage: Stage, activity: Activity, at: datetime) -> None:
    """The close."""
    gatherings.close(activity=activity, by=stage.host, at=at, today=timezone.localdate(at))


def the_next_one(stage: Stage, at: datetime) -> None:
    """The one that comes, in three languages, with cards on their way."""
    activity = begin(stage, COFFEE, stage.today + timedelta(days=9), at)
    for language, (title, asked, afterwards) in IN_OTHER_WORDS.items():
        gatherings.approve_translation(
            activity=activity, language=language, title=title, asked=asked, afterwards=afterwards,
            reader=READERS[language], by=stage.host, at=at,
        )  # fmt: skip
    gatherings.note_sent(
        activity=activity, channel="message", language="nl", many=34, by=stage.host, at=at + timedelta(minutes=4)
    )


def portrait(name: str) -> io.BytesIO:
    """An invented face, drawn: round, with shoulders. The colours follow the name."""
    hue = sum(map(ord, name)) % 360
    picture = Image.new("RGB", (480, 480), f"hsl({hue}, 40%, 85%)")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((60, 330, 420, 690), fill=f"hsl({(hue + 180) % 360}, 45%, 42%)")
    draw.ellipse((130, 60, 350, 240), fill=f"hsl({hue}, 30%, 22%)")
    draw.ellipse((145, 90, 335, 350), fill=f"hsl({20 + hue % 15}, 45%, {48 + hue % 25}%)")
    for left in (195, 265):
        draw.ellipse((left, 190, left + 22, 212), fill="#222222")
    draw.arc((195, 220, 285, 300), 20, 160, fill="#5a2a22", width=6)
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=88)
    made.seek(0)
    made.name = "gezicht.jpg"
    return made

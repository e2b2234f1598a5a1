"""Gatherings as tests make them: in writing, published, with cards, held, and of an earlier quarter."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PIL import Image

from stoep.gatherings import actions as gatherings
from stoep.gatherings import keys, wordings
from stoep.gatherings.rules import codes, quarters
from tests.builders import NOW, TODAY

if TYPE_CHECKING:
    from stoep.gatherings.models import Activity, Photo, PrintJob, Sending, Wording
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood

WORDS = {
    "title": "Soep en plannen voor het plein",
    "inviter": "Fatma",
    "inviter_is": "buurvrouw uit de Eikstraat",
    "phone": "020 555 01 23",
    "asked": "Kom soep eten en zeg wat u van het plein vindt.",
    "influence": "coproduce",
    "afterwards": "Wij tekenen samen een plan en leggen het voor.",
    "place": "in de grote zaal van De Eik",
    "begins": "17:00",
    "ends": "19:00",
}


def a_face() -> io.BytesIO:
    """A photo."""
    picture = io.BytesIO()
    Image.new("RGB", (300, 400), "tan").save(picture, "JPEG")
    picture.seek(0)
    picture.name = "fatma.jpg"
    return picture


def an_activity(here: Neighbourhood, by: Standing, *, face: bool = True, **given: Any) -> Activity:
    """An activity in writing that says everything but whom it invites, ten days from `today`."""
    today = given.pop("today", TODAY)
    usual: dict[str, Any] = {
        **WORDS,
        "day": today + timedelta(days=10),
        "afterwards_on": today + timedelta(days=40),
        "at": NOW,
        "face": (a_face(), "Fatma lacht, met een pan soep.") if face else None,
    }
    return gatherings.write(neighbourhood=here, by=by, **usual | given)


def invited(activity: Activity, by: Standing, *, at: Any = NOW, street: str = "Eikstraat", **given: Any) -> Any:
    """One street that it invites with cards."""
    usual = {"kind": "street", "name": street, "channel": "card", "language": "nl"}
    return gatherings.invite(activity=activity, by=by, at=at, **usual | given)


def published(here: Neighbourhood, by: Standing, *, at: Any = NOW, today: Any = TODAY, **given: Any) -> Activity:
    """An activity to which a street is invited."""
    activity = an_activity(here, by, at=at, today=today, **given)
    invited(activity, by, at=at)
    why = "Wij weten nog niet wat mensen op het plein willen doen."
    return gatherings.publish(
        activity=activity, by=by, at=at, today=today, why_still=why, clash_answer="Wij doen het samen."
    )


def approved(here: Neighbourhood, by: Standing, language: str = "nl", *, at: Any = NOW) -> Wording:
    """The proposed sentences in this language, approved."""
    return gatherings.approve_wording(
        neighbourhood=here, language=language, texts=wordings.PROPOSED[language], reader="Samira", by=by, at=at
    )


def a_sending(activity: Activity, many: int = 40, **given: Any) -> Sending:
    """Cards that were printed for a street; the codes are those of `a_code`."""
    from stoep.gatherings.actions.send import new_sending

    usual = {"channel": "card", "language": "nl", "street": "Eikstraat", "made_at": NOW, "has_codes": True}
    return new_sending(activity=activity, sent=many, **usual | given)


def a_code(sending: Sending, drawn: int = 1) -> str:
    """A code of this sending, as it is printed."""
    return codes.spoken(codes.code(keys.ours()[0], sending.number, drawn))


def a_job(activity: Activity, by: Standing, typed: str = "Eikstraat 1-9", *, at: Any = NOW, **given: Any) -> PrintJob:
    """Cards that are printed for a street; `approved` first."""
    usual: dict[str, Any] = {"kind": "card-a6", "language": "nl", "streets_are_right": True}
    return gatherings.order_print(activity=activity, typed=typed, by=by, at=at, **usual | given)


HELD_ON = {"today": TODAY - timedelta(days=10)}


def held(here: Neighbourhood, one: Standing, other: Standing) -> Activity:
    """An activity that was held today and closed, with all that stays of it."""
    activity = published(here, one, title="Koffie op het plein", **HELD_ON)
    a_sealed_sending(activity, one)
    at_the_door(activity, other)
    gatherings.close(activity=activity, by=one, at=NOW, today=TODAY)
    return activity


def a_sealed_sending(activity: Activity, by: Standing, many: int = 120) -> Sending:
    """So many people were asked at the door."""
    return gatherings.note_sent(
        activity=activity, channel="door", language="nl", street="Eikstraat", many=many, by=by, at=NOW
    )


def at_the_door(activity: Activity, by: Standing, *, at: Any = NOW, today: Any = TODAY) -> Photo:
    """Sixty came, one said something, and two photos were made, of which one is gone; returns the other one."""
    gatherings.count_came(
        activity=activity, channel="door", language="nl", street="Eikstraat", many=60, by=by, today=today
    )
    gatherings.take_down(
        activity=activity, by=by, at=at, today=today, kind="idea", words="Meer bankjes op het plein.", channel="card",
        audience="everyone",
    )  # fmt: skip
    asked = gatherings.ask_for_photos(activity=activity, words="Voor deze pagina.", by=by, at=at)
    gone, kept = (
        gatherings.add_photo(
            round=asked.round, file=a_face(), described="Mensen eten soep.", everybody_agreed=True, by=by, at=at
        )
        for _number in range(2)
    )
    gatherings.take_photo_away(photo=gone, by=by, at=at)
    return kept


def last_quarter(here: Neighbourhood, by: Standing, *, at: datetime = NOW, today: date = TODAY) -> list[int]:
    """Three small gatherings that were closed in the quarter before, and told together; its year and number."""
    day = quarters.begins(today) - timedelta(days=5)
    for number in range(3):
        activity = published(here, by, title=f"Klein {number}", at=at, today=day - timedelta(days=10))
        asked: dict[str, Any] = {
            "activity": activity,
            "channel": "door",
            "language": "nl",
            "street": "Eikstraat",
            "by": by,
        }
        gatherings.note_sent(many=40, at=at, **asked)
        gatherings.count_came(many=25, today=day, **asked)
        gatherings.close(activity=activity, by=by, at=at - (today - day), today=day)
    gatherings.tell_quarters(today=today, at=at)
    return [day.year, quarters.number(quarters.begins(day))]

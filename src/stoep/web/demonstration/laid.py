"""What the table of the story decided and laid before whoever is competent: their answer, and residents' note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from stoep.council import actions as council
from stoep.council.models import Advice
from stoep.council.rules import ANSWER_DAYS
from stoep.tables.models import Resolution, Wording
from stoep.web.demonstration.stage import Stage


@dataclass(frozen=True, slots=True)
class Laid:
    """A decision of the table by its title, with whom it lies, and what they answer some days later."""

    month: float
    title: str
    key: str
    competent: str
    organisation: str
    speaker: str
    days: int
    kind: str
    words: str
    why: str = ""
    note: str = ""


DECISIONS = (
    Laid(
        -5.8,
        "Een vaste beheerder voor de huiskamer",
        "huiskamer",
        "corporation",
        "Woonstichting De Sluis",
        "Peter van Woonstichting De Sluis",
        26,
        "follows",
        "Goed. Wie bewoners kiezen, krijgt van ons de sleutel. Over het afsluiten hangt een lijst bij de deur.",
    ),
    Laid(
        -1.8,
        "Het plein blijft zonder auto's",
        "groen-plein",
        "executive",
        "Gemeente Waterstad",
        "Anouk",
        30,
        "partly",
        "De borden komen er, een jaar lang, op zaterdag van 9 tot 17 uur.",
        "Winkels krijgen 's ochtends vroeg hun spullen. Na een jaar tellen wij samen, en kijken wij opnieuw.",
        "De hele dag was beter. Wij tellen mee.",
    ),
)


def plan(stage: Stage) -> None:
    """Put it into the story of the wijk, soon after its table decided."""
    if stage.story.kind == "wijk":
        for told in DECISIONS:
            stage.plan(stage.at(told.month), partial(lay, stage, told))


def lay(stage: Stage, told: Laid, at: datetime) -> None:
    """The chair lays it before them in the words of the table; answer and note come in their time."""
    taken = Resolution.objects.get(neighbourhood=stage.neighbourhood, title=told.title)
    advice = council.ask(
        neighbourhood=stage.neighbourhood,
        title=taken.title,
        words=Wording.objects.get(resolution=taken, round=taken.round).words,
        competent=told.competent,
        organisation=stage.organisations[told.organisation],
        answer_due_on=timezone.localdate(at) + timedelta(days=ANSWER_DAYS),
        item=stage.items[told.key],
        resolution=taken,
        by=stage.chair,
        **_when(at),
    )
    stage.plan(at + timedelta(days=told.days), partial(answer, stage, told, advice))
    if told.note:
        stage.plan(at + timedelta(days=told.days + 4), partial(note, stage, told, advice))


def answer(stage: Stage, told: Laid, advice: Advice, at: datetime) -> None:
    """They answer, with the reason for what they do not follow."""
    speaker = stage.promisers[told.speaker]
    missed = "Wij denken dat wij niets missen, omdat alle zetels van de tafel spraken."
    council.reply(advice=advice, kind=told.kind, words=told.words, why=told.why, missed=missed, by=speaker, **_when(at))


def note(stage: Stage, told: Laid, advice: Advice, at: datetime) -> None:
    """Residents write beside the answer what they think of it."""
    council.note(advice=advice, words=told.note, by=stage.chair, at=at)


def _when(at: datetime) -> dict[str, Any]:
    return {"at": at, "today": timezone.localdate(at)}

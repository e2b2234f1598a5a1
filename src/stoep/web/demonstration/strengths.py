"""What is already here: an afternoon with cards along the doors, and what it could help with."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from stoep.agenda import actions as agenda
from stoep.strengths import actions as strengths
from stoep.strengths.models import Strength
from stoep.web.demonstration.stage import Stage

# (kind, part, words, uses, items that it could carry); the last two are kept private by who gave them.
CARDS = (
    ("gift", "hands", "Ik kan naaien en kleren vermaken. Ik leer het ook graag aan een ander.", "list item", ""),
    ("gift", "head", "Ik spreek Tigrinya en Nederlands en ga mee als iemand dat fijn vindt.", "list item", ""),
    ("gift", "heart", "Ik geef om tuinen. Op woensdag heb ik tijd.", "list item", "groen-plein"),
    ("association", "", "De tuinclub werkt elke zaterdag op het plein, met koffie.", "list item", "groen-plein"),
    ("institution", "", "De school heeft een gymzaal die 's avonds leeg staat.", "list item", "jongerenplek"),
    ("place", "", "In buurthuis De Eik is elke dinsdag soep.", "list item", ""),
    ("economy", "", "De bakker neemt jongeren aan voor de zaterdag.", "list item", "jongerenplek"),
    ("story", "", "Elke zomer eten wij met de hele straat aan één lange tafel.", "list", ""),
    ("gift", "hands", "Ik kan fietsen maken.", "", ""),
    ("gift", "head", "Ik weet hoe je brieven van een bank leest.", "", ""),
)


def plan_strengths(stage: Stage) -> None:
    """Put it into the story. A village tells these things to a neighbour."""
    if stage.story.kind != "wijk":
        return
    moment = datetime.combine(stage.day(-1), time(14), tzinfo=timezone.get_current_timezone())
    stage.plan(moment, lambda at: walk_with_cards(stage, at))


def walk_with_cards(stage: Stage, at: datetime) -> None:
    """Each card typed over by the host; residents say at the table what it could help with."""
    for kind, part, words, uses, topic in CARDS:
        slip = strengths.note(
            neighbourhood=stage.neighbourhood, kind=kind, part=part, words=words, uses=uses.split(),
            channel=Strength.Channel.CARD, host=stage.host, at=at,
        )  # fmt: skip
        item = stage.items.get(topic)
        if item:
            item.refresh_from_db()
            if item.closed_at is None:
                agenda.tie(item=item, strength=slip.strength, by=stage.chair, at=at)

"""What is already here: an afternoon with cards along the doors, what it could help with, and who could meet whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from stoep.agenda import actions as agenda
from stoep.strengths import actions as strengths
from stoep.strengths import queries, rules
from stoep.strengths.models import Strength
from stoep.web.demonstration.stage import Stage


@dataclass(frozen=True, slots=True)
class Card:
    """What stood on a card: its kind ("gift hands"), words and ticks; the item that it could carry; where it is.

    `at` is a place in the wijk, as shares of its width and height; `part` is the number of a part of the wijk.
    """

    kind: str
    words: str
    uses: str = "list item"
    topic: str = ""
    where: str = ""
    at: tuple[float, float] | None = None
    part: int | None = None


# The last two of the gifts are kept private by who gave them.
CARDS = (
    Card("gift hands", "Ik kan naaien en kleren vermaken. Ik leer het ook graag aan een ander.", "list item meet"),
    Card("gift head", "Ik spreek Tigrinya en Nederlands en ga mee als iemand dat fijn vindt.", "list meet", part=0),
    Card("gift heart", "Ik geef om tuinen. Op woensdag heb ik tijd.", topic="groen-plein", part=1),
    Card(
        "association", "De tuinclub werkt elke zaterdag op het plein, met koffie.", topic="groen-plein",
        where="Het Meerplein", at=(0.62, 0.45),
    ),
    Card(
        "institution", "De school heeft een gymzaal die 's avonds leeg staat.", topic="jongerenplek",
        where="Basisschool De Kade, Beukenlaan 2", at=(0.4, 0.7),
    ),
    Card("place", "In buurthuis De Eik is elke dinsdag soep.", where="De Eik, Eikstraat 1", at=(0.15, 0.4)),
    Card(
        "economy", "De bakker neemt jongeren aan voor de zaterdag.", topic="jongerenplek",
        where="Bakkerij op de hoek van de Eikstraat", at=(0.2, 0.6),
    ),
    Card("story", "Elke zomer eten wij met de hele straat aan één lange tafel.", "list", where="Eikstraat", part=0),
    Card("wish", "Ik wil graag leren naaien, voor de kleren van mijn kinderen.", "list meet"),
    Card("wish", "Ik zoek iemand die met mij meegaat naar de dokter, en Tigrinya spreekt.", "meet"),
    Card("gift hands", "Ik kan fietsen maken.", ""),
    Card("gift head", "Ik weet hoe je brieven van een bank leest.", ""),
)  # fmt: skip


def plan_strengths(stage: Stage) -> None:
    """Put it into the story. A village tells these things to a neighbour."""
    if stage.story.kind != "wijk":
        return
    moment = datetime.combine(stage.day(-1), time(14), tzinfo=timezone.get_current_timezone())
    stage.plan(moment, lambda at: walk_with_cards(stage, at))


def walk_with_cards(stage: Stage, at: datetime) -> None:
    """Each card typed over by the host; residents say at the table what it could help with."""
    slips: list[strengths.Slip] = []
    for card in CARDS:
        kind, _space, part = card.kind.partition(" ")
        slip = strengths.note(
            neighbourhood=stage.neighbourhood, kind=kind, part=part, words=card.words, uses=card.uses.split(),
            channel=Strength.Channel.CARD, host=stage.host, at=at, where=card.where, spot=_spot(stage, card),
        )  # fmt: skip
        slips.append(slip)
        item = stage.items.get(card.topic)
        if item:
            item.refresh_from_db()
            if item.closed_at is None:
                agenda.tie(item=item, strength=slip.strength, by=stage.chair, at=at)
    _connect(stage, slips, at)


def _connect(stage: Stage, slips: list[strengths.Slip], at: datetime) -> None:
    """The worker lays both wishes beside an offer; of one pair both said yes, of the other nobody answered yet."""
    (sews, speaks), (learns, seeks) = slips[:2], slips[8:10]
    today = stage.today - timedelta(days=3)
    asked: dict[str, Any] = {"by": stage.worker, "at": at, "today": today}
    met = strengths.lay(wish=learns.strength, offer=sews.strength, why="Allebei op dinsdag in De Eik.", **asked)
    strengths.lay(wish=seeks.strength, offer=speaks.strength, **asked)
    for slip, name in ((learns, "Samira"), (sews, "Bep")):
        strengths.say(
            introduction=met.pk, strength=slip.strength, secret=slip.secret, yes=True, today=today,
            name=name, reach="dinsdag in De Eik",
        )  # fmt: skip


def _spot(stage: Stage, card: Card) -> str:
    """Where it stands on the map: a part of the wijk, or a point in it; "" when it stands nowhere."""
    parts, box = queries.parts(stage.neighbourhood), queries.box(stage.neighbourhood)
    if card.part is not None and card.part < len(parts):
        return parts[card.part][0]
    if card.at is None or box is None:
        return ""
    (west, south, east, north), (across, up) = box, card.at
    return rules.spot_of(west + across * (east - west), south + up * (north - south))

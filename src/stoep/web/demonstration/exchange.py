"""The two neighbourhoods of the story in each other's kitchen: cards, a visit, what is taken over, a question."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from stoep.agenda import queries as agenda
from stoep.exchange import actions as exchange
from stoep.exchange.models import Card, Question, Visit
from stoep.network.queries import standing
from stoep.web.demonstration.stage import Stage

CARDS: dict[str, list[dict[str, str]]] = {
    "village-core": [
        {
            "title": "De huiskamer in beheer bij bewoners", "theme": "sociaal", "spot": "in het dorpshuis",
            "what": "Elke middag is de huiskamer open. Bewoners beheren haar zelf, met een rooster voor de sleutel.",
            "for_whom": "iedereen, ook wie alleen komt zitten",
            "failed": "Eerst had één mens alle sleutels. Toen die ziek werd, was alles dicht. "
            "Ook de vergunning voor drank kostte een jaar. Die hadden wij niet nodig.",
            "took": "Twaalf mensen, elk twee uur in de week. 400 euro per jaar voor koffie.",
            "call": "de sleutelgroep, via het dorpshuis",
        },
        {
            "title": "Een ruilkast voor boeken", "theme": "sociaal", "spot": "in de hal van het dorpshuis",
            "what": "Wie een boek brengt, neemt er een mee. Eens per maand kijkt iemand de kast na.",
            "for_whom": "iedereen", "failed": "Zonder iemand die opruimt, staat hij in een maand vol.",
            "took": "Een oude kast, en een uur per maand.", "call": "het dorpshuis",
        },
    ],
    "wijk": [
        {
            "title": "Lantaarns tellen met de buurt", "theme": "veiligheid", "spot": "in de Eikstraat",
            "what": "Op één avond liepen bewoners met een kaart langs alle lantaarns. De lijst ging naar de gemeente.",
            "for_whom": "wie 's avonds over straat gaat",
            "failed": "De eerste keer schreef iedereen iets anders op. Een kaart met hokjes hielp.",
            "took": "Eén avond, tien mensen, en een kaart op papier.", "call": "de wijktafel, in de buurtkamer",
        },
    ],
}  # fmt: skip
TAKES = {
    "wijk": ("Het sleutelrooster, met twee mensen per dag.", "De drankvergunning: wij schenken koffie."),
    "village-core": ("Tellen op één avond, met een kaart met hokjes.", "Een lijst per straat: wij hebben er maar één."),
}


def plan(stage: Stage) -> None:
    """Each writes its cards; the one that comes later goes to see the other one, and takes something over."""
    stage.plan(stage.at(-7), lambda at: [_write(stage, told, at) for told in CARDS[stage.story.kind]])
    stage.plan(stage.at(-4), lambda at: _ask(stage, at))
    stage.plan(stage.at(-2), lambda at: _go_and_see(stage, at))


def _write(stage: Stage, told: dict[str, Any], at: datetime) -> Card:
    return exchange.write(neighbourhood=stage.neighbourhood, by=stage.host, at=at, may_travel=True, **told)


def _ask(stage: Stage, at: datetime) -> None:
    asked: dict[str, Any] = {
        "neighbourhood": stage.neighbourhood, "by": stage.chair, "at": at, "today": timezone.localdate(at),
    }  # fmt: skip
    question = exchange.ask(
        institute="Hogeschool Waterland", words="Wat weten we over huiskamers die bewoners zelf beheren?", **asked
    )
    exchange.ask(institute="De bibliotheek", words="Welke wijken deden dit eerder met jongeren?", **asked)
    stage.plan(at + timedelta(days=30), lambda at: _reply(stage, question, at))


def _reply(stage: Stage, question: Question, at: datetime) -> None:
    exchange.note_reply(
        question=question, answered_by="Lectoraat samen wonen", by=stage.host, at=at,
        words="Een rooster met twee mensen per dag gaat langer mee dan één beheerder. Dat bleek op tien plekken.",
    )  # fmt: skip


def _go_and_see(stage: Stage, at: datetime) -> None:
    rows = Card.objects.filter(followed__isnull=True).exclude(neighbourhood=stage.neighbourhood)
    card = rows.select_related("neighbourhood", "written_by__account").order_by("pk").first()
    if card is None:
        return
    visit = exchange.ask_visit(
        card=card, neighbourhood=stage.neighbourhood, by=stage.host, at=at, days="een woensdagmiddag",
        asked_by="De wijktafel, met vijf mensen", words="Hoe begon u, en wat zou u nu anders doen?",
    )  # fmt: skip
    stage.plan(at + timedelta(days=1), lambda at: _welcome(visit, card, at))
    stage.plan(at + timedelta(days=9), lambda at: _come_home(stage, visit, card, at))


def _welcome(visit: Visit, card: Card, at: datetime) -> None:
    today = timezone.localdate(at)
    assert card.written_by is not None
    account = card.written_by.account
    there = standing(account=account, neighbourhood=card.neighbourhood, today=today, second_factor=True)
    exchange.answer_visit(
        visit=visit, is_yes=True, day=today + timedelta(days=7), clock="om 14:00", spot=card.spot,
        words="Kom gerust. Er is koffie.", by=there, at=at, today=today,
    )  # fmt: skip


def _come_home(stage: Stage, visit: Visit, card: Card, at: datetime) -> None:
    exchange.write_report(
        visit=visit, by=stage.host, at=at,
        words="Wij zagen hoe zij het doen, en spraken met vier mensen. Het begon klein: met één middag.",
    )  # fmt: skip
    take, leave = TAKES[stage.story.kind]
    item = next(iter(agenda.in_order(agenda.items(stage.neighbourhood))), None)
    exchange.take_over(
        card=card, neighbourhood=stage.neighbourhood, take=take, leave=leave, item=item, by=stage.chair, at=at
    )

"""The other tables of the story, what residents held there, and what the wijk's own table decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item
from stoep.network import queries as network
from stoep.network.models import Seat
from stoep.reach import missing
from stoep.shared.refusal import NotAllowed
from stoep.tables import actions as tables
from stoep.tables.models import Plan, Resolution, Table
from stoep.web import refusals
from stoep.web.demonstration.stage import Stage

ALLIANCE = "NPLV-alliantie Waterstad-Oost"
INSTITUTIONS = (
    ("Gemeente Waterstad", "burgemeester, voorzitter"),
    ("Woonstichting De Sluis", "gebiedsmanager"),
    ("Politie Waterstad", "teamchef"),
    ("Praktijkschool Het Anker", "directeur"),
    ("Zorggroep Waterstad", "manager zorg"),
    ("Welzijn Waterstad", "teamleider"),
)
RESERVATION = "Eerst een huis terug in de wijk, dan pas slopen. En de huur blijft zoals hij was."
# The month, about which point, the title, the text, how is decided, what sides say, and what a minority thinks.
Told = tuple[float, str, str, str, str, Mapping[str, tuple[str, str]], tuple[str, str]]
OWN_DECISIONS: tuple[Told, ...] = (
    (
        -6,
        "huiskamer",
        "Een vaste beheerder voor de huiskamer",
        "De huiskamer krijgt een vaste beheerder uit de wijk. Bewoners kiezen die zelf, elk jaar opnieuw.",
        "consent",
        {"housing": ("abstain", "De sleutels zijn van ons gebouw. Wij willen eerst een afspraak over het sluiten.")},
        ("housing", "Wij deden niet mee. Het gebouw is van ons, en over wie afsluit is nog niets afgesproken."),
    ),
    (
        -2,
        "groen-plein",
        "Het plein blijft zonder auto's",
        "Het plein blijft op zaterdag zonder auto's. Wij vragen de gemeente om borden.",
        "both",
        {"municipality": ("against", "De winkels willen dat auto's er op zaterdag wel komen.")},
        ("municipality", "Wij stemden tegen. Over verkeer beslist het college. Wij nemen dit wel mee als advies."),
    ),
)


def plan(stage: Stage) -> None:
    """Put it into the story, step by step."""
    if stage.story.kind != "wijk":
        stage.plan(stage.at(-9), partial(_village, stage))
        return
    stage.plan(stage.at(-14), partial(_alliance, stage))
    stage.plan(stage.at(-13), partial(_area_plan, stage))
    stage.plan(stage.at(-11), partial(_try_to_establish, stage))
    stage.plan(stage.at(-10), partial(_sit_down, stage))
    stage.plan(stage.at(-9), partial(_reserve, stage))
    stage.plan(stage.at(-8), partial(_establish, stage))
    stage.plan(stage.at(-1), partial(_quay, stage))
    for told in OWN_DECISIONS:
        stage.plan(stage.at(told[0]), partial(_decide, stage, told))
    stage.plan(stage.at(-0.1), partial(_lay_open, stage))


def _now(at: datetime) -> dict[str, Any]:
    return {"at": at, "today": timezone.localdate(at)}


def _alliance(stage: Stage, at: datetime) -> None:
    """Six institutions and no resident; an official writes it down in the open."""
    officer = stage.promisers["Anouk"]
    table = tables.register_table(
        neighbourhood=stage.neighbourhood,
        name=ALLIANCE,
        kind="alliance",
        convened_by="de burgemeester",
        about="Het geld en de plannen van het nationaal programma: wonen, school, werk en veiligheid.",
        ground="Regeling van het nationaal programma, Staatscourant 2025, 20924",
        by=officer,
        **_now(at),
    )
    for name, called in INSTITUTIONS:
        tables.add_seat(table=table, party=stage.organisations[name], called=called, votes=True, by=officer, **_now(at))


def _table(stage: Stage) -> Table:
    return Table.objects.get(neighbourhood=stage.neighbourhood, name=ALLIANCE)


def _plan(stage: Stage) -> Plan:
    return Plan.objects.get(table=_table(stage))


def _area_plan(stage: Stage, at: datetime) -> None:
    tables.register_plan(
        table=_table(stage),
        title="Gebiedsplan Oost: sloop en nieuwbouw",
        about="Zestig huizen in de Eikstraat gaan weg. Er komen er tachtig voor terug, de helft in de sociale huur.",
        link="https://waterstad.example/gebiedsplan-oost",
        drafted_on=timezone.localdate(at),
        public_since_on=timezone.localdate(at),
        items=_items(stage),
        ask=True,
        by=stage.promisers["Anouk"],
        **_now(at),
    )


def _items(stage: Stage) -> list[Item]:
    """Two points of the agenda that the story knows by then."""
    return agenda.in_order(agenda.items(stage.neighbourhood))[:2]


def _try_to_establish(stage: Stage, at: datetime) -> None:
    """Without what residents hold of it this is refused, and the attempt stands in the log."""
    try:
        with transaction.atomic():
            missed = "Wij denken dat wij niets missen, want het plan lag ter inzage."
            officer, held_on = stage.promisers["Anouk"], timezone.localdate(at)
            tables.establish(plan=_plan(stage), held_on=held_on, missed=missed, by=officer, **_now(at))
    except NotAllowed as refused:
        refusals.seal(refused, at=at)


def _sit_down(stage: Stage, at: datetime) -> None:
    """Two residents sit down at the alliance, with a vote."""
    for seat in _residents(stage, at)[:2]:
        tables.add_seat(
            table=_table(stage), votes=True, sits=seat, since_on=timezone.localdate(at), by=stage.chair, **_now(at)
        )


def _residents(stage: Stage, at: datetime) -> list[Seat]:
    seat = stage.chair.seat
    assert seat is not None
    votes = network.votes_at(seat.partnership, timezone.localdate(at))
    return [held for held, side, _weight in votes if side == "resident"]


def _reserve(stage: Stage, at: datetime) -> None:
    table = _table(stage)
    tables.record_position(
        plan=_plan(stage),
        kind="reservation",
        words=RESERVATION,
        present="Veertig bewoners van de Eikstraat en de Lindestraat, in de huiskamer.",
        decided_how="Aan zes tafels gepraat, daarna met handen omhoog: 31 voor dit voorbehoud, 9 tegen het plan.",
        held_on=timezone.localdate(at),
        seats=list(table.seats.filter(party__isnull=True)),
        by=stage.chair,
        **_now(at),
    )


def _establish(stage: Stage, at: datetime) -> None:
    missed = "Wat huurders van de hoge flat ervan vinden. Zij waren er niet bij."
    officer = stage.promisers["Anouk"]
    tables.establish(plan=_plan(stage), held_on=timezone.localdate(at), missed=missed, by=officer, **_now(at))


def _quay(stage: Stage, at: datetime) -> None:
    """A table without residents, which has just asked them what they think."""
    officer = stage.promisers["Anouk"]
    table = tables.register_table(
        neighbourhood=stage.neighbourhood,
        name="Stuurgroep De Kade",
        kind="steering",
        convened_by="Gemeente Waterstad",
        about="De nieuwe kade en het verkeer daar.",
        by=officer,
        **_now(at),
    )
    for name in ("Gemeente Waterstad", "Woonstichting De Sluis"):
        tables.add_seat(table=table, party=stage.organisations[name], votes=True, by=officer, **_now(at))
    tables.add_seat(table=table, called="iemand van de bewonerscommissie", votes=False, by=officer, **_now(at))
    tables.register_plan(
        table=table,
        title="Kadeplan",
        about="Aan de kade komen dertig parkeerplekken. De bomen gaan weg.",
        why_new="Het gebiedsplan gaat over huizen. Dit gaat over waar de auto's van die huizen staan.",
        drafted_on=timezone.localdate(at),
        ask=True,
        by=officer,
        **_now(at),
    )


def _decide(stage: Stage, told: Told, at: datetime) -> None:
    """A meeting of the wijk's own table: the chair writes down what each seat said, and one side adds its view."""
    _month, key, title, words, method, said, minority = told
    taken = _lay(stage, [stage.items[key]], title, words, method, at)
    seat = stage.chair.seat
    assert seat is not None
    votes = network.votes_at(seat.partnership, timezone.localdate(at))
    spoken = [tables.Spoken(held, *said.get(side, ("agree", "")), is_apart=True) for held, side, _weight in votes]
    tables.write_down(resolution=taken, spoken=spoken, by=stage.chair, **_now(at))
    missed = missing.in_words(stage.neighbourhood) or "Wie op dinsdagavond werkt, was er niet bij."
    tables.close(resolution=taken, missed=missed, by=stage.chair, **_now(at))
    side, view = minority
    speaker = {"municipality": "Anouk", "housing": "Peter van Woonstichting De Sluis"}[side]
    tables.add_minority(resolution=taken, words=view, by=stage.promisers[speaker], at=at)


def _lay(stage: Stage, items: list[Item], title: str, words: str, method: str, at: datetime) -> Resolution:
    return tables.open_resolution(
        title=title,
        words=words,
        method=method,
        items=items,
        held_on=timezone.localdate(at),
        by=stage.chair,
        **_now(at),
    )


def _lay_open(stage: Stage, at: datetime) -> None:
    text = "Elke straat kiest zelf waar haar bankje komt."
    taken = _lay(stage, [stage.items["rolstoel"]], "Een bankje per straat", text, "consent", at)
    words = "Onder de stoep in de Eikstraat liggen kabels. Daar kan geen bankje staan."
    tables.cast(resolution=taken, said="object", why=words, by=stage.promisers["Anouk"], is_apart=True, **_now(at))
    tables.cast(resolution=taken, said="agree", by=stage.independent, is_apart=True, **_now(at))


def _village(stage: Stage, at: datetime) -> None:
    """In the village residents write the table down themselves, and sit there."""
    table = tables.register_table(
        neighbourhood=stage.neighbourhood,
        name="Overleg over het dorpshuis",
        kind="meeting",
        convened_by="Dorpencoöperatie Waterland",
        about="Het dorpshuis: van wie het is, en wie het onderhoudt.",
        by=stage.chair,
        **_now(at),
    )
    for seat in _residents(stage, at):
        tables.add_seat(table=table, votes=True, sits=seat, since_on=timezone.localdate(at), by=stage.chair, **_now(at))
    for name in ("Dorpencoöperatie Waterland", "Gemeente Waterstad"):
        tables.add_seat(table=table, party=stage.organisations[name], votes=True, by=stage.chair, **_now(at))

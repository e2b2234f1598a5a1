"""What happens at the table: orders, adoptions, a merge and a split, remarks of others, and answers to the rest."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from stoep.agenda import actions as agenda
from stoep.agenda import queries as agenda_queries
from stoep.agenda.models import Decision, Item, Origin
from stoep.handover import actions as handover
from stoep.network import actions as network
from stoep.promises import actions as promises
from stoep.reach import missing
from stoep.shared.refusal import NotAllowed
from stoep.voices import actions as voices
from stoep.web import refusals
from stoep.web.demonstration.stage import DAYS_A_MONTH, Stage
from stoep.web.demonstration.story import Said
from stoep.web.demonstration.voices import say

REMARKS = (
    (
        "fact",
        "huiskamer",
        "Er zijn nu drie plekken met een vergunning om te koken. De dichtstbijzijnde is de parochie.",
        -9,
    ),
    ("offer", "groen-plein", "De gemeente kan het water voor de bomen twee zomers betalen.", -15),
    ("objection", "hondenveld", "Onder het veld ligt een gasleiding. Een diep hek mag daar niet.", -3),
    ("fact", "bus", "De provincie bepaalt de dienstregeling. De gemeente kan er wel om vragen.", -10),
    ("offer", "dorpshuis", "De gemeente wil meedenken over de overdracht van het gebouw.", -20),
    ("fact", "veen", "Het waterpeil is vorig jaar twee keer aangepast.", -12),
)

# What residents say about one figure of theirs; the others stay folded away until somebody does.
READINGS = {
    "wijk": ("owner-occupied", "De meeste huizen zijn huur. Wij wonen hier lang en graag, en kennen elkaar."),
    "village-core": ("supermarket", "De winkel is ver. Wie rijdt, neemt de boodschappen van de buren mee."),
}

# Where a host sits down for whoever walks in.
# What the register of the invented town would not have: its streets.
STREETS = {
    "wijk": "Eikstraat\nBeukstraat\nLindestraat\nLindelaan\nKade\nMeerplein",
    "village-core": "Dorpsstraat\nKerkpad\nVeenweg\nSingel",
}
DOORS = {
    "wijk": ("Buurtkamer De Ark", "Eikstraat 40", "maandag, woensdag en vrijdag van 9 tot 12 uur"),
    "village-core": ("Het dorpshuis", "Hoofdweg 2", "dinsdag van 14 tot 16 uur"),
}


def plan_table(stage: Stage) -> None:
    """The yearly rhythm of the table, and what others say and try there."""
    for month in (-30, -18, -7, -2):
        stage.plan(stage.at(month), lambda at: order(stage, at))
    for month in (-29, -17, -5):
        stage.plan(stage.at(month), lambda at: decide(stage, at, "adopt"))
    for kind, key, words, month in REMARKS:
        if key in {topic.key for topic in stage.story.topics}:
            stage.plan(stage.at(month), partial(attach, stage, kind, key, words))
    for months in (-4, -2.4):
        stage.plan(stage.at(months), lambda at: confirm_current(stage, at))
    for days in range(round(34 * DAYS_A_MONTH), 0, -1):
        # One minute past midnight in Waterstad, as the clock of a real house does.
        minute_past = datetime.combine(
            stage.today - timedelta(days=days), time(0, 1), tzinfo=timezone.get_current_timezone()
        )
        stage.plan(minute_past, nightly)
    if stage.story.kind == "wijk":
        stage.plan(stage.at(-6.5), lambda at: try_to_reorder(stage, at))
        stage.plan(
            stage.at(-4.5),
            lambda at: decide(stage, at, "merge", "rolstoel", "Beide gaan over naar buiten kunnen.", ["bankjes"]),
        )
        stage.plan(stage.at(-12), lambda at: divide(stage, at))
        stage.plan(stage.at(-0.15), lambda at: propose_only(stage, at))
    stage.plan(stage.at(-11), lambda at: open_door(stage, at))
    measure, words = READINGS[stage.story.kind]
    stage.plan(stage.at(-9), lambda at: read_figure(stage, measure, words, at))


def plan_loose(stage: Stage) -> None:
    """What was answered with a reason, passed on, or still waits, before and after its date."""
    for index, said in enumerate(stage.story.loose["answered"]):
        month = -35 + 34 * (index + 1) / (len(stage.story.loose["answered"]) + 1)
        stage.plan(stage.at(month), partial(say_and_respond, stage, said))
    for index, said in enumerate(stage.story.loose["passed"]):
        stage.plan(
            stage.at(-20 + 3 * index),
            partial(say_and_respond, stage, said),
        )
    for index, said in enumerate(stage.story.loose["open"]):
        stage.plan(stage.at(-1.5 + 0.14 * index), partial(say, stage, said, []))
    for index, said in enumerate(stage.story.loose["late"]):
        stage.plan(stage.at(-3.4 + 0.3 * index), partial(say, stage, said, []))


def say_and_respond(stage: Stage, said: Said, at: datetime) -> None:
    """An answer with a reason, or passing on to a named party; mostly in time."""
    receipt = say(stage, said, [], at)
    kind = "passed-on" if said.party else "answered"
    passed_to = stage.organisations[said.party] if said.party else None
    days = (58, 75) if stage.rng.random() < 0.12 else (3, 45)
    stage.plan(
        stage.later(at, *days),
        lambda then: voices.answer(
            voice=receipt.voice, kind=kind, words=said.answer, by=stage.host, at=then, passed_to=passed_to
        ),
    )


def order(stage: Stage, at: datetime) -> None:
    """Residents put the agenda in another order: a line that got more stickers moves up."""
    running = agenda_queries.in_order(agenda_queries.items(stage.neighbourhood))
    lines = [item for item in running if item.horizon == Item.Horizon.LONG]
    if len(lines) < 2:
        return
    risen = stage.rng.randrange(1, len(lines))
    lines[risen - 1], lines[risen] = lines[risen], lines[risen - 1]
    here = {line.pk for line in lines}
    codes = [item.code for line in lines for item in (line, *(each for each in running if each.line_id == line.pk))]
    codes += [item.code for item in running if item.pk not in here and item.line_id not in here]
    stickers = {code: stage.rng.randint(3, 60) for code in codes}
    today = timezone.localdate(at)
    decision = agenda.propose(
        kind="order", by=stage.chair, at=at, today=today, codes=codes, stickers=stickers,
        why="Geplakt op de agendadag.",
        missed="Wie niet naar de agendadag kon komen: die plakte geen stickers.",
    )  # fmt: skip
    second(stage, decision, at)


def decide(
    stage: Stage, at: datetime, kind: str, key: str = "", why: str = "", others: list[str] | None = None
) -> None:
    """One key proposes, the other confirms a few days later."""
    decision = agenda.propose(
        kind=kind,
        by=stage.chair,
        at=at,
        today=timezone.localdate(at),
        item=Item.objects.get(pk=stage.items[key].pk) if key else None,
        others=[stage.items[other] for other in others or []],
        why=why,
        missed=_missed(stage),
        young="Zij praatten mee op school, met de jongerenwerker.",
    )
    second(stage, decision, at)


def _missed(stage: Stage) -> str:
    """What the table says that it misses: first nothing was counted, later what the cards say."""
    return missing.in_words(stage.neighbourhood) or "Wij weten nog niet goed wie wij missen. Daar beginnen wij aan."


def second(stage: Stage, decision: Decision, at: datetime) -> None:
    """The independent organisation turns its key the same evening, before anything changes."""
    then = at + timedelta(minutes=20)
    agenda.second(decision=decision, by=stage.independent, at=then, today=timezone.localdate(then))


def propose_only(stage: Stage, at: datetime) -> None:
    """A proposal that still waits, in public, for the other key."""
    item = Item.objects.get(pk=stage.items["internet"].pk)
    why = "De computers staan er en Wesley helpt elke week."
    missed = "Wie nog geen computer durft aan te raken. Wesley vraagt het hun."
    now: dict[str, Any] = {"at": at, "today": timezone.localdate(at)}
    agenda.propose(kind="close", by=stage.chair, item=item, why=why, missed=missed, **now)


def divide(stage: Stage, at: datetime) -> None:
    """The mould in the houses becomes an item of its own; the voices stay with the old item too."""
    item = Item.objects.get(pk=stage.items["portieken"].pk)
    about_mould = Origin.objects.filter(item=item, released_at__isnull=True, voice__words__icontains="schimmel")
    stage.items["schimmel"] = agenda.split(
        item=item,
        origins=list(about_mould),
        why_split="Schimmel is een zaak van gezondheid. Die lossen wij niet op met een schone trap.",
        by=stage.chair,
        at=at,
        today=timezone.localdate(at),
        title="Huizen zonder schimmel",
        wish="Dat geen kind meer hoest van zijn eigen slaapkamer.",
        why="Bij vier gezinnen is de schimmel zo erg dat een kind er ziek van is.",
        already_there="Sociaal werker Esra kent de gezinnen en gaat mee naar gesprekken.",
        horizon="long",
        domain="gezondheid",
        owner="Portiekgroep Beukstraat",
    )


def attach(stage: Stage, kind: str, key: str, words: str, at: datetime) -> None:
    """The municipality attaches a fact, an offer or an objection; it changes nothing of the item."""
    official = stage.promisers["Anouk"]
    agenda.remark(item=Item.objects.get(pk=stage.items[key].pk), kind=kind, words=words, by=official, at=at)


def try_to_reorder(stage: Stage, at: datetime) -> None:
    """The officer tries to put the agenda in another order. It is refused, and the attempt stands in the log."""
    codes = [item.code for item in reversed(agenda_queries.in_order(agenda_queries.items(stage.neighbourhood)))]
    try:
        with transaction.atomic():
            now: dict[str, Any] = {"at": at, "today": timezone.localdate(at)}
            agenda.propose(kind="order", by=stage.promisers["Anouk"], codes=codes, missed="Niemand.", **now)
    except NotAllowed as refused:
        refusals.seal(refused, at=at)


def confirm_current(stage: Stage, at: datetime) -> None:
    """Residents look at the short strokes, and at what nobody touched for a year: most of it still counts."""
    today = timezone.localdate(at)
    for item in agenda_queries.items(stage.neighbourhood):
        quiet = (today - item.last_touched_on).days
        is_looked_at = quiet > 300 or (quiet > 60 and item.horizon == Item.Horizon.SHORT)
        if is_looked_at and stage.rng.random() < 0.8:
            agenda.confirm_current(item=item, by=stage.chair, today=today, at=at)


def nightly(at: datetime) -> None:
    """What the clock does every night: say what is late since that midnight."""
    today = timezone.localdate(at)
    promises.tell_of_late(today=today, at=at)
    voices.say_late(today=today, at=at)
    handover.tell_of_election(today=today, at=at)
    handover.tell_of_late(today=today, at=at)


def read_figure(stage: Stage, measure: str, words: str, at: datetime) -> None:
    """The chair writes beside a figure what residents make of it."""
    network.read_figure(by=stage.chair, measure=measure, words=words, at=at, today=timezone.localdate(at))


def open_door(stage: Stage, at: datetime) -> None:
    """The host writes down where people can walk in, and that they can ask for her."""
    place, address, hours = DOORS[stage.story.kind]
    network.open_door(by=stage.host, place=place, address=address, hours=hours, contact="me", at=at)
    network.name_streets(by=stage.host, names=STREETS[stage.story.kind], at=at, today=timezone.localdate(at))

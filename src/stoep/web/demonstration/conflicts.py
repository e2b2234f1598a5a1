"""What the people of the story do not agree on: scooters on the square, dogs in the field, cars or green."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from stoep.agenda.models import Item
from stoep.conflicts import actions as conflicts
from stoep.conflicts import queries
from stoep.conflicts.models import Conflict, Outcome, Party
from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.web.demonstration.stage import Stage

CONFIDANTS = {
    "Marijke Vos": ("0612345601", "Maandag en donderdag, van 9 tot 17 uur", "Buurthuis De Eik, eerste deur rechts"),
    "Nelleke Bos": ("0612345602", "Elke avond tot 21 uur", "Ik kom ook bij u thuis"),
}
_HEARD: dict[str, Any] = {"heard": True}


def plan(stage: Stage) -> None:
    """Put it into the story, step by step. A village talks it over at the kitchen table."""
    if stage.story.kind != "wijk":
        return
    stage.plan(stage.at(-20), lambda at: name_confidants(stage, at))
    stage.plan(stage.at(-14), lambda at: parking(stage, at))
    stage.plan(stage.at(-5), lambda at: dogs(stage, at))
    stage.plan(stage.at(-2), lambda at: scooters(stage, at))


def name_confidants(stage: Stage, at: datetime) -> None:
    """Two people of the foundation read what others dare not say; each tells how they are reached."""
    today = timezone.localdate(at)
    for name, (phone, hours, place) in CONFIDANTS.items():
        person = Person.objects.select_related("organisation", "account").get(name=name)
        change = network.propose(
            by=stage.chair, kind="add-post", person=person, post_kind="trusted", organisation=person.organisation,
            at=at, today=today,
        )  # fmt: skip
        network.confirm(change=change, by=stage.independent, at=at + timedelta(minutes=5), today=today)
        own = network_queries.standing(
            account=person.account, neighbourhood=stage.neighbourhood, today=today, second_factor=True
        )
        post = next(one.post for one in queries.confidants(stage.neighbourhood, today) if one.name == name)
        then = at + timedelta(minutes=30)
        conflicts.be_reached(post=post, phone=phone, hours=hours, place=place, by=own, at=then, today=today)


def scooters(stage: Stage, at: datetime) -> None:
    """Joost writes down both sides, reads them back, and they talk in the football cage. It is still open."""
    noise = _open(
        stage.worker, at, "Scooters 's avonds op het Meerplein", _touched(stage, "groen-plein", "jongerenplek"),
        issue="Jongeren komen op het plein met hun scooters. Wie er boven woont, slaapt slecht.",
        bears="Bewoners van de Eikstraat, vooral ouderen. En jongeren, want zij worden overal weggestuurd.",
    )  # fmt: skip
    young = _say(
        stage.worker, at, noise, "jongeren van het plein",
        position="Wij willen ergens zijn zonder dat iemand de politie belt.",
        interests="Thuis is het klein. Buiten zien wij elkaar.", values="Dat je niet meteen de schuld krijgt.",
        not_negotiable="Wij gaan niet weg van het plein.", **_HEARD,
    )  # fmt: skip
    _say(
        stage.worker, at, noise, "bewoners Eikstraat",
        position="Na tien uur moet het stil zijn.",
        interests="Ik ben tachtig. Als ik niet slaap, kom ik de dag niet door.",
        not_negotiable="Onze nachtrust.", heard=False, correction="Niet alleen na tien uur, ook op zondag.",
    )  # fmt: skip
    day = timezone.localdate(at) + timedelta(days=9)
    talk = "Praten in de voetbalkooi. Twee bewoners die geloot zijn, zitten erbij."
    conflicts.add_step(
        conflict=noise, kind="talk", on=day, what=talk, who="Joost, met twee gelote bewoners", by=stage.worker, at=at
    )
    then = at + timedelta(days=9, hours=1)
    stage.plan(then, lambda later: _scooters_after(stage, later, noise, young))


def _scooters_after(stage: Stage, at: datetime, noise: Conflict, young: Party) -> None:
    """What they agreed to try, and the minority statement that stays beside it."""
    end = _end(stage.worker, at, noise, "Motoren uit op het plein. Tot tien uur mag iedereen er zijn.")
    old = noise.parties.get(name="bewoners Eikstraat")
    say = "Wij proberen het tot de zomer."
    conflicts.take_stance(outcome=end, party=old, kind="live-with", words=say, by=stage.worker, at=at)
    say = "Een paar van ons werken tot tien uur. Wanneer mogen wij er dan zijn?"
    conflicts.take_stance(outcome=end, party=young, kind="disagree", words=say, by=stage.worker, at=at)


def dogs(stage: Stage, at: datetime) -> None:
    """At rest until after the winter, with the reason."""
    field = _open(
        stage.host, at, "Honden los op het veld", _touched(stage, "hondenveld"),
        issue="Een deel van het veld is voor honden. Ouders willen het hele veld voor kinderen.",
        bears="Kinderen die bang zijn voor honden, en mensen met een hond en geen tuin.",
    )  # fmt: skip
    _say(stage.host, at, field, "mensen met een hond", position="Een hond moet kunnen rennen.", **_HEARD)
    _say(stage.host, at, field, "ouders van kleine kinderen", position="Kinderen eerst.", **_HEARD)
    again_on = stage.today + timedelta(days=60)
    why = "In de winter is het veld te nat. In het voorjaar kijken we samen buiten."
    conflicts.park(conflict=field, why=why, again_on=again_on, by=stage.chair, at=at, today=timezone.localdate(at))


def parking(stage: Stage, at: datetime) -> None:
    """Not agreed, decided nevertheless by the council; the minority statement is printed with it."""
    cars = _open(
        stage.host, at, "Parkeren of groen op het Meerplein", _touched(stage, "groen-plein"),
        issue="Voor bomen op het plein gaan twaalf parkeerplaatsen weg.",
        bears="Winkeliers, mensen die slecht lopen, en wie aan het hete plein woont.",
    )  # fmt: skip
    shops = _say(stage.host, at, cars, "winkeliers", position="Zonder parkeren geen klanten.", **_HEARD)
    near = _say(stage.host, at, cars, "bewoners aan het plein", position="Schaduw. Het is 's zomers te heet.", **_HEARD)
    for days, kind, what, who in (
        (10, "talk", "Aan tafel in de bibliotheek.", "Truus Hendriks"),
        (40, "mediation", "Twee avonden, met een kaart op tafel.", "Buurtbemiddeling Waterstad"),
        (80, "council", "De raad besluit over het plein.", ""),
    ):
        day = timezone.localdate(at) + timedelta(days=days)
        conflicts.add_step(conflict=cars, kind=kind, on=day, what=what, who=who, by=stage.host, at=at)
    stage.plan(at + timedelta(days=82), lambda later: _decided(stage, later, cars, shops, near))


def _decided(stage: Stage, at: datetime, cars: Conflict, shops: Party, near: Party) -> None:
    end = _end(
        stage.host, at, cars, "Er komen acht bomen. Zes parkeerplaatsen gaan weg, zes blijven.",
        decided_by="de gemeenteraad van Waterstad",
        decided_why="De hitte op het plein is een gevaar voor ouderen. Zes plaatsen blijven voor wie slecht loopt.",
    )  # fmt: skip
    say = "Wij verliezen klanten. Tel over een jaar met ons na."
    conflicts.take_stance(outcome=end, party=shops, kind="disagree", words=say, by=stage.host, at=at)
    conflicts.take_stance(outcome=end, party=near, kind="agree", by=stage.host, at=at)
    today = timezone.localdate(at)
    closing = conflicts.propose_closing(outcome=end, by=stage.chair, at=at, today=today)
    then = at + timedelta(minutes=40)
    conflicts.second_closing(closing=closing, by=stage.independent, at=then, today=timezone.localdate(then))


def _touched(stage: Stage, *keys: str) -> list[Item]:
    """The items of the story by their names, as far as they stand on the agenda by then."""
    known = [stage.items[key].pk for key in keys if key in stage.items]
    return list(Item.objects.filter(pk__in=known, is_draft=False))


def _open(by: Standing, at: datetime, title: str, items: list[Item], *, issue: str, bears: str) -> Conflict:
    return conflicts.open_conflict(title=title, issue=issue, bears=bears, items=items, by=by, at=at)


def _say(by: Standing, at: datetime, conflict: Conflict, name: str, **said: Any) -> Party:
    today: date = timezone.localdate(at)
    return conflicts.bring_in(conflict=conflict, name=name, by=by, at=at, today=today, **said)


def _end(by: Standing, at: datetime, conflict: Conflict, words: str, **decided: str) -> Outcome:
    today = timezone.localdate(at)
    return conflicts.conclude(conflict=conflict, words=words, reached_on=today, by=by, at=at, today=today, **decided)

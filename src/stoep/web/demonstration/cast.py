"""The invented people, organisations of Waterstad, and who sits at which table."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from stoep.network import actions as network
from stoep.network import queries
from stoep.network.models import Change
from stoep.network.standing import Standing
from stoep.people.models import Account, Organisation, Person
from stoep.places.models import Area, Neighbourhood
from stoep.web.demonstration.stage import Stage
from stoep.web.demonstration.story import Story

KINDS = {
    "Stichting Meerpaal Samen": "independent",
    "Dorpencoöperatie Waterland": "independent",
    "Gemeente Waterstad": "municipality",
    "Woonstichting De Sluis": "housing",
    "Politie Waterstad": "police",
    "Basisschool De Regenboog": "school",
    "Basisschool De Zaaier": "school",
    "Praktijkschool Het Anker": "school",
    "Zorggroep Waterstad": "care",
    "Welzijn Waterstad": "care",
    "Jongerenwerk Waterstad": "care",
}
OTHERS = (
    "Bibliotheek Waterstad",
    "Busbedrijf Waterland",
    "Moskee An-Noor",
    "Muziekschool Waterstad",
    "Parochie Sint Maarten",
    "Supermarkt De Korf",
    "Waterschap",
    "Zorgboerderij De Wilg",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone by the name that the story uses."""

    organisations: dict[str, Organisation]
    people: dict[str, Person]


def enter(today: date) -> Cast:
    """Make the organisations and the people with an account; they sign in with one click in the demonstration."""
    organisations = {
        name: Organisation.objects.create(name=name, kind=KINDS.get(name, "other"))
        for name in sorted({*KINDS, *OTHERS})
    }
    joined_at = datetime.combine(today, datetime.min.time(), tzinfo=timezone.get_current_timezone()) - timedelta(
        days=1100
    )
    people = {}
    for name, email, organisation, buurt in PEOPLE:
        account = Account.objects.create_user(f"{email}@voorbeeld.example", joined_at=joined_at)
        employer = organisations[organisation] if organisation else None
        people[name] = Person.objects.create(name=name, account=account, organisation=employer, buurt_code=buurt)
    return Cast(organisations, people)


# Name, first part of the address, whom they work for, the buurt in which they live.
PEOPLE = (
    ("Samira", "samira", "", "BU99990101"),
    ("Joost", "joost", "Welzijn Waterstad", ""),
    ("Truus Hendriks", "voorzitter", "", "BU99990101"),
    ("Anouk", "ambtenaar", "Gemeente Waterstad", "BU99990103"),
    ("Wethouder Karin de Wit", "wethouder", "Gemeente Waterstad", ""),
    ("Marijke Vos", "onafhankelijk", "Stichting Meerpaal Samen", ""),
    ("Nelleke Bos", "nelleke", "Stichting Meerpaal Samen", ""),
    ("Sjoerd de Jong", "dorpencooperatie", "Dorpencoöperatie Waterland", ""),
    ("Tom", "tom", "", "BU99990102"),
    ("Bep", "bep", "", "BU99990101"),
    ("Peter van Woonstichting De Sluis", "peter", "Woonstichting De Sluis", ""),
    ("Wijkagent Lies", "lies", "Politie Waterstad", ""),
    ("Yasmina", "yasmina", "", "BU99990102"),
    ("Ilyas", "ilyas", "", "BU99990103"),
    ("Hatice", "hatice", "", "BU99990104"),
    ("Koos", "koos", "", "BU99990104"),
    ("Els", "els", "", "BU99990103"),
    ("Geesje", "geesje", "", "BU99990201"),
    ("Harm", "harm", "", "BU99990201"),
    ("Mirjam", "mirjam", "", "BU99990202"),
    ("Landschapsman Frits", "frits", "Gemeente Waterstad", ""),
)
TABLES = {
    "De Meerpaal": (
        "Truus Hendriks",
        ("Bep", "Hatice", "Koos", "Els", "Yasmina", "Ilyas", "Tom"),
        ("Marijke Vos",),
        ("Anouk", "Peter van Woonstichting De Sluis", "Wijkagent Lies"),
    ),
    "Lutkeveen": ("Geesje", ("Harm", "Mirjam"), ("Sjoerd de Jong",), ("Anouk",)),
}
HOSTS = {"De Meerpaal": "Tom", "Lutkeveen": "Harm"}


def seat(cast: Cast, story: Story, buurten: list[Area], today: date) -> Stage:
    """Found the neighbourhood three years ago and give everyone their seat and task."""
    founded = datetime.combine(
        today - timedelta(days=1105), datetime.min.time(), tzinfo=timezone.get_current_timezone()
    )
    founded += timedelta(hours=20)
    day = timezone.localdate(founded)
    chair_name, residents, independents, others = TABLES[story.name]
    neighbourhood = network.found(
        name=story.name,
        kind=story.kind,
        municipality_name=story.municipality,
        areas=buurten,
        founder=cast.people[chair_name],
        at=founded,
        today=day,
    )
    chair = standing(cast.people[chair_name], neighbourhood, day)
    for name in (*residents, *independents):
        _propose(chair, cast.people[name], "add-seat", founded, day)
    independent = standing(cast.people[independents[0]], neighbourhood, day)
    for name in others:
        _propose(chair, cast.people[name], "add-seat", founded, day, second=independent)
    for name, kind in (
        (HOSTS[story.name], "host"),
        ("Joost", "worker"),
        ("Wethouder Karin de Wit", "official"),
        ("Landschapsman Frits", "official"),
    ):
        _propose(chair, cast.people[name], "add-post", founded, day, post_kind=kind, second=independent)
    speakers = (
        "Anouk",
        "Wethouder Karin de Wit",
        "Peter van Woonstichting De Sluis",
        "Wijkagent Lies",
        "Landschapsman Frits",
    )
    return Stage(
        neighbourhood=neighbourhood,
        story=story,
        today=today,
        rng=random.Random(story.name),
        chair=chair,
        independent=independent,
        host=standing(cast.people[HOSTS[story.name]], neighbourhood, day),
        worker=standing(cast.people["Joost"], neighbourhood, day),
        promisers={name: standing(cast.people[name], neighbourhood, day) for name in speakers},
        organisations=cast.organisations,
    )


def standing(person: Person, neighbourhood: Neighbourhood, day: date) -> Standing:
    """Who this person is here, as if they had just signed in with a second factor."""
    return queries.standing(account=person.account, neighbourhood=neighbourhood, today=day, second_factor=True)


def _propose(
    chair: Standing,
    person: Person,
    kind: str,
    at: datetime,
    day: date,
    post_kind: str = "",
    second: Standing | None = None,
) -> None:
    change = network.propose(
        by=chair,
        kind=Change.Kind(kind),
        at=at,
        today=day,
        person=person,
        organisation=person.organisation,
        post_kind=post_kind,
    )
    if second and not change.confirmed_at:
        network.confirm(change=change, by=second, at=at + timedelta(minutes=5), today=day)

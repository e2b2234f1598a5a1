"""The first day: a resident founds the neighbourhood, and the table is laid by its own acts."""

from __future__ import annotations

from stoep.network import actions as network
from stoep.network.models import Change
from stoep.people.models import Organisation, Person
from tests.long.years.cast import Kept, Now, organisation, person, standing

SQUARE = '{"type":"Polygon","coordinates":[[[5.11,52.01],[5.13,52.01],[5.13,52.03],[5.11,52.03],[5.11,52.01]]]}'
RESIDENTS = ("Hatice Kaya", "Koos Dijk", "Yasmina Amrani", "Els Vos", "Harm de Boer")


def found(kept: Kept, now: Now) -> None:
    """Bep founds it; five neighbours, the foundation and two institutions sit down; host, worker, clerk, confidant."""
    kept.more |= {"chair": "Bep de Jong", "independent": "Ilse Smit", "host": "Tom Visser", "alderman": "Karin de Wit"}
    founder = person("Bep de Jong")
    network.found(
        name="De Meerpaal", kind="wijk", municipality_name="Waterstad", outline=SQUARE, founder=founder, **now.when
    )
    for name in RESIDENTS:
        network.propose(by=standing("Bep de Jong", now.today), kind="add-seat", person=person(name), **now.when)
    samen = organisation("Stichting Meerpaal Samen", "independent")
    ilse = person("Ilse Smit", samen)
    network.propose(by=standing("Bep de Jong", now.today), kind="add-seat", person=ilse, organisation=samen, **now.when)
    municipality = organisation("Gemeente Waterstad", "municipality")
    sluis = organisation("Woonstichting De Sluis", "housing")
    for name, employer in (("Anouk de Vries", municipality), ("Peter Maas", sluis)):
        two_keys(kept, now, "add-seat", person=person(name, employer), organisation=employer)
    tasks: tuple[tuple[str, str, Organisation | None], ...] = (
        ("Tom Visser", "host", None),
        ("Joost Bakker", "worker", organisation("Welzijn Waterstad", "care")),
        ("Karin de Wit", "official", municipality),
        ("Griet Smid", "clerk", municipality),
        ("Marijke Vos", "trusted", samen),
    )
    for name, kind, works_for in tasks:
        two_keys(kept, now, "add-post", person=person(name, works_for), organisation=works_for, post_kind=kind)


def two_keys(kept: Kept, now: Now, kind: str, **what: object) -> Change:
    """Residents propose it, the independent organisation confirms it."""
    chair, other = (standing(str(kept.more[key]), now.today) for key in ("chair", "independent"))
    change = network.propose(by=chair, kind=kind, **what, **now.when)  # type: ignore[arg-type]
    return change if change.confirmed_at else network.confirm(change=change, by=other, **now.when)


def somebody(name: str) -> Person:
    """Known since the first day."""
    return Person.objects.get(name=name)

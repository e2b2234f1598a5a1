"""What the tests of this room stand on: residents, the municipality and its clerk, and what they do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from stoep.agenda.models import Item
from stoep.council import actions as council
from stoep.council.models import Advice, Link, Override, Policy
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.tables import actions as tables
from stoep.tables.models import Resolution
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_item, an_organisation

WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
IN_SIX_WEEKS = TODAY + timedelta(days=42)


@dataclass
class Wijk:
    """A neighbourhood with everybody who acts in this room."""

    place: Neighbourhood
    resident: Standing
    independent: Standing
    official: Standing
    clerk: Standing
    housing: Standing
    item: Item
    others: list[Standing] = field(default_factory=list)  # residents who take a seat for a decision of the table


def a_wijk() -> Wijk:
    """A neighbourhood with an item, residents, the municipality, its clerk and the housing association."""
    place = a_neighbourhood()
    resident = a_standing(place)
    return Wijk(
        place,
        resident,
        a_standing(place, "independent"),
        a_standing(place, "municipality", seat=False, posts=("official",)),
        a_standing(place, "municipality", seat=False, posts=("clerk",)),
        a_standing(place, "housing"),
        an_item(place, "Huiskamer na schooltijd", by=resident),
    )


def an_advice(wijk: Wijk, **fields: Any) -> Advice:
    """What residents ask of the executive, with an answer in six weeks. Fields as for council.ask."""
    values: dict[str, Any] = {
        "title": "Een vergunning voor de keuken",
        "words": "Geef de huiskamer een vergunning om te koken.",
        "competent": "executive",
        "organisation": an_organisation("municipality"),
        "answer_due_on": IN_SIX_WEEKS,
        "missed": "De winkels.",
        "by": wijk.resident,
        **WHEN,
    }
    return council.ask(neighbourhood=wijk.place, **values | fields)


def a_policy(wijk: Wijk, **fields: Any) -> Policy:
    """A motion about the young, written down by the clerk."""
    values: dict[str, Any] = {
        "kind": "motion",
        "number": "M-12",
        "title": "Plekken voor jongeren in elke wijk",
        "taakveld": "6.1",
        "by": wijk.clerk,
        **WHEN,
    }
    return council.enter(neighbourhood=wijk.place, **values | fields)


def a_link(wijk: Wijk, **fields: Any) -> Link:
    """Residents say that their item contributes to the motion; the municipality answers within six weeks."""
    values: dict[str, Any] = {
        "item": wijk.item,
        "kind": "contributes",
        "words": "De motie vraagt om plekken, en dit is er een.",
        "reply_due_on": IN_SIX_WEEKS,
        "by": wijk.resident,
        **WHEN,
    }
    if "policy" not in fields and fields.get("kind") != "none":
        values["policy"] = Policy.objects.filter(neighbourhood=wijk.place).first() or a_policy(wijk)
    return council.link(**values | fields)


def an_override(wijk: Wijk, **fields: Any) -> Override:
    """The executive closes the huiskamer for the safety of its building, for half a year."""
    values: dict[str, Any] = {
        "competent": "executive",
        "title": "De huiskamer gaat een half jaar dicht",
        "ground": "Het dak is niet veilig. Veiligheid weegt hier zwaarder.",
        "loses": "Bewoners missen een half jaar hun plek.",
        "period": a_period(),
        "item": wijk.item,
        "by": wijk.official,
        **WHEN,
    }
    return council.overrule(missed="De winkels.", neighbourhood=wijk.place, **values | fields)


def a_period(decided_on: date = TODAY, days: int = 180) -> council.Period:
    """From the day of the decision on, for so many days."""
    return council.Period(decided_on, decided_on, decided_on + timedelta(days=days))


def a_resolution(wijk: Wijk, minority: str = "", outcome: str = "carried", **fields: Any) -> Resolution:
    """The table decides by consent that the huiskamer cooks; the housing association does not agree, in its words."""
    if not wijk.others:
        wijk.others.extend(a_standing(wijk.place) for _more in range(3))
    values: dict[str, Any] = {
        "title": "Koken in de huiskamer",
        "words": "De huiskamer mag elke avond koken.",
        "held_on": TODAY,
        "by": wijk.resident,
        **WHEN,
    }
    made = tables.open_resolution(**values | fields)
    for one in (wijk.resident, wijk.independent, *wijk.others):
        tables.cast(resolution=made, said="agree", by=one, is_apart=True, **WHEN)
    said, why = ("abstain", "") if outcome == "carried" else ("object", "Het dak lekt.")
    tables.cast(resolution=made, said=said, why=why, by=wijk.housing, is_apart=True, **WHEN)
    made = tables.close(
        missed="De winkels.",
        resolution=made,
        by=wijk.resident,
        at=NOW + timedelta(days=7),
        today=TODAY + timedelta(days=7),
    )
    if minority:
        tables.add_minority(resolution=made, words=minority, by=wijk.housing, at=NOW)
    return made

"""What the tests of handover lean on: an alderman who left, her promises, long lines and money, and who answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from stoep.agenda.models import Item
from stoep.handover import actions
from stoep.handover.actions import Said, Tied
from stoep.handover.models import Commitment, Line, Power, Reply
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise
from tests.builders import TODAY, a_neighbourhood, a_promise, a_standing, an_item, an_organisation

ALDERMAN: dict[str, Any] = {
    "kind": "alderman",
    "office": "wethouder wijken",
    "leaves": "wethouder Karin",
    "comes": "wethouder Sami",
}


def moment(day: date) -> datetime:
    """Ten in the morning of this day."""
    return datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC)


def on(day: date = TODAY) -> dict[str, Any]:
    """When an act happens."""
    return {"at": moment(day), "today": day}


@dataclass
class Ground:
    """A wijk with a table, an official, and what the municipality answers for."""

    place: Neighbourhood = field(default_factory=a_neighbourhood)
    chair: Standing = field(init=False)
    official: Standing = field(init=False)
    police: Standing = field(init=False)
    promises: list[Promise] = field(default_factory=list)
    lines: list[Item] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chair = a_standing(self.place)
        self.official = a_standing(self.place, "municipality", seat=False, posts=("official",))
        self.police = a_standing(self.place, "police", seat=False, posts=("official",))

    def promise(self, words: str = "Er komen lantaarns.", **fields: Any) -> Promise:
        """One promise more of the municipality."""
        made: Promise = a_promise(self.place, words=words, **fields).promise
        self.promises.append(made)
        return made

    def long_line(self, title: str = "Groen in de wijk") -> Item:
        """One long line more in which the municipality takes part."""
        partners = [an_organisation("municipality")]
        line: Item = an_item(self.place, title, horizon="long", partners=partners, by=self.chair)
        self.lines.append(line)
        return line

    def power(self, day: date = TODAY, **fields: Any) -> Power:
        """The alderman changes on this day."""
        values = ALDERMAN | {"organisation": an_organisation("municipality"), "on": day, "by": self.chair} | on(day)
        return actions.change_power(**values | fields)

    def mark(self, **fields: Any) -> Commitment:
        """A subsidy of five years for the same work, as a resident knows it."""
        values: dict[str, Any] = {
            "organisation": an_organisation("municipality"),
            "kind": "subsidy",
            "what": "De buurtkamer",
            "since_on": TODAY - timedelta(days=365 * 5 + 2),
            "lasting": True,
            "by": self.chair,
            "at": moment(TODAY),
        }
        return actions.mark(**values | fields)

    def tied(self, promise: Promise, **fields: Any) -> Commitment:
        """The same, on a promise."""
        return self.mark(tied=Tied(promise=promise), **fields)

    def reply(self, line: Line, kind: str = "confirm", day: date = TODAY, by: Any = None, **said: Any) -> Reply:
        """What an official answers."""
        return actions.reply(line=line, said=Said(kind, **said), by=by or self.official, **on(day))

"""What the tests of the tables lean on: an alliance with as many seats as asked, a plan, and what residents held."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection

from stoep.network.models import Seat
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused
from stoep.tables import actions as tables
from stoep.tables.models import Ballot, Plan, Position, Resolution, Table, TableSeat
from tests.builders import NOW, TODAY, a_standing

KINDS = ("municipality", "housing", "police", "school", "care", "other")


def when(days: int = 0) -> dict[str, Any]:
    """That many days after the day of the builders."""
    return {"at": NOW + timedelta(days=days), "today": TODAY + timedelta(days=days)}


def an_official(here: Neighbourhood) -> Standing:
    """Somebody of the municipality with a post here."""
    return a_standing(here, "municipality", seat=False, posts=("official",))


def an_alliance(here: Neighbourhood, by: Standing, *, institutions: int = 6, name: str = "NPLV-alliantie") -> Table:
    """A table with seats of that many institutions, all with a vote, and no resident."""
    table = tables.register_table(
        neighbourhood=here, name=name, kind="alliance", convened_by="de burgemeester", about="Alles.", by=by, **when()
    )
    for kind in KINDS[:institutions]:
        party = Organisation.objects.get_or_create(name=f"{kind} van Waterstad", kind=kind)[0]
        a_table_seat(table, by, party=party)
    return table


def a_table_seat(table: Table, by: Standing, **given: Any) -> TableSeat:
    """A seat at this table: residents', when no party is given."""
    usual: dict[str, Any] = {"votes": True, "table": table, "by": by, **when()}
    return tables.add_seat(**usual | given)


def a_plan(table: Table, by: Standing, **given: Any) -> Plan:
    """A draft of a plan at this table."""
    usual: dict[str, Any] = {
        "table": table,
        "title": "Sloop en nieuwbouw",
        "about": "Zestig huizen gaan weg. Er komen tachtig voor terug.",
        "drafted_on": TODAY,
        "by": by,
        **when(),
    }
    return tables.register_plan(**usual | given)


def a_position(plan: Plan, by: Standing, kind: str = "reservation", **given: Any) -> Position:
    """What residents hold of this plan."""
    usual: dict[str, Any] = {
        "plan": plan,
        "kind": kind,
        "words": "Eerst een huis terug.",
        "present": "Twaalf bewoners van de Eikstraat.",
        "decided_how": "Met handen omhoog.",
        "held_on": TODAY,
        "by": by,
        **when(),
    }
    return tables.record_position(**usual | given)


def establish(plan: Plan, by: Standing, **given: Any) -> Plan:
    """Establish this plan today."""
    return tables.establish(missed="De winkels.", **{"plan": plan, "held_on": TODAY, "by": by, **when()} | given)


def lay(by: Standing, **given: Any) -> Resolution:
    """A decision before the table, after a meeting of today."""
    usual: dict[str, Any] = {"title": "Buurtkamer", "words": "De buurtkamer gaat open.", "held_on": TODAY}
    return tables.open_resolution(by=by, **usual | when() | given)


def say(found: Resolution, by: Standing, said: str = "agree", days: int = 0, why: str = "Daarom.") -> Ballot:
    """What the own seat says."""
    return tables.cast(resolution=found, said=said, why=why, by=by, **when(days))


def close(found: Resolution, by: Standing, days: int = 0) -> Resolution:
    """The decision, closed."""
    return tables.close(missed="De winkels.", resolution=found, by=by, **when(days))


def seat_of(standing: Standing) -> Seat:
    """Their seat at the table of the neighbourhood."""
    assert standing.seat
    return standing.seat


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run these at the same moment, each on its own connection; what they gave, or the refusal they raised."""
    gate = threading.Barrier(len(acts))
    given: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            given[place] = act()
        except Refused as refused:
            given[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given

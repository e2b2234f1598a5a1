"""What the tests of conflicts share: a conflict, a party, a confidant. All names are invented."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from stoep.conflicts import actions
from stoep.conflicts.models import Conflict, Party
from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused
from tests.builders import NOW, TODAY, a_person, an_organisation

WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def a_conflict(by: Standing, title: str = "Scooters op het plein", **fields: Any) -> Conflict:
    """An open conflict, written down by somebody of the network."""
    values: dict[str, Any] = {
        "title": title,
        "issue": "Er rijden scooters op het plein. De een slaapt niet, de ander heeft geen andere plek.",
        "bears": "Wie er woont, en wie er komt.",
    }
    return actions.open_conflict(by=by, at=NOW, **values | fields)


def a_party(conflict: Conflict, name: str, *, by: Standing, **fields: Any) -> Party:
    """A party of it."""
    return actions.join_in(conflict=conflict, name=name, by=by, at=NOW, **fields)


def a_confidant(here: Neighbourhood, one: Standing, other: Standing, name: str = "Fenna") -> Standing:
    """Somebody of the independent organisation, named as a confidant by both keys, with a second factor."""
    person = a_person(name)
    welfare = an_organisation("independent")
    change = network.propose(by=one, kind="add-post", person=person, post_kind="trusted", organisation=welfare, **WHEN)
    network.confirm(change=change, by=other, **WHEN)
    network.work_for(person=person, organisation=welfare, **WHEN)
    found = Person.objects.get(pk=person.pk)
    return network_queries.standing(account=found.account, neighbourhood=here, today=TODAY, second_factor=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of these acts, begun together on connections of their own: "done", or the code of the refusal."""
    gate = threading.Barrier(len(acts))
    came = [""] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=30)
            act()
            came[place] = "done"
        except Refused as refused:
            came[place] = refused.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return came

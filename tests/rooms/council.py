"""What the tests of the whole house need of council."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
"""
# Acts with a sentence for each value of a fact, and those values (tests/test_log_sentences.py).
VALUES: dict[str, list[str]] = {}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {}
NOT_SEALED: dict[str, str] = {
    f"council.{name}": "no act writes it yet"
    for name in ("term", "policy", "link", "advice", "reply", "note", "override", "appeal", "document", "card")
}
# Names of addresses that are no page to look at: files, what only acts (GET is 405), and what is midway in something.
FILES: frozenset[str] = frozenset()
ACTS: frozenset[str] = frozenset()
MIDWAY: frozenset[str] = frozenset()


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    return {}


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    return {}


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    return {}

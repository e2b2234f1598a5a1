"""What the tests of the whole house need of archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from stoep.archive import actions, rules
from stoep.archive import queries as archive
from stoep.archive.models import Copy, Drill
from stoep.record.models import Log
from tests.builders import NOW, TODAY

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
archive:archive                ..............  mmmmmmmmmmmmmm
archive:open                   --------------  mmmmmmmmmmmmmm
archive:take                   xxxx...xxxxxxx  xxxx!!!xxxxxxx
archive:year-book              ..............  mmmmmmmmmmmmmm
archive:year-book-pdf          ..............  mmmmmmmmmmmmmm
"""
# Acts with a sentence for each value of a fact, and those values (tests/test_log_sentences.py).
VALUES: dict[str, list[str]] = {"archive.drill": [*Drill.Outcome.values]}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "a copy that was never kept": "UPDATE archive_copy SET problem = ''",
    "a drill that went well": "UPDATE archive_drill SET outcome = 'same'",
    "that somebody took it all": "DELETE FROM archive_taking",
}
NOT_SEALED: dict[str, str] = {}
# Names of addresses that are no page to look at: files, what only acts (GET is 405), and what is midway in something.
FILES: frozenset[str] = frozenset({"archive:open", "archive:year-book-pdf"})
ACTS: frozenset[str] = frozenset()
MIDWAY: frozenset[str] = frozenset()


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    size = Log.objects.get(neighbourhood=here).size
    about: dict[str, Any] = {"neighbourhood": here, "made_on": TODAY, "made_at": NOW, "size": size, "bytes": 3}
    copy = actions.note_copy(copy=Copy(**about, place="een schijf", problem=Copy.Problem.FULL), at=NOW)
    tried: dict[str, Any] = {"neighbourhood": here, "copy": copy, "drilled_on": TODAY, "drilled_at": NOW}
    actions.note_drill(drill=Drill(**tried, outcome=Drill.Outcome.FAILED), at=NOW)
    closed = archive.here(here, rules.CLOSED)
    closed.parent.mkdir(parents=True, exist_ok=True)
    closed.write_bytes(b"age")
    actions.take(by=one, at=NOW)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    year = [world.here.slug, NOW.year]
    return {"archive:year-book": year, "archive:year-book-pdf": year}


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
    year = timezone.localdate().year
    book = f"/wijk/{walk.wijk.place.slug}/jaarboek/{year}"
    return {"archive:year-book": [f"{book}/"], "archive:year-book-pdf": [f"{book}.pdf"]}

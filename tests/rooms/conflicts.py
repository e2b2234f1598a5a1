"""What the tests of the whole house need of conflicts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from stoep.conflicts import actions as conflicts
from stoep.conflicts.tests.ground import WHEN, a_confidant, a_conflict, a_party
from stoep.network.models import Post
from tests.builders import NOW, TODAY, an_item

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
VALUES: dict[str, list[str]] = {
    "conflicts.take_stance": ["agree", "live-with", "disagree"],
    "conflicts.add_step": ["talk", "mediation", "council"],
    "conflicts.hear": ["True", "False"],
    "conflicts.conclude": ["True", "False"],
    "conflicts.close": ["True", "False"],
    "conflicts.propose_hiding": ["True", "False"],
    "conflicts.hide": ["True", "False"],
}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "a conflict that was taken away": "DELETE FROM conflicts_conflict_items",
    "end of a conflict": "UPDATE conflicts_conflict SET closed_at = NULL",
    "words of a party": "UPDATE conflicts_statement SET position = 'Wij vinden het best.'",
    "that nobody heard it": "UPDATE conflicts_statement SET heard_right = (1 = 1) WHERE heard_right IS NOT NULL",
    "name of a party": "UPDATE conflicts_party SET name = 'Lastpakken' WHERE name = 'bewoners Eikstraat'",
    "a step": "UPDATE conflicts_step SET what = 'Niets.'",
    "a step that was taken away": "DELETE FROM conflicts_step",
    "an outcome": "UPDATE conflicts_outcome SET words = 'Alles mag.'",
    "a minority statement": "UPDATE conflicts_stance SET words = '' WHERE kind = 'disagree'",
    "a minority statement that was taken away": "DELETE FROM conflicts_stance WHERE kind = 'disagree'",
    "until when it rests": "UPDATE conflicts_park SET again_on = '2036-01-01'",
    "who closed it": "UPDATE conflicts_closing SET seconded_by_id = proposed_by_id",
    "why words are hidden": "UPDATE conflicts_hiding SET why = 'Zomaar.'",
    "words hidden without keys": (
        "UPDATE voices_voice SET hidden_at = received_at, hidden_kind = 'threat', hidden_why = 'Zomaar.'"
    ),
    "a remark hidden without keys": "UPDATE agenda_remark SET hidden_at = made_at, hidden_kind = 'threat'",
    "hidden words shown without keys": (
        "UPDATE conflicts_statement SET hidden_at = NULL, hidden_kind = '', hidden_why = ''"
    ),
    "how a confidant is reached": "UPDATE conflicts_reached SET phone = '0900-1234'",
}
_WHISPERS = "a log tells when, and when can tell who; it is encrypted, its writer erases it, and it goes after a year"
NOT_SEALED: dict[str, str] = {"conflicts.whisper": _WHISPERS, "conflicts.whispered": _WHISPERS}
# Names of addresses that are no page to look at: files, what only acts (GET is 405), and what is midway in something.
FILES: frozenset[str] = frozenset()
ACTS: frozenset[str] = frozenset()
MIDWAY: frozenset[str] = frozenset()


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    noise = a_conflict(one, items=[an_item(here, "Rust op straat", by=one)])
    young, old = (a_party(noise, name, by=one) for name in ("jongeren van het plein", "bewoners Eikstraat"))
    said = [conflicts.say(party=party, position="Wij willen er zijn.", by=one, **WHEN) for party in (young, old)]
    conflicts.hear(statement=said[0], right=False, correction="Ook na tienen.", on=TODAY, by=one, **WHEN)
    conflicts.add_step(conflict=noise, kind="talk", on=TODAY, what="In de voetbalkooi.", by=one, at=NOW)
    rest: dict[str, Any] = {"why": "Na de zomer.", "again_on": TODAY + timedelta(days=40)}
    conflicts.park(conflict=noise, by=one, **rest, **WHEN)
    decided: dict[str, Any] = {"decided_by": "de gemeenteraad", "decided_why": "Slapen gaat voor."}
    end = conflicts.conclude(conflict=noise, words="Tot tien uur.", reached_on=TODAY, by=one, **decided, **WHEN)
    conflicts.take_stance(outcome=end, party=young, kind="disagree", words="Tien is vroeg.", by=one, at=NOW)
    closing = conflicts.propose_closing(outcome=end, by=one, **WHEN)
    conflicts.second_closing(closing=closing, by=other, **WHEN)
    hiding = conflicts.propose_hiding(words=said[1], kind="personal", why="Er stond een adres in.", by=one, **WHEN)
    conflicts.second_hiding(hiding=hiding, by=other, **WHEN)
    trusted = a_confidant(here, one, other)
    conflicts.be_reached(
        post=Post.objects.get(kind="trusted"), phone="0612345678", hours="dinsdag", place="De Eik", by=trusted, **WHEN
    )


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

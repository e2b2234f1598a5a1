"""What the tests of the whole house need of council."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stoep.agenda.models import Item
from stoep.council import actions as council
from stoep.council.rules import term_at
from stoep.council.tests.ground import Wijk, a_link, a_policy, an_advice, an_override
from stoep.network.standing import Standing
from tests.builders import NOW, TODAY, a_person

if TYPE_CHECKING:
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
    "council.ask": ["True", "False"],
    "council.reply": ["follows", "partly", "deviates"],
    "council.link": ["contributes", "clashes", "none"],
    "council.say_of_link": ["True", "False"],
    "council.answer_appeal": ["stands", "changes", "ends"],
}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "day of an answer": "UPDATE council_advice SET answer_due_on = '2030-01-01'",
    "day of a question": "UPDATE council_advice SET asked_on = '2020-01-01', influence_on = '2020-01-01'",
    "influence that was promised": "UPDATE council_advice SET influence = 'inform'",
    "advice taken back": "UPDATE council_advice SET withdrawn_at = noted_at",
    "reason of an answer": "UPDATE council_reply SET why = 'Zomaar.'",
    "deviation hidden": "UPDATE council_reply SET kind = 'follows'",
    "answer backdated": "UPDATE council_reply SET answered_on = '2030-01-01'",
    "note of residents": "DELETE FROM council_note",
    "link": "UPDATE council_link SET ended_at = made_at",
    "words of the other side": "UPDATE council_link SET residents_words = 'Goed.' WHERE residents_words <> ''",
    "policy": "UPDATE council_policy SET title = 'Parkeren'",
    "ground of an override": "UPDATE council_override SET ground = 'Haast.'",
    "override made longer": "UPDATE council_override SET until_on = '2046-01-01'",
    "appeal": "DELETE FROM council_appeal",
    "paper that was public earlier": "UPDATE council_document SET public_from_on = '2020-01-01'",
    "card of a party": "UPDATE council_card SET asks = 'Niets.'",
    "coalition": "UPDATE council_term SET coalition = 'Anders'",
}
NOT_SEALED: dict[str, str] = {}
# Names of addresses that are no page to look at: files, what only acts (GET is 405), and what is midway in something.
FILES: frozenset[str] = frozenset()
ACTS: frozenset[str] = frozenset()
MIDWAY: frozenset[str] = frozenset()


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    official, clerk = (_of_municipality(here, kind) for kind in ("official", "clerk"))
    wijk = Wijk(here, one, other, official, clerk, clerk, Item.objects.filter(neighbourhood=here).first())  # type: ignore[arg-type]
    council.begin_term(neighbourhood=here, begins_on=term_at(TODAY)[0], coalition="Waterstad Samen", by=clerk, at=NOW)
    linked = a_link(wijk, kind="clashes", policy=a_policy(wijk))
    council.say_of_link(link=linked, agrees=True, words="De norm geldt overal.", by=official, at=NOW)
    promised = council.Promised("advise", "De wethouder", TODAY)
    advice = an_advice(wijk, item=wijk.item, promised=promised, already_decided="De keuze voor het pand.")
    paper = council.Given("Rapport", TODAY, TODAY, words="De keuken is klein.")
    council.reply(
        advice=advice, kind="deviates", words="Dat kan niet.", why="De keuken is te klein.", by=official,
        rests_on=[paper], at=NOW, today=TODAY,
    )  # fmt: skip
    council.note(advice=advice, words="Dat zien wij anders.", by=one, at=NOW)
    override = an_override(wijk)
    council.appeal(override=override, words="Stut het dak.", by=one, at=NOW, today=TODAY)
    council.write_card(neighbourhood=here, organisation=None, brings="Kennis.", asks="Antwoord.", by=one, at=NOW)


def _of_municipality(here: Neighbourhood, kind: str) -> Standing:
    """Somebody with this task, without a row that no act made."""
    person = a_person(side="municipality")
    return Standing(here, person, "municipality", posts=frozenset({kind}), second_factor=True)


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

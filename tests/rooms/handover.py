"""What the tests of the whole house need of handover."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stoep.handover import actions
from stoep.handover.actions import Said, Tied
from stoep.handover.models import Line, Power
from stoep.network import actions as network
from stoep.network import queries as network_queries
from tests.builders import NOW, TODAY, a_person, a_promise, a_standing, an_item, an_organisation

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
handover:powers                ..............  mmmmmmmmmmmmmm
handover:change_power          xxxx.......xxx  xxxx>>>>>>>xxx
handover:mark                  xxxx.......xxx  xxxx>>>>>>>xxx
handover:dossier               ..............  mmmmmmmmmmmmmm
handover:pdf                   ..............  mmmmmmmmmmmmmm
handover:confirm               mmmmmmmmmmmmmm  xxxxxxxxx>>xxx
handover:reply                 xxxxxxxxx..xxx  xxxxxxxxx>>xxx
handover:erase_names           xxxx.....xxxxx  xxxx>>>>>xxxxx
handover:erase_to              xxxx.....xxxxx  xxxx>>>>>xxxxx
handover:agree                 xxxx..xxxxxx..  xxxx>>xxxxxx>>
"""
# Acts with a sentence for each value of a fact, and those values (tests/test_log_sentences.py).
VALUES: dict[str, list[str]] = {
    "handover.change_power": ["election", "coalition", "alderman", "director"],
    "handover.mark": ["subsidy", "contract"],
    "handover.reply": ["confirm", "renegotiate", "stop"],
}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "day of a change of power": "UPDATE handover_power SET recorded_on = '2020-01-01'",
    "who came": "UPDATE handover_power SET comes_called = 'niemand'",
    "line taken from a dossier": "DELETE FROM handover_line WHERE promise_id IS NULL",
    "reply made a confirmation": "UPDATE handover_reply SET kind = 'confirm', what_by_on = NULL",
    "reply backdated": "UPDATE handover_reply SET made_on = '2020-01-01'",
    "since when a subsidy runs": "UPDATE handover_commitment SET since_on = '2026-08-01'",
    "who said no": "UPDATE handover_decline SET said_side = 'municipality'",
    "who agreed": "UPDATE handover_agreement SET agreed_side = 'municipality'",
}
NOT_SEALED: dict[str, str] = {}
# Names of addresses that are no page to look at: files, what only acts (GET is 405), and what is midway in something.
FILES: frozenset[str] = frozenset({"handover:pdf"})
ACTS: frozenset[str] = frozenset({"handover:confirm"})
MIDWAY: frozenset[str] = frozenset()
ALDERMAN: dict[str, Any] = {
    "kind": "alderman", "office": "wethouder wijken", "leaves": "wethouder Karin", "comes": "wethouder Sami",
}  # fmt: skip


def _handed_over(promise: Any, by: Standing, official: Standing, **when: Any) -> tuple[Power, Line, Line]:
    """A new alderman, who wants to talk again about this promise; and another line of the dossier."""
    municipality = an_organisation("municipality")
    since_on = when["today"] - timedelta(days=365 * 5 + 2)
    money: dict[str, Any] = {"organisation": municipality, "since_on": since_on, "by": by, "at": when["at"]}
    actions.mark(kind="subsidy", what="De lantaarns", lasting=True, tied=Tied(promise), **money)
    actions.mark(kind="contract", what="Beheer van het plein", cents=1250000, **money)
    power = actions.change_power(organisation=municipality, on=when["today"], by=by, **ALDERMAN, **when)
    line, other = power.lines.get(promise=promise), power.lines.get(commitment__isnull=False)
    said = Said("renegotiate", why="Het geld is op.", what="Er komen er vijf.", what_by_on=promise.due_on)
    actions.reply(line=line, said=said, by=official, **when)
    return power, line, other


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    when: dict[str, Any] = {"at": NOW, "today": TODAY}
    person, municipality = a_person("Sanne", side="municipality"), an_organisation("municipality")
    given: dict[str, Any] = {"person": person, "organisation": municipality, "post_kind": "official"}
    change = network.propose(by=one, kind="add-post", **given, **when)
    network.confirm(change=change, by=other, **when)
    official = network_queries.standing(account=person.account, neighbourhood=here, today=TODAY, second_factor=True)
    promise = a_promise(here, by=one).promise
    power, line, _other = _handed_over(promise, one, official, **when)
    actions.decline(reply=line.replies.get(), words="Liever tien.", by=one, **when)
    actions.agree(reply=line.replies.get(), by=one, **when)
    assert power.lines.count() >= 2
    money: dict[str, Any] = {"organisation": municipality, "since_on": TODAY, "by": one, "at": NOW}
    named = actions.mark(kind="subsidy", what="De moestuin", to="Piet van de moestuin", **money)
    actions.erase_to(commitment=named, ground="asked", by=one, at=NOW)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    official = a_standing(world.here, "municipality", seat=False, posts=("official",))
    found = _handed_over(world.promise.promise, world.resident, official, at=NOW, today=TODAY)
    world.found |= dict(zip(("power", "line", "other_line"), found, strict=True))


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, power = world.here.slug, world.found["power"].pk
    return {
        **{f"handover:{name}": [slug, power] for name in ("dossier", "pdf", "confirm", "erase_names")},
        "handover:reply": [slug, power, world.found["other_line"].pk],
        "handover:erase_to": [slug, world.found["other_line"].commitment_id],
        "handover:agree": [slug, power, world.found["line"].pk],
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    municipality = str(an_organisation("municipality").pk)
    return {
        "handover:change_power": {"soort": "election", "organisatie": municipality, "op": TODAY.isoformat()},
        "handover:mark": {
            "soort": "subsidy", "organisatie": municipality, "wat": "De buurtkamer", "sinds": "2021-01-01",
        },
        "handover:confirm": {"regel": [world.found["other_line"].pk]},
        "handover:reply": {"keuze": "confirm"},
        "handover:erase_names": {"grond": "asked"},
        "handover:erase_to": {"grond": "asked"},
        "handover:agree": {},
    }  # fmt: skip


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    when: dict[str, Any] = {"at": clock.at, "today": clock.today}
    chair, official, host = (walk.wijk.standing(name, clock.today) for name in ("Bep", "Anouk", "Tom"))
    an_item(
        walk.wijk.place,
        "Groen in de wijk",
        by=chair,
        horizon="long",
        partners=[an_organisation("municipality")],
        **when,
    )
    words = "Er komen tien lantaarns in de Eikstraat."
    promise = a_promise(walk.wijk.place, by=host, words=words, **when).promise
    power, line, other = _handed_over(promise, chair, official, **when)
    long_line = power.lines.get(item__title="Groen in de wijk")
    stop = Said("stop", why="Geen geld.", stop_on=clock.today + timedelta(days=400))
    actions.reply(line=other, said=Said("confirm"), by=official, **when)
    actions.reply(line=other, said=stop, by=official, **when)
    walk.found |= {
        "money": other.commitment_id,
        "power": power.pk,
        "line": line.pk,
        "other_line": other.pk,
        "long_line": long_line.pk,
    }


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found
    mark = reverse("handover:mark", args=[slug])

    def of(name: str, *more: int) -> str:
        return reverse(f"handover:{name}", args=[slug, it["power"], *more])

    return {
        "handover:mark": [mark, f"{mark}?regel={it['line']}"],
        **{f"handover:{name}": [of(name)] for name in ("dossier", "pdf", "confirm", "erase_names")},
        "handover:reply": [of("reply", it["line"]), of("reply", it["long_line"])],
        "handover:agree": [of("agree", it["line"])],
        "handover:erase_to": [reverse("handover:erase_to", args=[slug, it["money"]])],
    }

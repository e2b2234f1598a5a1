"""What the tests of the whole house need of dividing money together."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from stoep.budgeting import actions as budgeting
from stoep.budgeting.models import Idea
from stoep.venues.models import Venue
from stoep.voices import actions as voices
from tests.builders import NOW, TODAY
from tests.rooms.rounds import (
    WHO,
    a_draft,
    a_drawing,
    a_place,
    a_round,
    afterwards,
    an_idea,
    looked,
    of_ideas,
    proposed,
    read,
    running_now,
    said,
    talking_now,
    together,
)

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
budgeting:list                 ..............  mmmmmmmmmmmmmm
budgeting:round                ..............  mmmmmmmmmmmmmm
budgeting:round.draft          ..............  mmmmmmmmmmmmmm
budgeting:decision             ..............  mmmmmmmmmmmmmm
budgeting:write                xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:change_draft         xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:change               xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:put_aside            xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:stop                 xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:announce             mmmmmmmmmmmmmm  xxxx>>>xxxxxxx
budgeting:second               mmmmmmmmmmmmmm  xxxxxx>xxxxxxx
budgeting:withdraw             mmmmmmmmmmmmmm  xxxx>>>xxxxxxx
budgeting:awards               ..............  mmmmmmmmmmmmmm
budgeting:award                ..............  mmmmmmmmmmmmmm
budgeting:promise              xxxx...xxxxxxx  xxxx...xxxxxxx
budgeting:spend                xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:take_back            xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:turn                 xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:finish               xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:stop_award           xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:ideas                ..............  mmmmmmmmmmmmmm
budgeting:owed                 ..............  mmmmmmmmmmmmmm
budgeting:plans                ..............  mmmmmmmmmmmmmm
budgeting:propose_ballot       mmmmmmmmmmmmmm  xxxx>>>xxxxxxx
budgeting:give                 ..............  >>>>>>>>>>>>>>
budgeting:give_for             xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:idea                 ..............  mmmmmmmmmmmmmm
budgeting:look                 xxxx.......xxx  xxxx>>>>>>>xxx
budgeting:ask                  xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:repair               ..............  ????>>>>>?????
budgeting:guess                ..............  ????>>>>>?????
budgeting:withdraw_idea        ..............  ????>>>>>?????
budgeting:words                xxxx.....xxxxx  mmmmmmmmmmmmmm
budgeting:approve_words        xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:argue                ..............  >>>>>>>>>>>>>>
budgeting:ask_help             ..............  ????>>>>>?????
budgeting:take_up_help         mmmmmmmmmmmmmm  xxxx>>>>>>>xxx
budgeting:help_came            xxxx.......xxx  xxxx???????xxx
budgeting:together             ..............  ????>>>>>?????
budgeting:say_yes              ..............  ????>>>>>?????
budgeting:picture              ..............  mmmmmmmmmmmmmm
"""
VALUES: dict[str, list[str]] = {
    "budgeting.propose": ["announce", "change", "ballot", "stop", "observer"],
    "budgeting.look": ["yes", "no"],
}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "how a round is counted": "UPDATE budgeting_round SET rule = 'most-votes', utility = '', completion = 'none'",
    "when voting ends": "UPDATE budgeting_round SET count_where = 'Het stadhuis'",
    "how much money a part has": "UPDATE budgeting_part SET cents = cents + 100",
    "who counts": "UPDATE budgeting_counter SET called = 'Iemand van de gemeente' WHERE \"order\" = 1",
    "what a plan was given": "UPDATE budgeting_award SET cents = cents + 100",
    "what was spent": "UPDATE budgeting_spending SET cents = cents + 1",
    "why a plan turned out otherwise": "UPDATE budgeting_turn SET why = 'Zomaar.'",
    "what an idea is called": "UPDATE budgeting_idea SET title = 'Iets anders'",
    "what a plan costs": "UPDATE budgeting_idea SET cents = cents + 100 WHERE cents IS NOT NULL",
    "why an idea cannot be done": "UPDATE budgeting_verdict SET why = 'Zomaar.' WHERE kind = 'no'",
    "how an idea was repaired": "UPDATE budgeting_repair SET words = 'Iets anders.'",
    "who takes up help": "UPDATE budgeting_help SET came = 'Niets.' WHERE came <> ''",
    "whose yes there is": "UPDATE budgeting_consent SET way = 'phone' WHERE way <> ''",
    "whether an argument is for or against": "UPDATE budgeting_argument SET stance = 'against'",
    "the words on the ballot": "UPDATE budgeting_ballotwords SET words = 'Iets anders.'",
    "why two keys changed a round": "UPDATE budgeting_decision SET why = 'Zomaar.' WHERE why <> ''",
}
NOT_SEALED: dict[str, str] = {}
FILES: frozenset[str] = frozenset({"budgeting:picture"})
ACTS: frozenset[str] = frozenset(
    f"budgeting:{name}" for name in ("announce", "second", "withdraw", "propose_ballot", "take_up_help")
)
MIDWAY: frozenset[str] = frozenset()


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    now: dict[str, Any] = {"at": NOW, "today": TODAY}
    round = a_round(here, one, other)
    venue = a_place(here, one)
    later = said(venue, count_where="De school aan de Kade")
    change = budgeting.propose_change(round=round, why_change="De zaal is bezet.", by=other, **now, **later)
    budgeting.second(decision=change, by=one, **now)
    of_ideas(here, round, one, other)
    round.refresh_from_db()
    withdrawn = budgeting.propose_stop(round=round, why="Toch niet.", by=one, **now)
    budgeting.withdraw_proposal(decision=withdrawn, by=one, **now)
    stopped = a_round(here, one, other, title="Ronde Eik")
    budgeting.second(
        decision=budgeting.propose_stop(round=stopped, why="Te weinig tijd.", by=one, **now), by=other, **now
    )
    draft = a_draft(here, other, title="In concept", parts=[("De hele wijk", 100_000)], counters=[("Bep", None)])
    budgeting.change_draft(
        round=draft, by=one, at=NOW, **said(title="Nog in concept", counters=[], parts=[("Alles", 500)])
    )
    aside = a_draft(here, one, title="Opzij")
    budgeting.put_aside(round=aside, why="Wij wachten een jaar.", by=one, at=NOW)
    afterwards(round, one, other)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    here, one, other = world.here, world.resident, world.independent
    waits = a_draft(here, one, title="Ronde Berk")
    world.found |= {
        "round": a_round(here, one, other),
        "draft_round": a_draft(here, one, title="In concept"),
        "waiting_round": waits,
        "round_decision": proposed(waits, one),
        "ideas_round": (running := running_now(here, one, other)),
        "talking_round": talking_now(here, one, other),
    }
    world.found |= afterwards(world.found["round"], one, other)
    world.found |= {
        "budget_idea": an_idea(running, one, at=NOW, today=TODAY),
        "dear_idea": (dear := an_idea(running, one, "Een brug over de Vaart", at=NOW, today=TODAY)),
        "other_idea": an_idea(running, one, "Een bank", at=NOW, today=TODAY),
    }
    looked(dear, one, "no", at=NOW + timedelta(minutes=1), today=TODAY)
    made, pair = together(running, one, at=NOW, today=TODAY)
    drawn = an_idea(running, one, "Een pluktuin", at=NOW, today=TODAY)
    world.found |= {"made_idea": read(made, one), "asked_idea": Idea.objects.get(voice=pair[1].voice)}
    world.found |= {"drawn_idea": drawn, "budget_help": budgeting.ask_help(idea=drawn, kind="think", by=one, at=NOW)}
    for who in (one, other):
        asked = budgeting.ask_help(idea=drawn, kind="drawing", by=one, at=NOW)
        budgeting.take_up_help(help=asked, by=who, at=NOW)
        budgeting.help_came(help=asked, came="Klaar.", picture=(a_drawing(), "Een tuin."), by=who, at=NOW)


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, it = world.here.slug, world.found
    draft, decision = [slug, it["draft_round"].number], [slug, it["waiting_round"].number, it["round_decision"].pk]
    won = [slug, it["round"].number, it["award"].idea.voice.number]
    return {
        **{f"budgeting:{name}": won for name in ("award", "spend", "turn", "finish", "stop_award")},
        "budgeting:take_back": [*won, it["spending"].pk],
        "budgeting:promise": [*won[:2], it["award_waits"].idea.voice.number],
        **{f"budgeting:{name}": [slug, it["round"].number] for name in ("round", "change", "stop", "awards")},
        **{f"budgeting:{name}": draft for name in ("round.draft", "change_draft", "put_aside", "announce")},
        **{f"budgeting:{name}": decision for name in ("decision", "second", "withdraw")},
        **{f"budgeting:{name}": [slug, it["ideas_round"].number] for name in ("ideas", "give", "give_for")},
        **{f"budgeting:{name}": [slug, it["talking_round"].number] for name in ("owed", "plans", "propose_ballot")},
        **{f"budgeting:{name}": _of(slug, it["budget_idea"]) for name in ("idea", "look", "ask")},
        "budgeting:repair": _of(slug, it["dear_idea"]),
        **{f"budgeting:{name}": _of(slug, it["other_idea"]) for name in ("guess", "withdraw_idea")},
        "budgeting:words": [slug, it["ideas_round"].number],
        **{f"budgeting:{name}": _of(slug, it["drawn_idea"]) for name in ("argue", "ask_help", "together", "picture")},
        **{
            f"budgeting:{name}": [*_of(slug, it["drawn_idea"]), it["budget_help"].pk]
            for name in ("take_up_help", "help_came")
        },
        "budgeting:say_yes": [*_of(slug, it["made_idea"]), it["asked_idea"].voice.number],
        "budgeting:approve_words": [*_of(slug, it["drawn_idea"]), "pl"],
    }


def _of(slug: str, idea: Idea) -> list[Any]:
    return [slug, idea.round.number, idea.voice.number]


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def typed(venue: Venue, *, today: Any = TODAY, **other: Any) -> dict[str, Any]:
    """What an honest form would send of a whole round."""
    held = said(venue, today=today)
    given = {name: value for name, value in held.items() if name not in ("parts", "counters", "observers", "venues")}
    for name in ("voting_from", "voting_until", "count_at"):
        local = timezone.localtime(given.pop(name))
        given |= {f"{name}_day": local.date().isoformat(), f"{name}_clock": f"{local:%H:%M}"}
    del given["tracker"]
    given |= {"part_1": "Noord", "part_1_cents": "60.000", "part_2": "Zuid", "part_2_cents": "40000"}
    given |= {f"observer_{order}": str(person.pk) for order, person in enumerate(held["observers"], start=1)}
    given |= {f"counter_{order}": called for order, called in enumerate(WHO, start=1)}
    return given | {"venues": [str(venue.pk)]} | other


IDEA = {"title": "Een wip", "part": "1", "words": "Een wip voor peuters bij de school.", "tell_by": "none"}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    venue = a_place(world.here, world.resident)
    return {
        "budgeting:write": typed(venue),
        "budgeting:change_draft": typed(venue, title="In concept"),
        "budgeting:change": typed(venue, count_where="De school aan de Kade", reason="De zaal is bezet."),
        "budgeting:give": IDEA,
        "budgeting:give_for": IDEA | {"channel": "card", "said_on": TODAY.isoformat()},
        "budgeting:look": {"kind": "yes", "cents": "2.500"},
        "budgeting:ask": {"person": str(world.resident.person.pk)},  # type: ignore[union-attr]
        "budgeting:repair": {"words": "Een pontje over de Vaart.", "cents": "900"},
        "budgeting:guess": {"cents": "1.200"},
        "budgeting:withdraw_idea": {},
        "budgeting:argue": {"stance": "for", "words": "Goed voor kinderen."},
        "budgeting:ask_help": {"kind": "cost"},
        "budgeting:help_came": {"came": "Wij dachten mee."},
        "budgeting:together": {
            "others": world.found["budget_idea"].voice.spoken,
            "title": "Samen",
            "words": "Lampen en een tuin.",
        },
        "budgeting:say_yes": {"way": "paper"},
        "budgeting:approve_words": {"title": "Ogród", "words": "Owoce dla wszystkich.", "reader": "Ola"},
        "budgeting:put_aside": {"why": "Wij wachten een jaar."},
        "budgeting:stop": {"why": "Te weinig tijd."},
        "budgeting:promise": {
            "face": "other",
            "called": "Joost",
            "words": "Wij zetten de pomp.",
            "due_on": f"{TODAY + timedelta(days=9)}",
        },
        "budgeting:spend": {"cents": "12,50", "what": "Zaad", "spent_on": f"{TODAY}"},
        "budgeting:take_back": {"why": "Dubbel opgeschreven."},
        "budgeting:turn": {"words": "Kleiner.", "why": "Er is minder plek."},
        "budgeting:finish": {"words": "De tuin is er."},
        "budgeting:stop_award": {"why": "De grond is niet schoon."},
    }


def _now(clock: Clock) -> dict[str, Any]:
    return {"at": clock.at, "today": clock.today}


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    place, when = walk.wijk.place, _now(clock)
    one, other = walk.wijk.standing("Bep", clock.today), walk.wijk.standing("Ilse", clock.today)
    round = a_round(place, one, other, **when)
    moved = said(a_place(place, one), today=clock.today, count_where="De school aan de Kade")
    won = afterwards(round, one, other, **when)  # before a change waits: one decision at a time
    change = budgeting.propose_change(round=round, why_change="De zaal is bezet.", by=one, **when, **moved)
    draft = a_draft(place, one, title="Ronde 20.000", **when)
    waits = a_draft(place, one, title="Ronde Berk", **when)
    turned = proposed(waits, one, **when)
    running = running_now(place, one, other, **when)
    late = talking_now(place, one, other, **when)
    plain = an_idea(running, one, **when)
    dear = an_idea(running, one, "Een brug over de Vaart", **when)
    looked(dear, one, "no", at=clock.at + timedelta(minutes=1), today=clock.today)
    made, pair = together(running, one, **when)
    drawn = an_idea(running, one, "Een pluktuin", **when)
    asked = budgeting.ask_help(idea=drawn, kind="drawing", by=one, at=clock.at)
    budgeting.take_up_help(help=asked, by=walk.wijk.standing("Tom", clock.today), at=clock.at)
    with_a_drawing = an_idea(running, one, "Een waterspeelplek", **when)
    pencil = budgeting.ask_help(idea=with_a_drawing, kind="drawing", by=one, at=clock.at)
    budgeting.take_up_help(help=pencil, by=one, at=clock.at)
    budgeting.help_came(help=pencil, came="Klaar.", picture=(a_drawing(), "Een waterpomp."), by=one, at=clock.at)
    against = budgeting.argue(idea=drawn, stance="against", words="Wie houdt het schoon?", **when)
    voices.show(voice=against.voice, by=one, at=clock.at)
    walk.found |= {
        "made_idea": read(made, one).voice.number, "asked_idea": pair[1].number, "drawn_idea": drawn.voice.number,
        "budget_help": asked.pk, "pictured_idea": with_a_drawing.voice.number,
    }  # fmt: skip
    ballot = budgeting.propose_ballot(round=late, by=one, draw=random.Random(7), **when)
    walk.found |= {
        "ideas_round": running.number, "talking_round": late.number, "budget_idea": plain.voice.number,
        "dear_idea": dear.voice.number, "round_ballot": ballot.pk,
        "round": round.number, "round_change": change.pk, "draft_round": draft.number, "waiting_round": waits.number,
        "round_decision": turned.pk,
    }  # fmt: skip
    walk.found |= {name: (found.pk if name == "spending" else found.idea.voice.number) for name, found in won.items()}


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found

    def at(name: str, *args: Any) -> str:
        return reverse(f"budgeting:{name}", args=[slug, *args])

    decision = (it["waiting_round"], it["round_decision"])
    return {
        "budgeting:round": [at("round", it[which]) for which in ("round", "draft_round", "waiting_round")],
        **{f"budgeting:{name}": [at(name, it["round"])] for name in ("change", "stop", "awards")},
        "budgeting:award": [
            at("award", it["round"], it[which]) for which in ("award", "award_waits", "award_done", "award_stopped")
        ],
        **{
            f"budgeting:{name}": [at(name, it["round"], it["award"])]
            for name in ("spend", "turn", "finish", "stop_award")
        },
        "budgeting:take_back": [at("take_back", it["round"], it["award"], it["spending"])],
        "budgeting:promise": [at("promise", it["round"], it["award_waits"])],
        **{f"budgeting:{name}": [at(name, it["draft_round"])] for name in ("change_draft", "put_aside", "announce")},
        "budgeting:decision": [
            at("decision", *decision),
            at("decision", it["round"], it["round_change"]),
            at("decision", it["talking_round"], it["round_ballot"]),
        ],
        "budgeting:ideas": [at("ideas", it["ideas_round"]), at("ideas", it["ideas_round"]) + "?q=kade&deel=1"],
        **{f"budgeting:{name}": [at(name, it["ideas_round"])] for name in ("give", "give_for")},
        **{f"budgeting:{name}": [at(name, it["talking_round"])] for name in ("owed", "plans", "propose_ballot")},
        "budgeting:idea": [
            at("idea", it["ideas_round"], it[which])
            for which in ("budget_idea", "dear_idea", "made_idea", "asked_idea", "drawn_idea")
        ],
        "budgeting:words": [at("words", it["ideas_round"])],
        **{
            f"budgeting:{name}": [at(name, it["ideas_round"], it["drawn_idea"])]
            for name in ("argue", "ask_help", "together")
        },
        "budgeting:picture": [at("picture", it["ideas_round"], it["pictured_idea"])],
        **{
            f"budgeting:{name}": [at(name, it["ideas_round"], it["drawn_idea"], it["budget_help"])]
            for name in ("take_up_help", "help_came")
        },
        "budgeting:say_yes": [at("say_yes", it["ideas_round"], it["made_idea"], it["asked_idea"])],
        "budgeting:approve_words": [at("approve_words", it["ideas_round"], it["drawn_idea"], "ar")],
        **{
            f"budgeting:{name}": [at(name, it["ideas_round"], it["dear_idea"])]
            for name in ("look", "ask", "repair", "guess", "withdraw_idea")
        },
        **{f"budgeting:{name}": [at(name, *decision)] for name in ("second", "withdraw")},
    }

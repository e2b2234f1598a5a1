"""What tests need to vote: a round with a ballot, letters, a key on sheets, and voters with codes."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any
from unittest import mock

from django.db import transaction
from django.urls import reverse

from stoep.budgeting import actions as budgeting
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Box, Counter, Idea, LetterOrder, Round
from stoep.budgeting.queries import followers
from stoep.budgeting.wordings import PROPOSED
from stoep.core.ballots import codes
from stoep.shared.actor import CLOCK
from tests.builders import NOW, TODAY, a_voice, an_organisation
from tests.rooms.count_keys import shown
from tests.rooms.piles import a_pile_taken_back, on_paper
from tests.rooms.rounds import a_round, moment
from tests.rooms.watching import a_help_point, another_observer, counted_again

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.people.models import Person
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
budgeting:sentences            ..............  mmmmmmmmmmmmmm
budgeting:wording              xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:vote                 ..............  ??????????????
budgeting:ready                ..............  mmmmmmmmmmmmmm
budgeting:letters              xxxxxx.xxxxxxx  xxxxxx>xxxxxxx
budgeting:print_ballots        xxxx.....xxxxx  xxxx.....xxxxx
budgeting:sample               ..............  mmmmmmmmmmmmmm
budgeting:letters_going        ..............  mmmmmmmmmmmmmm
budgeting:letters_again        mmmmmmmmmmmmmm  xxxxxx>xxxxxxx
budgeting:fetch_list           mmmmmmmmmmmmmm  xxxxxx.xxxxxxx
budgeting:void_letters         mmmmmmmmmmmmmm  xxxxxx>xxxxxxx
budgeting:help_point           xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:end_help             mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
budgeting:count_key            xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:new_key              xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:sheet                xxxx.......xxx  xxxx>?>>>??xxx
budgeting:lost                 xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:replacements         xxxx.......xxx  mmmmmmmmmmmmmm
budgeting:agree                mmmmmmmmmmmmmm  xxxx>>>>>>>xxx
budgeting:withdraw_replacement mmmmmmmmmmmmmm  xxxx>>>>>>>xxx
budgeting:refuse_replacement   xxxx.......xxx  xxxx??>?>>>xxx
budgeting:paper                xxxx.....xxxxx  mmmmmmmmmmmmmm
budgeting:begin_pile           xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:type                 xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:mend_pile            xxxx.....xxxxx  xxxx>>>??xxxxx
budgeting:take_back_pile       xxxx.....xxxxx  xxxx>>>??xxxxx
budgeting:release_typist       xxxx.....xxxxx  xxxx>>>>>xxxxx
budgeting:agree_pile           mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
budgeting:open_box             xxxx...xxxxxxx  xxxx???xxxxxxx
budgeting:count_progress       xxxx...xxxxxxx  mmmmmmmmmmmmmm
budgeting:result               ..............  mmmmmmmmmmmmmm
budgeting:count_again          xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:not_won              ..............  mmmmmmmmmmmmmm
budgeting:poster               ..............  mmmmmmmmmmmmmm
budgeting:replies              xxxx>>>>>xxxxx  mmmmmmmmmmmmmm
budgeting:file                 ..............  mmmmmmmmmmmmmm
budgeting:program              ..............  mmmmmmmmmmmmmm
budgeting:mark                 ..............  ??????????????
budgeting:object               ..............  >>>>>>>>>>>>>>
budgeting:answer               xxxx...xxxxxxx  xxxx>>>xxxxxxx
budgeting:hints                xxxxx..xxxxxxx  mmmmmmmmmmmmmm
budgeting:write_finding        xxxxx..xxxxxxx  xxxxx>>xxxxxxx
budgeting:stop_watching        xxxxx..xxxxxxx  xxxxx>>xxxxxxx
budgeting:replace_observer     xxxx...xxxxxxx  xxxx>>>xxxxxxx
"""
VALUES: dict[str, list[str]] = {}
CHANGES: dict[str, str] = {
    "who read the fixed sentences": "UPDATE budgeting_votewording SET reader = 'Niemand'",
    "the half of the count key that seals": "UPDATE budgeting_box SET public = closed_hash",
    "which sheet a counter has": "UPDATE budgeting_counter SET sheet_hash = 'ab' WHERE sheet_hash <> ''",
    "how many letters there are": "UPDATE budgeting_letterorder SET many = many + 1",
    "what an observer found": "UPDATE budgeting_finding SET words = 'Alles klopt.'",
    "where people got help to vote": "UPDATE budgeting_helppoint SET network = '198.51.100.0/24'",
    "until when somebody observed": "UPDATE budgeting_observer SET until_why = 'Zomaar.' WHERE until_at IS NOT NULL",
    "who observes": "UPDATE budgeting_observer SET called = 'Iemand van de gemeente' WHERE \"order\" = 1",
    "how many papers were in a pile": "UPDATE budgeting_pile SET many = many + 1",
    "why a pile was taken back": "UPDATE budgeting_pilechange SET why = 'Zomaar.'",
    "what came out": "UPDATE budgeting_result SET outcome = '{}'",
    "which vote a mark finds": "UPDATE budgeting_mark SET choices = '[]'",
    "an answer to an objection": "UPDATE budgeting_objection SET answer = 'Nee.' WHERE answer <> ''",
    "why a second did not agree": "UPDATE budgeting_replacement SET refused_why = 'Zomaar.' WHERE refused_why <> ''",
    "a lost letter that was replaced": "UPDATE budgeting_replacement SET given_number = 1 WHERE given_number > 1",
}
NOT_SEALED: dict[str, str] = {
    "budgeting.count": "how far a count is while it runs; what came out is sealed",
    "budgeting.envelope": "a sealed ballot: an entry for each would say when somebody voted; closing seals all of them",
    "budgeting.letter": "what is kept of a code; making them and closing seal one hash over all",
    "budgeting.votenumber": "counts up with each vote",
    "budgeting.typing": "paper ballots as somebody typed them, under the lock; they go into the box, which is sealed",
    "budgeting.votecount": "how many votes came in an hour, written minutes later; the box says how many there are",
    "budgeting.flag": "a hint for the observers, written from memory",
}
FILES: frozenset[str] = frozenset(f"budgeting:{name}" for name in ("file", "program", "sample", "poster", "replies"))
_ACTS = ("letters_again", "fetch_list", "void_letters", "end_help", "agree", "withdraw_replacement", "agree_pile")
ACTS: frozenset[str] = frozenset(f"budgeting:{name}" for name in _ACTS)
# Only a seat of the independent organisation orders letters; test_voting_pages looks at it.
MIDWAY: frozenset[str] = frozenset({"budgeting:letters"})
VOTING = moment(TODAY + timedelta(days=57), 12)
PLANS = (("Bankje aan de gracht", 800_000), ("Bomen in de Kadestraat", 1_500_000), ("Speelplek", 2_500_000))
PARTIES = (None, None, None, "independent", "municipality")


@dataclass
class Vote:
    """A round in which people can vote: the codes of all letters by part, those of the reserve, and the sheets."""

    round: Round
    order: LetterOrder
    codes: dict[int, list[str]] = field(default_factory=dict)
    reserve: dict[int, list[str]] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        """The box as it is now."""
        return Box.objects.get(round=self.round)

    def cast(self, code: str, *numbers: int, at: datetime = VOTING, **more: Any) -> str:
        """A cross for each of these projects."""
        points = more.pop("points", None) or dict.fromkeys(numbers, 1)
        return budgeting.cast(round=self.round, typed=code, points=points, at=at, **more)


def with_ballot(round: Round, plans: tuple[tuple[str, int], ...] = PLANS) -> Round:
    """The same plans in every part, numbered through, as they stand on the ballot."""
    number = 0
    for part in round.parts.all():
        for title, cents in plans:
            number += 1
            voice = a_voice(round.neighbourhood, f"{title}, in {part.name}, nummer {number}").voice
            Idea.objects.create(
                round=round, part=part, voice=voice, title=title, cents=cents, ballot_number=number, written_at=NOW
            )
    round.tie_order = list(range(1, number + 1))
    round.ballot_made_at = NOW
    round.save(update_fields=["tie_order", "ballot_made_at"])
    with transaction.atomic():
        rows = [round, *Idea.objects.filter(round=round)]
        doors.seal("budgeting.ballot", "Het stembiljet is gemaakt.", round, CLOCK, NOW, rows=rows)
    return round


def counters() -> list[tuple[str, Any]]:
    """Five counters: three of the residents, one of the independent organisation, one of the municipality."""
    return [
        (called, an_organisation(kind) if kind else None)
        for called, kind in zip(("Noor", "Fatma", "Karim", "Yusuf", "Ola"), PARTIES, strict=True)
    ]


def read(here: Neighbourhood, by: Standing, *languages: str, at: datetime = NOW, **said: str) -> None:
    """Somebody of the wijk read the fixed sentences in these languages, and said some of them otherwise."""
    for language in languages:
        texts = PROPOSED[language] | said
        budgeting.approve_wording(neighbourhood=here, language=language, texts=texts, reader="Fatma", by=by, at=at)


def letters(round: Round, other: Standing, many: int = 20, *, at: datetime = NOW) -> Vote:
    """So many letters in each part, and the list as the printer gets it."""
    per_part = {part.order: many for part in round.parts.all()}
    # Fewer than a part must have, so that a test counts what it can oversee.
    with mock.patch("stoep.budgeting.rules.FEWEST_LETTERS", 1):
        order = budgeting.order_letters(round=round, many=per_part, by=other, at=at)
    budgeting.make_letters(order=order, at=at)
    made = Vote(round, order)
    for row in csv.DictReader(io.StringIO(b"".join(budgeting.fetch_list(order=order, by=other, at=at)).decode())):
        where = made.reserve if row["soort"] == "reserve" else made.codes
        where.setdefault(int(row["deel"]), []).append(codes.read(row["code"]) or "")
    order.refresh_from_db()
    return made


def a_vote(here: Neighbourhood, one: Standing, other: Standing, *, many: int = 20, **said: Any) -> Vote:
    """Everything that voting needs. `one` holds the residents' key, `other` the independent one."""
    plans = said.pop("plans", PLANS)
    at = said.get("at", NOW)
    round = with_ballot(a_round(here, one, other, **{"counters": counters()} | said), plans)
    made = letters(round, other, many, at=at)
    made.sheets = budgeting.make_count_key(round=round, by=one, at=at)
    for counter, words in zip(Counter.objects.filter(round=round).order_by("order"), made.sheets, strict=True):
        budgeting.confirm_sheet(counter=counter, words=words, by=other, at=at)
    made.round.refresh_from_db()
    return made


def everybody_votes(vote: Vote, *, at: datetime = VOTING, choices: Any = ((1,), (1, 2), (2, 3), (3,))) -> None:
    """Every letter of part 1 is voted with, by turns with these choices."""
    for code, chosen in zip(vote.codes[1], cycle(choices), strict=False):
        vote.cast(code, *chosen, at=at)


def brought_forward(vote: Vote, at: datetime = NOW) -> Vote:
    """The same round, of which voting ends at this moment: no clock of an example runs ahead of the others."""
    round = vote.round
    round.voting_from, round.voting_until, round.count_at = at - timedelta(days=7), at, at
    round.save(update_fields=["voting_from", "voting_until", "count_at"])
    with transaction.atomic():
        doors.seal("budgeting.ballot", "Het stembiljet is gemaakt.", round, CLOCK, at, rows=[round])
    return vote


def _counted(vote: Vote, one: Standing, other: Standing) -> None:
    """Somebody votes on a screen with a mark, somebody on paper; it is counted, and somebody objects."""
    brought_forward(vote)
    vote.cast(vote.codes[1][1], 1, with_tracker=True, at=NOW - timedelta(hours=1))
    on_paper(vote, one, other, again=a_pile_taken_back(vote, one, other))
    at = vote.round.count_at
    budgeting.open_box(round=vote.round, sheets=vote.sheets[:3], by=one, at=at)
    budgeting.write_finding(round=vote.round, words="In één nacht kwamen er veel. Het was een feest.", by=one, at=at)
    budgeting.second(decision=another_observer(vote.round, one, at=at), by=other, at=at, today=at.date())
    made = budgeting.object_to(round=vote.round, words="De bus stond open.", called="Bep", at=at, today=at.date())
    budgeting.answer_objection(objection=made, answer="Het slot was dicht.", by=other, at=at)
    counted_again(vote, one, other, at=at)


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of voting, made by its own act."""
    read(here, one, "tr", "nl")
    vote = a_vote(here, one, other, many=60, title="Een ronde met stemmen", tracker=True)
    part = vote.round.parts.get(order=1)
    refused = budgeting.ask_replacement(round=vote.round, part=part, by=one, at=NOW)
    budgeting.refuse_replacement(replacement=refused, why="Het papier was van een ander.", by=other, at=NOW)
    withdrawn = budgeting.ask_replacement(round=vote.round, part=part, by=one, at=NOW)
    budgeting.withdraw_replacement(replacement=withdrawn, by=one, at=NOW)
    asked = budgeting.ask_replacement(round=vote.round, part=part, by=one, at=NOW, old_code=vote.codes[1][0])
    budgeting.agree_replacement(replacement=asked, by=other, at=NOW)
    wrong = with_ballot(a_round(here, one, other, counters=counters(), title="Een ronde die mis ging"))
    budgeting.void_letters(order=letters(wrong, other, 60).order, by=other, at=NOW)
    budgeting.end_help_point(point=a_help_point(vote.round, one, at=NOW), by=one, at=NOW)
    _counted(vote, one, other)


def one_of_each(world: World) -> None:
    """What the addresses of voting name, in `world.found`."""
    here, one, other = world.here, world.resident, world.independent
    plain = with_ballot(a_round(here, one, other, counters=counters(), title="Nog geen brieven"))
    ordered = with_ballot(a_round(here, one, other, counters=counters(), title="Brieven besteld"))
    order = budgeting.order_letters(round=ordered, many={1: 500, 2: 60}, by=other, at=NOW)
    budgeting.make_letters(order=order, at=NOW)
    sheets = budgeting.make_count_key(round=ordered, by=one, at=NOW)
    shown(ordered, sheets, other, NOW)
    asked = budgeting.ask_replacement(round=ordered, part=ordered.parts.get(order=1), by=one, at=NOW)
    counted = brought_forward(a_vote(here, one, other, many=5, title="Geteld", tracker=True))
    counted.cast(counted.codes[1][0], 1, 2, at=NOW - timedelta(hours=1))
    budgeting.open_box(round=counted.round, sheets=counted.sheets[:3], by=one, at=NOW)
    objected = budgeting.object_to(round=counted.round, words="Te snel.", called="", at=NOW, today=TODAY)
    closed = brought_forward(a_vote(here, one, other, many=5, title="Gesloten")).round
    pile = budgeting.begin_pile(round=closed, place="De Eik", many=1, by=one, at=NOW)
    budgeting.type_pile(pile=pile, typed="- 2", by=one, at=NOW)
    pile.refresh_from_db()
    change = budgeting.propose_pile_change(pile=pile, many=3, why="Drie.", by=one, at=NOW)
    budgeting.stop_watching(round=closed, why="Ik ga verhuizen.", by=one, at=NOW)
    world.found |= {"counted_round": counted.round, "closed_round": closed, "a_pile": pile, "objection": objected}
    world.found["pile_change"] = change
    world.found |= {"plain_round": plain, "ordered_round": ordered, "vote_sheet": sheets[0], "asked_letter": asked}
    world.found["help_point"] = a_help_point(ordered, one, at=NOW)


_WATCHED = ("hints", "write_finding", "stop_watching")
_CLOSED = ("paper", "begin_pile", "open_box", "count_progress")
_PILE = ("type", "mend_pile", "take_back_pile", "release_typist")
_LISTS = ("letters_again", "fetch_list", "void_letters")
_ASKED = ("agree", "withdraw_replacement", "refuse_replacement")
_ON_COUNTED = ("result", "count_again", "not_won", "replies", "mark", "object", *_WATCHED)
_LOST = ("lost", "replacements", "help_point")
_KEYS = ("count_key", "new_key", "sheet")
_ON_ORDERED = ("vote", "ready", "print_ballots", "letters_going", *_LISTS, *_KEYS, *_LOST)


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, it = world.here.slug, world.found
    ordered = [slug, it["ordered_round"].number]
    return {f"budgeting:{name}": ordered for name in _ON_ORDERED} | {
        "budgeting:wording": [slug, "pl"],
        "budgeting:letters": [slug, it["plain_round"].number],
        **{f"budgeting:{name}": [slug, it["closed_round"].number, it["a_pile"].number] for name in _PILE},
        "budgeting:agree_pile": [slug, it["closed_round"].number, it["pile_change"].pk],
        **{f"budgeting:{name}": [slug, it["closed_round"].number] for name in _CLOSED},
        **{f"budgeting:{name}": [slug, it["counted_round"].number] for name in _ON_COUNTED},
        "budgeting:file": [slug, it["counted_round"].number, 1, "result.json"],
        "budgeting:poster": [slug, it["counted_round"].number, 1, "nl", "a4"],
        "budgeting:answer": [slug, it["counted_round"].number, it["objection"].pk],
        "budgeting:replace_observer": [slug, it["closed_round"].number, 1],
        **{f"budgeting:{name}": [*ordered, it["asked_letter"].pk] for name in _ASKED},
        "budgeting:sample": [*ordered, 1, "nl"],
        "budgeting:end_help": [*ordered, it["help_point"].pk],
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def _next(world: World) -> Person:
    """Who can come in the place of the observer who stopped."""
    return followers(world.found["closed_round"].observers.get(order=1), TODAY)[0]


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    return {
        "budgeting:vote": {"code": "K7QM-4XRT-8PWN-C", "step": "code"},
        "budgeting:wording": {f"t_{key}": text for key, text in PROPOSED["pl"].items()} | {"reader": "Ola"},
        "budgeting:letters": {"part_1": "60", "part_2": "60"},
        "budgeting:new_key": {"why": "Er is een blad weg.", "lost": "1"},
        "budgeting:sheet": {"counter": "1", "words": world.found["vote_sheet"]},
        "budgeting:print_ballots": {"part": "1", "language": "nl", "many": "2"},
        "budgeting:lost": {"part": "1", "seen": "on"},
        "budgeting:help_point": {"venue": str(world.found["help_point"].venue_id)},
        "budgeting:refuse_replacement": {"why": "Het papier was oud."},
        "budgeting:begin_pile": {"place": "De Eik", "many": "3"},
        "budgeting:type": {"typed": "- 2"},
        "budgeting:mend_pile": {"many": "2", "why": "Twee kleefden aan elkaar."},
        "budgeting:take_back_pile": {"why": "Het is de verkeerde bus."},
        "budgeting:release_typist": {"typist": str(world.found["a_pile"].first_by_id), "why": "Bep is ziek."},
        "budgeting:open_box": {"sheet_1": world.found["vote_sheet"]},
        "budgeting:mark": {"mark": "A" * 16},
        "budgeting:object": {"words": "Te snel."},
        "budgeting:count_again": {"why": "Een stapel papier is vergeten."},
        "budgeting:write_finding": {"words": "Alles klopt."},
        "budgeting:answer": {"answer": "Wij telden opnieuw."},
        "budgeting:stop_watching": {"why": "Ik ga verhuizen."},
        "budgeting:replace_observer": {"person": str(_next(world).pk), "why": "Bep gaat verhuizen."},
    }


def walk(walk: Walk, clock: Clock) -> None:
    """A round of which the letters are made, in `walk.found`."""
    place, at = walk.wijk.place, clock.at
    one, other = walk.wijk.standing("Bep", clock.today), walk.wijk.standing("Ilse", clock.today)
    said: dict[str, Any] = {"at": at, "today": clock.today, "counters": counters()}
    read(place, one, "nl", "tr", at=at)
    plain = with_ballot(a_round(place, one, other, title="Nog geen brieven", **said))
    ordered = with_ballot(a_round(place, one, other, title="Brieven besteld", **said))
    order = budgeting.order_letters(round=ordered, many={1: 60, 2: 60}, by=other, at=at)
    budgeting.make_letters(order=order, at=at)
    shown(ordered, budgeting.make_count_key(round=ordered, by=one, at=at), other, at)
    asked = budgeting.ask_replacement(round=ordered, part=ordered.parts.get(order=1), by=one, at=at)
    counted = a_vote(place, one, other, many=5, title="Geteld", tracker=True, **{k: said[k] for k in ("at", "today")})
    brought_forward(counted, at)
    counted.cast(counted.codes[1][0], 1, 2, at=at - timedelta(hours=1))
    budgeting.open_box(round=counted.round, sheets=counted.sheets[:3], by=one, at=at)
    objected = budgeting.object_to(round=counted.round, words="Te snel.", called="Bep", at=at, today=clock.today)
    closed = a_vote(place, one, other, many=5, title="Gesloten", **{k: said[k] for k in ("at", "today")})
    pile = budgeting.begin_pile(round=brought_forward(closed, at).round, place="De Eik", many=1, by=one, at=at)
    budgeting.type_pile(pile=pile, typed="- 2", by=one, at=at)
    budgeting.propose_pile_change(pile=pile, many=3, why="Drie.", by=one, at=at)
    budgeting.stop_watching(round=closed.round, why="Ik ga verhuizen.", by=one, at=at)
    walk.found |= {"counted_round": counted.round.number, "closed_round": closed.round.number}
    walk.found |= {"a_pile": pile.number, "objection": objected.pk}
    walk.found["pile_change"] = pile.changes.get().pk
    walk.found |= {"plain_round": plain.number, "ordered_round": ordered.number, "asked_letter": asked.pk}
    walk.found["help_point"] = a_help_point(ordered, one, at=at).pk


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug."""
    slug, it = walk.wijk.place.slug, walk.found

    def at(name: str, *more: Any) -> list[str]:
        return [reverse(f"budgeting:{name}", args=[slug, *more])]

    return {f"budgeting:{name}": at(name, it["ordered_round"]) for name in _ON_ORDERED} | {
        "budgeting:wording": at("wording", "ar"),
        "budgeting:letters": at("letters", it["plain_round"]),
        **{f"budgeting:{name}": at(name, it["closed_round"], it["a_pile"]) for name in _PILE},
        "budgeting:agree_pile": at("agree_pile", it["closed_round"], it["pile_change"]),
        **{f"budgeting:{name}": at(name, it["closed_round"]) for name in _CLOSED},
        **{f"budgeting:{name}": at(name, it["counted_round"]) for name in _ON_COUNTED},
        "budgeting:file": at("file", it["counted_round"], 1, "result.json"),
        "budgeting:poster": at("poster", it["counted_round"], 1, "nl", "a4"),
        "budgeting:answer": at("answer", it["counted_round"], it["objection"]),
        "budgeting:replace_observer": at("replace_observer", it["closed_round"], 1),
        **{f"budgeting:{name}": at(name, it["ordered_round"], it["asked_letter"]) for name in _ASKED},
        "budgeting:sample": at("sample", it["ordered_round"], 1, "nl"),
        "budgeting:end_help": at("end_help", it["ordered_round"], it["help_point"]),
    }

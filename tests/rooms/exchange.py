"""What the tests of the whole house need of the exchange."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stoep.core.sealing.note import Signer
from stoep.exchange import actions as exchange
from stoep.exchange import feed
from stoep.exchange.actions.follow import take_in
from stoep.exchange.models import Followed
from stoep.network import actions as network
from stoep.network.queries import standing
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing

if TYPE_CHECKING:
    from stoep.exchange.models import Card, Visit
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
exchange:index                 ..............  mmmmmmmmmmmmmm
exchange:traces                ..............  mmmmmmmmmmmmmm
exchange:feed                  ..............  mmmmmmmmmmmmmm
exchange:card                  ..............  mmmmmmmmmmmmmm
exchange:visit                 ..............  mmmmmmmmmmmmmm
exchange:questions             ..............  mmmmmmmmmmmmmm
exchange:question              ..............  mmmmmmmmmmmmmm
exchange:follows               ..............  mmmmmmmmmmmmmm
exchange:write                 xxxx.......xxx  xxxx>>>>>>>xxx
exchange:change                xxxx.......xxx  xxxx>>>>>xxxxx
exchange:withdraw              xxxx.......xxx  xxxx>>>>>xxxxx
exchange:ask_visit             xxxx.......xxx  xxxx>>>>>>>xxx
exchange:answer_visit          xxxx.......xxx  xxxx>>>>>xxxxx
exchange:report                xxxx.......xxx  xxxx>>>>>>>xxx
exchange:take_over             xxxx.....xxxxx  xxxx>>>>>xxxxx
exchange:ask                   xxxx.......xxx  xxxx>>>>>>>xxx
exchange:reply                 xxxx.......xxx  xxxx>>>>>>>xxx
exchange:follow                xxxx.....xxxxx  xxxx>>>>>xxxxx
exchange:look                  mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
exchange:unfollow              mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
"""
VALUES: dict[str, list[str]] = {}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "what failed": "UPDATE exchange_card SET failed = 'Niets.' WHERE followed_id IS NULL",
    "what another server says": "UPDATE exchange_card SET what = 'Iets anders.' WHERE followed_id IS NOT NULL",
    "the key of another server": "UPDATE exchange_followed SET key = 'x+00000000+AA'",
    "what is not taken over": "UPDATE exchange_takeover SET leave = ''",
    "by when an answer is wanted": "UPDATE exchange_question SET due_on = '2099-01-01'",
    "what an institute answered": "UPDATE exchange_reply SET words = 'Nee.'",
    "what visitors saw": "UPDATE exchange_report SET words = 'Niets.'",
}
NOT_SEALED: dict[str, str] = {}
FILES: frozenset[str] = frozenset({"exchange:feed"})
ACTS: frozenset[str] = frozenset({"exchange:look", "exchange:unfollow"})
MIDWAY: frozenset[str] = frozenset()
ORIGIN = "stoep.example/wijk/lutkeveen"
_SQUARE = '{"type": "Polygon", "coordinates": [[[5.2, 52.2], [5.3, 52.2], [5.3, 52.3], [5.2, 52.3], [5.2, 52.2]]]}'
SIGNER = Signer(b"e" * 32, b"m" * 32)


def a_card(here: Neighbourhood, by: Standing, title: str = "Huiskamer beheer door bewoners", **given: Any) -> Card:
    """A living room that residents run themselves."""
    usual: dict[str, Any] = {
        "what": "Bewoners beheren samen de huiskamer, met een rooster voor de sleutel.",
        "spot": "in de oude school",
        "for_whom": "iedereen uit het dorp",
        "failed": "Eén mens met alle sleutels: die ging op vakantie.",
        "took": "Twee uur per week van twaalf mensen, en 400 euro.",
        "call": "de beheergroep, via het dorpshuis",
        "theme": "sociaal",
        "may_travel": True,
        "at": NOW,
    }
    return exchange.write(neighbourhood=here, by=by, title=title, **usual | given)


def a_visit(card: Card, by: Standing, **given: Any) -> Visit:
    """The network of another neighbourhood asks to come."""
    usual: dict[str, Any] = {"asked_by": "Bewonersnetwerk, met vijf", "words": "Hoe werkt het rooster?", "at": NOW}
    return exchange.ask_visit(card=card, neighbourhood=by.neighbourhood, by=by, **usual | given)


def their_feed(**given: Any) -> bytes:
    """What another server tells, signed by it."""
    told: dict[str, Any] = {
        "size": 12, "made_on": "2026-09-01", "takeovers": [],
        "place": {"name": "Lutkeveen", "municipality": "Waterland", "kind": "village", "figures": {"share-65": 21.5}},
        "cards": [
            {
                "id": "7", "address": "https://stoep.example/wijk/lutkeveen/uitwisseling/kaart/7/", "title": "Ruilkast",
                "what": "Een kast met boeken.", "spot": "", "for_whom": "", "failed": "", "took": "", "call": "",
                "theme": "sociaal", "written_on": "2026-08-01",
            }
        ],
    }  # fmt: skip
    return feed.write(told | given, SIGNER, ORIGIN)


def a_following(here: Neighbourhood, by: Standing, address: str = "https://stoep.example/kaarten.json") -> Followed:
    """A neighbourhood on another server, read once."""
    made = exchange.follow(neighbourhood=here, address=address, by=by, at=NOW)
    take_in(made, feed.read(their_feed(), site="stoep.example"), NOW)
    return Followed.objects.get(pk=made.pk)


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    now: dict[str, Any] = {"at": NOW, "today": TODAY}
    founder = a_person("Geesje")
    elsewhere = network.found(
        name="Lutkeveen", kind="village", municipality_name="Waterland", outline=_SQUARE, founder=founder, **now
    )
    them = standing(account=founder.account, neighbourhood=elsewhere, today=TODAY, second_factor=True)
    mine, theirs = a_card(here, one), a_card(elsewhere, them, "Sleutelrooster")
    exchange.change(
        card=mine, title=mine.title, what="Met een rooster op papier.", call="de beheergroep", by=one, at=NOW
    )
    visit = a_visit(theirs, other)
    soon = TODAY + timedelta(days=9)
    asked = a_visit(mine, them)
    exchange.answer_visit(
        visit=asked, is_yes=True, day=soon, words="Welkom.", clock="om 14:00", spot="De Eik", by=one, **now
    )
    exchange.answer_visit(visit=visit, is_yes=True, day=soon, words="Kom om twee uur.", by=them, **now)
    exchange.write_report(visit=visit, words="Wij zagen het rooster hangen.", by=one, at=NOW)
    exchange.take_over(
        card=theirs, neighbourhood=here, take="Het sleutelrooster.", leave="De drankvergunning.", by=one, at=NOW
    )
    question = exchange.ask(neighbourhood=here, institute="De hogeschool", words="Helpt een rooster?", by=one, **now)
    exchange.note_reply(
        question=question, answered_by="Lector", words="Ja.", link="https://h.example/", by=other, at=NOW
    )
    exchange.ask(neighbourhood=here, institute="De bibliotheek", words="Wat lezen wij?", by=one, **now)
    exchange.tell_of_late(today=TODAY + timedelta(days=90), at=NOW)
    a_following(here, one)
    gone = a_card(here, one, "Weg")
    exchange.withdraw(card=gone, why="Klopte niet.", by=one, at=NOW)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    elsewhere = a_neighbourhood()
    them = a_standing(elsewhere)
    mine, theirs = a_card(world.here, world.resident), a_card(elsewhere, them, "Sleutelrooster")
    visit, asked = a_visit(theirs, world.resident), a_visit(mine, them)
    soon = TODAY + timedelta(days=9)
    exchange.answer_visit(visit=visit, is_yes=True, day=soon, words="Kom.", by=them, at=NOW, today=TODAY)
    question = exchange.ask(
        neighbourhood=world.here, institute="De hogeschool", words="Helpt dit?", by=world.resident, at=NOW, today=TODAY
    )
    followed = a_following(world.here, world.resident, "https://127.0.0.1/kaarten.json")
    world.found |= {"practice": mine, "their_practice": theirs, "kitchen": visit, "kitchen_here": asked}
    world.found |= {"wondering": question, "followed": followed}


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, it = world.here.slug, world.found
    on_card = {f"exchange:{name}": [slug, it["practice"].pk] for name in ("card", "change", "withdraw")}
    on_theirs = {f"exchange:{name}": [slug, it["their_practice"].pk] for name in ("ask_visit", "take_over")}
    on_visit = {f"exchange:{name}": [slug, it["kitchen"].pk] for name in ("visit", "report")}
    on_question = {f"exchange:{name}": [slug, it["wondering"].pk] for name in ("question", "reply")}
    on_followed = {f"exchange:{name}": [slug, it["followed"].pk] for name in ("look", "unfollow")}
    answer = {"exchange:answer_visit": [slug, it["kitchen_here"].pk]}
    return on_card | on_theirs | on_visit | on_question | on_followed | answer


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    card = {"title": "Ruilkast", "what": "Een kast met boeken.", "theme": "sociaal"}
    return {
        "exchange:write": card,
        "exchange:change": card,
        "exchange:withdraw": {"why": "Klopte niet."},
        "exchange:ask_visit": {"asked_by": "Wij", "words": "Hoe gaat het?"},
        "exchange:answer_visit": {"is_yes": "nee", "words": "Deze maand niet."},
        "exchange:report": {"words": "Wij zagen het."},
        "exchange:take_over": {"take": "Het rooster.", "leave": "De vergunning."},
        "exchange:ask": {"institute": "De hogeschool", "words": "Helpt het?"},
        "exchange:reply": {"answered_by": "Lector", "words": "Ja."},
        "exchange:follow": {"address": "https://andere.example/kaarten.json"},
    }


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    wijk = walk.wijk
    now: dict[str, Any] = {"at": clock.at, "today": clock.today}
    chair, host = wijk.standing("Bep", clock.today), wijk.standing("Tom", clock.today)
    elsewhere = a_neighbourhood(slug="lutkeveen", name="Lutkeveen", kind="village")
    them = a_standing(elsewhere)
    mine, theirs = a_card(wijk.place, host, at=clock.at), a_card(elsewhere, them, "Sleutelrooster", at=clock.at)
    visit, asked = a_visit(theirs, host, at=clock.at), a_visit(mine, them, at=clock.at)
    soon = clock.today + timedelta(days=9)
    exchange.answer_visit(visit=visit, is_yes=True, day=soon, words="Kom om twee uur.", by=them, **now)
    exchange.write_report(visit=visit, words="Wij zagen het rooster.", by=host, at=clock.at)
    exchange.take_over(
        card=theirs, neighbourhood=wijk.place, take="Het sleutelrooster.", leave="De drankvergunning.", by=chair,
        at=clock.at,
    )  # fmt: skip
    question = exchange.ask(neighbourhood=wijk.place, institute="De hogeschool", words="Helpt dit?", by=host, **now)
    exchange.note_reply(question=question, answered_by="Lector", words="Ja.", by=chair, at=clock.at)
    followed = a_following(wijk.place, chair)
    gone = a_card(wijk.place, host, "Weg", at=clock.at)
    exchange.withdraw(card=gone, why="Klopte niet.", by=host, at=clock.at)
    walk.found |= {"practice": mine.pk, "their_practice": theirs.pk, "gone_practice": gone.pk, "kitchen": visit.pk}
    walk.found |= {"kitchen_here": asked.pk, "wondering": question.pk, "followed": followed.pk}


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found

    def paths(names: tuple[str, ...], which: str) -> dict[str, list[str]]:
        return {f"exchange:{name}": [reverse(f"exchange:{name}", args=[slug, it[which]])] for name in names}

    cards = [
        reverse("exchange:card", args=[slug, it[which]]) for which in ("practice", "their_practice", "gone_practice")
    ]
    return (
        paths(("change", "withdraw"), "practice")
        | paths(("ask_visit", "take_over"), "their_practice")
        | paths(("visit", "report"), "kitchen")
        | paths(("answer_visit",), "kitchen_here")
        | paths(("question", "reply"), "wondering")
        | paths(("look", "unfollow"), "followed")
        | {"exchange:card": cards}
    )

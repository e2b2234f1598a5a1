"""One neighbourhood with one of everything, a second one beside it, and everybody who may knock at an address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.test import Client

from stoep.agenda import actions as agenda
from stoep.agenda.models import Decision, Item, Origin, StickerCount
from stoep.network import actions as network
from stoep.network.models import Change, Interest, Review, Seat
from stoep.network.standing import Standing
from stoep.people.models import Telling
from stoep.places.models import Area, Neighbourhood
from stoep.record import actions as record
from stoep.voices import actions as voices
from stoep.voices.models import Joining, Photo
from stoep.voices.tests.ground import a_photo
from stoep.web import actions as web
from tests.builders import (
    NOW,
    TEXTS,
    TODAY,
    a_neighbourhood,
    a_person,
    a_post,
    a_promise,
    a_seat,
    a_standing,
    a_vision,
    a_voice,
    an_item,
    an_organisation,
    sign_in,
)
from tests.rooms import ROOMS
from tests.rows import once

ROLES = (
    "visitor", "stranger", "dweller", "unlocked", "resident", "chair", "independent", "host", "worker",
    "official", "alderman", "elsewhere", "author", "other",
)  # fmt: skip
BUURT = "BU99010101"
PAST = TODAY - timedelta(days=100)
# Each kind of voice, and how it was planted: the word by which it is known wherever it shows.
VOICES = {
    "everyone": "eiermuur",
    "wijk": "eiwijk",
    "network": "einetwerk",
    "unchecked": "eiongezien",
    "held": "eitegengehouden",
    "withdrawn": "eiteruggenomen",
    "erased": "eigewist",
    "passed": "eidoorgegeven",
    "passed-network": "eidoornetwerk",
}


@dataclass
class World:
    """Everything in one neighbourhood that an address can name."""

    here: Neighbourhood
    resident: Standing
    independent: Standing
    receipts: dict[str, Any] = field(default_factory=dict)
    item: Item = field(init=False)
    other_item: Item = field(init=False)
    draft: Item = field(init=False)
    closed_item: Item = field(init=False)
    decision: Decision = field(init=False)
    count: StickerCount = field(init=False)
    origin: Origin = field(init=False)
    promise: Any = field(init=False)
    private_promise: Any = field(init=False)
    residents_promise: Any = field(init=False)
    answer: Any = field(init=False)
    joining: Joining = field(init=False)
    photo: Photo = field(init=False)
    telling: Telling = field(init=False)
    letter: Telling = field(init=False)
    change: Change = field(init=False)
    interest: Interest = field(init=False)
    review: Review = field(init=False)
    found: dict[str, Any] = field(default_factory=dict)  # of the rooms in tests/rooms

    @property
    def voice(self) -> Any:
        """The voice that an address is about: meant for the network alone."""
        return self.receipts["network"].voice


@once
def a_world() -> World:
    """A neighbourhood with residents, the independent organisation, and one of everything."""
    here = a_neighbourhood()
    here.areas.add(_buurt())
    chair = a_standing(here)
    Seat.objects.filter(pk=chair.seat.pk).update(is_chair=True)  # type: ignore[union-attr]
    for _ in range(3):
        a_seat(here)
    world = World(here, chair, a_standing(here, "independent"))
    _say(world)
    _take_up(world)
    _promise(world)
    for name, act in (("withdrawn", voices.withdraw), ("erased", web.wipe_voice)):
        act(voice=world.receipts[name].voice, secret=world.receipts[name].secret, at=NOW)
    world.change = network.propose(by=chair, kind="add-seat", person=a_person(), why="Erbij.", at=NOW, today=TODAY)
    day: dict[str, Any] = {"at": NOW, "today": TODAY}
    assert chair.seat
    world.interest = network.declare_interest(by=chair, seat=chair.seat, words="Een winkel in de Eikstraat.", **day)
    world.review = network.hold_review(
        by=chair, held_on=TODAY, went_well="Wij praatten.", must_change="Meer jongeren.", renews=True, **day
    )
    network.name_streets(by=chair, names="Eikstraat\nKade", **day)
    for room in ROOMS:
        room.one_of_each(world)
    record.checkpoint(neighbourhood=here, at=NOW)
    return world


def _buurt() -> Area:
    known = Area.objects.filter(code=BUURT).first()
    return known or Area.objects.create(code=BUURT, year=2024, kind="buurt", name="Eikbuurt", plain_name="eikbuurt")


def _say(world: World) -> None:
    here, boss = world.here, world.resident
    audiences = {"wijk": "wijk", "network": "network", "passed": "wijk", "passed-network": "network"}
    for name, word in VOICES.items():
        world.receipts[name] = a_voice(
            here,
            f"Mijn {word} zegt dat het goed gaat in de straat.",
            kind="strength",
            called=f"Naam{word}",
            audience=audiences.get(name, "everyone"),
            today=PAST,
            contact=("phone", "0612345678") if name == "network" else None,
            photo=(_file(a_photo((40, 40))), word) if name == "network" else None,
        )
        if name not in {"unchecked", "held"}:
            voices.show(voice=world.receipts[name].voice, by=boss, at=NOW)
    made = world.receipts
    voices.hold_back(voice=made["held"].voice, why="Een naam.", by=boss, at=NOW)
    for name in ("passed", "passed-network"):
        about: dict[str, Any] = {"words": "Voor u.", "passed_to": an_organisation("municipality")}
        voices.answer(voice=made[name].voice, kind="passed-on", by=boss, at=NOW, **about)
    world.answer = voices.answer(voice=world.voice, kind="progress", words="Er is nieuws.", by=boss, at=NOW)
    extra = a_voice(here, "Nog een keer hetzelfde.", contact=("letter", "S. de Boer\nEikstraat 4\n1234 AB Waterstad"))
    world.joining = voices.join(voice=extra.voice, into=made["everyone"].voice, why="Zelfde.", by=boss, at=NOW)
    world.photo = Photo.objects.get(voice=world.voice)
    world.telling = Telling.objects.filter(neighbourhood=here, contact__channel="phone").latest("pk")
    world.letter = Telling.objects.filter(neighbourhood=here, contact__channel="letter").latest("pk")


def _file(data: bytes) -> Any:
    import io

    return io.BytesIO(data)


def _take_up(world: World) -> None:
    here, boss = world.here, world.resident
    world.item = an_item(here, "Een huiskamer na schooltijd", by=boss)
    world.other_item = an_item(here, "Schone lucht in de tunnel", by=boss)
    heard = [world.receipts[name].voice for name in VOICES]
    origins = agenda.take_up(item=world.item, voices=heard, why="Past.", by=boss, at=NOW)
    world.origin = next(origin for origin in origins if origin.voice == world.voice)
    for origin in origins:
        name = next(known for known in VOICES if world.receipts[known].voice == origin.voice)
        words = f"Over {VOICES[name]} denk ik anders."
        secret = world.receipts[name].secret
        said = agenda.say_of_origin(origin=origin, agrees=False, words=words, secret=secret, at=NOW)
        agenda.read_words(origin=said, by=boss, at=NOW)
    rows = agenda_rows("titel;wens\nConceptpuntgeheim;Een wens")
    (world.draft,) = agenda.import_plan(neighbourhood=here, rows=rows, source="Plan 2019", by=boss, at=NOW, today=TODAY)
    world.closed_item = an_item(here, "Een hek om de speeltuin", by=boss)
    closing = agenda.propose(
        missed="De winkels.", kind="close", item=world.closed_item, why="Het staat er.", by=boss, at=NOW, today=TODAY
    )
    agenda.second(decision=closing, by=world.independent, at=NOW, today=TODAY)
    for opening in ("Groen en rustig.", "Groen, rustig en veilig."):
        a_vision(here, opening, by=boss, other=world.independent)
    agenda.write_vision(neighbourhood=here, opening="Nog groener.", texts=TEXTS, by=boss, at=NOW)
    turned = [world.other_item.code, world.item.code]
    adopted = agenda.propose(missed="De winkels.", young="Op school.", kind="adopt", by=boss, at=NOW, today=TODAY)
    agenda.second(decision=adopted, by=world.independent, at=NOW, today=TODAY)
    agenda.edit(item=world.other_item, wish="Anders.", by=boss, at=NOW, today=TODAY)
    adopted = agenda.propose(missed="De winkels.", young="Op school.", kind="adopt", by=boss, at=NOW, today=TODAY)
    agenda.second(decision=adopted, by=world.independent, at=NOW, today=TODAY)
    agenda.edit(item=world.item, why="Het is nodig.", by=boss, at=NOW, today=TODAY)
    day: dict[str, Any] = {"counted_on": TODAY, "said_where": "Huiskamer", "at": NOW, "today": TODAY}
    world.count = agenda.count_stickers(counts={world.item.code: 4}, by=boss, **day)
    world.decision = agenda.propose(
        missed="De winkels.", kind="order", by=boss, codes=turned, why="Eerst.", at=NOW, today=TODAY
    )


def agenda_rows(text: str) -> Any:
    """The rows of a plan."""
    from stoep.agenda import rules

    return rules.read_plan(text).rows


def _promise(world: World) -> None:
    world.promise = a_promise(world.here, item=world.item)
    world.residents_promise = a_promise(world.here, called="Buurman Piet", organisation=None)
    world.private_promise = a_promise(
        world.here, words="Er komt een bankje.", receiver_voice=world.voice, promiser=None
    )


def people_of(world: World, there: World) -> dict[str, Client]:
    """A client for every role, signed in or holding a secret as the role says."""
    here = world.here
    found: dict[str, Client] = {"visitor": Client()}
    person = {
        "stranger": a_person(),
        "dweller": a_person(buurt_code=BUURT),
        "unlocked": a_person(),
        "resident": a_person(),
        "chair": world.resident.person,
        "independent": world.independent.person,
        "host": a_person(),
        "worker": a_person(side="care"),
        "official": a_person(side="municipality", buurt_code=BUURT),
        "alderman": a_person(side="municipality", buurt_code=BUURT),
        "elsewhere": there.resident.person,
    }
    for role in ("unlocked", "resident"):
        a_seat(here, person=person[role])
    a_seat(here, "municipality", person=person["alderman"])
    for role, kind in (("host", "host"), ("worker", "worker"), ("official", "official")):
        a_post(here, kind, person=person[role])
    a_post(there.here, "host", person=person["elsewhere"])
    for role, who in person.items():
        found[role] = Client()
        assert who is not None
        sign_in(found[role], who, second_factor=role != "unlocked")
    for role, voice in (("author", "network"), ("other", "everyone")):
        found[role] = Client()
        receipt = world.receipts[voice]
        answer = found[role].post("/volg/", {"number": receipt.number, "secret": receipt.secret})
        assert answer.status_code == 302
    return found


def fresh(client: Client, **options: Any) -> Client:
    """The same visitor in a browser of their own, so that one request leaves nothing for the next."""
    again = Client(raise_request_exception=False, **options)
    again.cookies.update(client.cookies)
    return again


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in it is taken back."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)

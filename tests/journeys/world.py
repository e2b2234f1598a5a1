"""A small wijk in which every address of the house leads somewhere, and an example for each."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from stoep.agenda import actions as agenda
from stoep.agenda.models import Item, Origin
from stoep.agenda.rules import read_plan
from stoep.network import actions as network
from stoep.network import queries as table
from stoep.people.models import Telling
from stoep.places import actions as places
from stoep.places.tests import waterstad
from stoep.promises import actions as promises
from stoep.record import actions as record
from stoep.voices import actions as voices
from stoep.voices.models import Answer, Joining, Photo
from tests.builders import TEXTS, a_person, a_post, a_promise, a_seat, a_vision, a_voice, an_item, an_organisation
from tests.journeys.conftest import Clock, Wijk
from tests.rooms import ROOMS, all_of

# What is no page to look at: files, feeds, and what a script asks for.
FILES = frozenset({
    "agenda:export", "agenda:listing", "agenda:poster", "agenda:vision_paper",
    "mfa_login_webauthn", "network:charter-paper", "network:letters", "people:data-json",
    "places:outlines", "promises:csv", "promises:read-date", "record:checkpoint_note", "record:export",
    "record:proof", "record:verifier", "thread:feed", "voices:blank-card", "voices:photo", "voices:slip",
    "web:robots", "web:security-txt",
}) | all_of("FILES")  # fmt: skip
# What only changes something: to look at it is refused with 405.
ACTS = frozenset({
    "agenda:put_aside", "agenda:read_words", "agenda:second", "agenda:withdraw", "network:again", "network:called",
    "network:confirm", "network:drop", "network:end-interest", "network:lay-down", "network:posted",
    "network:review-word", "network:work-for",
    "voices:already", "voices:done", "voices:leave", "voices:withdraw", "web:look-through", "web:wipe",
}) | all_of("ACTS")  # fmt: skip
KINDS_OF_CHANGE = (
    "add-seat", "end-seat", "hand-over", "chair", "add-post", "end-post", "share", "renew", "charter", "move-host",
    "witness", "witness-policy", "end-witness",
)  # fmt: skip


def named_addresses() -> set[str]:
    """Every name in the URLconf, with its room: "agenda:order"."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[Any], room: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else room)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield room + pattern.name


@dataclass
class World:
    """The wijk, filled, and what the examples point at."""

    wijk: Wijk
    found: dict[str, Any] = field(default_factory=dict)

    def examples(self) -> dict[str, list[str]]:
        """For each name the paths to look at: mostly one, more where one address has several pages."""
        known: dict[str, list[str]] = {name: [] for name in named_addresses()}
        slug, it = self.wijk.place.slug, self.found
        # A passkey is made in the browser, by whoever walks there.
        passkey = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).last()
        arguments: dict[str, list[Any]] = {
            "thread:municipality": ["GM9901"],
            "record:entry": [slug, 1],
            "record:proof": [slug, 1],
            "record:checkpoint": [slug, it["size"]],
            "record:checkpoint_note": [slug, it["size"]],
            "thread:voice": [it["voice"]],
            "thread:item": [it["item"]],
            "thread:promise": [it["promise"]],
            "thread:area": ["BU99010201"],
            "agenda:version": [slug, 1],
            "agenda:difference": [slug, 1, 2],
            "agenda:sticker_count": [slug, it["count"]],
            "agenda:vision_version": [slug, 1],
            "agenda:vision_paper": [slug, 1],
            "agenda:endorse": [slug, 2],
            "agenda:dissent": [slug, 2],
            "agenda:vision_difference": [slug, 1, 2],
            "agenda:keep_up": [it["closed"]],
            "agenda:look_back": [it["closed"]],
            "agenda:admit": [it["draft"]],
            "agenda:put_aside": [it["draft"]],
            "agenda:claim": [it["item"], it["voice"]],
            "agenda:read_words": [it["item"], it["voice"]],
            "agenda:let_go": [it["item"], it["voice"]],
            "agenda:answer_origin": [it["origin"]],
            "network:charter-version": [slug, it["charter"]],
            "network:end-interest": [slug, it["interest"]],
            "network:review-word": [slug, it["review"]],
            "voices:split": [it["joining"]],
            "voices:revoke": [it["answer"]],
            "voices:photo": [it["photo"]],
            "mfa_remove_webauthn": [passkey.pk if passkey else 1],
        }
        of_rooms: dict[str, list[str]] = {}
        for room in ROOMS:
            of_rooms |= room.examples(self)
        for name in known:
            if name in of_rooms:
                known[name] = of_rooms[name]
            elif name in arguments:
                known[name] = [reverse(name, args=arguments[name])]
            elif name != "network:propose":
                known[name] = [reverse(name, kwargs=self._usual(name))]
        known["network:propose"] = [
            reverse("network:propose", args=[slug, kind]) + f"?nummer={it[self._asked(kind)]}"
            for kind in KINDS_OF_CHANGE
        ]
        for name, query in QUERIES.items():
            known[name] = [known[name][0], known[name][0] + query]
        known["voices:card"].append(known["voices:card"][0] + f"?na={it['voice']}")
        known["agenda:order"].append(known["agenda:order"][0] + f"?telling={it['count']}")
        known["agenda:start"].append(known["agenda:start"][0] + f"?inbreng={it['free']}&waarom=samen")
        return known

    @staticmethod
    def _asked(kind: str) -> str:
        return {"end-post": "post", "hand-over": "own_seat", "end-witness": "witness"}.get(kind, "seat")

    def _usual(self, name: str) -> dict[str, Any]:
        """What an address asks for by the words in it, and the room that it is in."""
        room, it = name.partition(":")[0], self.found
        pks = {"agenda": it["decision"], "network": it["change"] if name != "network:called" else it["call"]}
        usual = {
            "slug": self.wijk.place.slug,
            "number": it["voice"],
            "code": it["promise"] if room == "promises" else it["item"],
            "pk": pks.get(room),
        }
        return {word: usual[word] for word in words_in(name)}


QUERIES = {
    "places:search": "?q=Centrum",
    "places:map": "?gemeente=GM9901",
    "network:found": "?gemeente=GM9901",
    "voices:list": "?q=bankje",
    "promises:register": "?staat=late",
    "record:check": "?woorden=appelbank+boerenboek",
}


def words_in(name: str) -> list[str]:
    """The names of what this address asks for."""
    room, _colon, short = name.rpartition(":")
    resolver = get_resolver()
    if room:
        _prefix, resolver = resolver.namespace_dict[room]
    [(_template, words)] = resolver.reverse_dict.getlist(short)[0][0][:1]
    return list(words)


def fill(wijk: Wijk, clock: Clock) -> World:
    """Everything that a page may show at least once: joined, split off, late, kept, waiting, adopted, put aside."""
    world = World(wijk)
    waterstad.build()
    places.redraw(neighbourhood=wijk.place, areas=["BU99010201", "BU99010100"], today=clock.today)
    _said(world, clock)
    _on_the_agenda(world, clock)
    _promised(world, clock)
    point = record.checkpoint(neighbourhood=wijk.place, at=clock.at)
    assert point
    world.found["size"] = point.size
    _at_the_table(world, clock)
    for room in ROOMS:
        room.walk(world, clock)
    return world


def _said(world: World, clock: Clock) -> None:
    wijk, it = world.wijk, world.found
    host = wijk.standing("Tom", clock.today)
    told: dict[str, Any] = {"at": clock.at, "today": clock.today}
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    picture.seek(0)
    first = a_voice(
        wijk.place, "Ik wil een veilige plek na school.", contact=("phone", "0612345678"), photo=(picture, "Een hek"),
        called="Samira", checked_by=host.person, buurt_code="BU99010201", **told,
    )  # fmt: skip
    twin = a_voice(wijk.place, "Een plek voor kinderen na school, graag.", checked_by=host.person, **told)
    voices.join(voice=twin.voice, into=first.voice, why="Beide vragen om een plek.", by=host, at=clock.at)
    letter = ("letter", "Mevrouw Bakker\nEikstraat 1\n9901 AA Waterstad")
    concern = a_voice(
        wijk.place, "Het is donker in de Eikstraat.", kind="concern", contact=letter, checked_by=host.person,
        already="Koos zet zijn lamp aan.", **told,
    )  # fmt: skip
    voices.answer(
        voice=concern.voice, kind="passed-on", words="Dit doet de gemeente.", by=host, at=clock.at,
        passed_to=an_organisation("municipality"),
    )  # fmt: skip
    free = a_voice(wijk.place, "Een bankje bij de bushalte.", checked_by=host.person, **told)
    a_voice(wijk.place, "Dit las nog niemand.", **told)
    long_ago: dict[str, Any] = {"at": clock.at - timedelta(days=90), "today": clock.today - timedelta(days=90)}
    a_voice(wijk.place, "Hier kwam nooit antwoord op.", checked_by=host.person, **long_ago)
    it |= {
        "voice": first.number, "secret": first.secret, "free": free.number,
        "joining": Joining.objects.get().pk, "answer": Answer.objects.latest("pk").pk, "photo": Photo.objects.get().pk,
    }  # fmt: skip


def _on_the_agenda(world: World, clock: Clock) -> None:
    wijk, it = world.wijk, world.found
    chair, independent = (wijk.standing(name, clock.today) for name in ("Bep", "Ilse"))
    told: dict[str, Any] = {"at": clock.at, "today": clock.today}
    line = an_item(
        wijk.place, "Huiskamer na schooltijd", by=chair, horizon="long", already_there="De school heeft een lokaal.",
        partners=[an_organisation("school")], **told,
    )  # fmt: skip
    voice = _voice(it["voice"])
    [origin, *_rest] = agenda.take_up(item=line, voices=[voice], why="Dit vroegen er twee.", by=chair, at=clock.at)
    agenda.say_of_origin(origin=origin, agrees=True, words="Ook moeders.", secret=it["secret"], at=clock.at)
    stroke = an_item(wijk.place, "Twee middagen open", by=chair, line=line, **told)
    spare = an_item(wijk.place, "Bankjes in de Eikstraat", by=chair, **told)
    old = an_item(wijk.place, "Een hek om de speeltuin", by=chair, **told)

    def decide(kind: str, **given: Any) -> Any:
        decision = agenda.propose(missed="De winkels.", young="Op school.", kind=kind, by=chair, **given, **told)
        return agenda.second(decision=decision, by=independent, **told)

    decide("adopt", why="De tafel is het eens.")
    agenda.edit(item=line, wish="Een plek voor kinderen en moeders.", by=chair, source=voice, **told)
    officer = wijk.standing("Anouk", clock.today)
    agenda.remark(item=line, kind="fact", words="De vergunning loopt.", by=officer, at=clock.at)
    decide("close", item=old, why="Het hek staat er.")
    decide("adopt", why="Na de zomer.")
    codes = [item.code for item in Item.objects.filter(closed_at__isnull=True).order_by("position", "pk")]
    waiting = agenda.propose(
        missed="De winkels.",
        kind="order",
        by=chair,
        codes=[codes[0], codes[2], codes[1]],
        stickers={codes[2]: 7},
        why="Stickers.",
        **told,
    )
    count = agenda.count_stickers(
        counts={codes[2]: 7},
        counted_on=clock.today,
        said_where="Huiskamer",
        by=wijk.standing("Tom", clock.today),
        **told,
    )
    rows = read_plan("titel; wens\nEen dorpshuis; Een plek om te vieren").rows
    [draft] = agenda.import_plan(neighbourhood=wijk.place, rows=rows, source="dorpsvisie 2019", by=chair, **told)
    assert stroke.pk != spare.pk
    it |= {"item": line.code, "origin": Origin.objects.first().pk, "decision": waiting.pk}  # type: ignore[union-attr]
    it |= {"draft": draft.code, "count": count.pk, "closed": old.code}
    _vision(world, clock)


def _vision(world: World, clock: Clock) -> None:
    """Two versions: one that a party refused and somebody saw otherwise, one that is shared; a third to come."""
    wijk, it = world.wijk, world.found
    chair, independent = (wijk.standing(name, clock.today) for name in ("Bep", "Ilse"))
    told: dict[str, Any] = {"at": clock.at, "today": clock.today}
    official, clerk = wijk.standing("Anouk", clock.today), a_person("Griffier Noor", side="municipality")
    a_post(wijk.place, "clerk", person=clerk, organisation=an_organisation("municipality"))
    wijk.people["Noor"] = clerk
    first = a_vision(wijk.place, "Een groene wijk.", by=chair, other=independent, **told)
    agenda.endorse(vision=first, kind="refused", why="Voor bomen is geen geld.", by=official, **told)
    agenda.dissent(vision=first, words="Ik mis de jongeren.", by=chair, at=clock.at)
    second = a_vision(wijk.place, "Een groene wijk voor jong en oud.", by=chair, other=independent, **told)
    by_clerk: dict[str, Any] = {"for_council": True, "council_decision": "2026-041", "decided_on": clock.today}
    agenda.endorse(vision=second, kind="signed", by=wijk.standing("Noor", clock.today), **by_clerk, **told)
    agenda.endorse(vision=second, kind="signed", by=official, **told)
    agenda.write_vision(neighbourhood=wijk.place, opening="Nog groener.", texts=TEXTS, by=chair, at=clock.at)
    closed = Item.objects.get(code=it["closed"])
    day = clock.today + timedelta(days=200)
    agenda.keep_up(item=closed, kept_by="De speelgroep", words="Verf en olie.", look_back_on=day, by=chair, **told)


def _voice(number: str) -> Any:
    from stoep.voices.models import Voice

    return Voice.objects.get(number=number)


def _promised(world: World, clock: Clock) -> None:
    wijk, it = world.wijk, world.found
    chair, host = (wijk.standing(name, clock.today) for name in ("Bep", "Tom"))
    told: dict[str, Any] = {"at": clock.at, "today": clock.today}
    late: dict[str, Any] = {"at": clock.at - timedelta(days=80), "today": clock.today - timedelta(days=80)}
    item = Item.objects.get(code=it["item"])
    open_one = a_promise(
        wijk.place, by=host, item=item, promiser=wijk.people["Anouk"], called="Anouk de Vries", **told
    ).promise
    promises.change(
        promise=open_one, words="Er komen acht lantaarns.", due_on=date(2026, 11, 1), why="Zo zijn het er genoeg.",
        by=wijk.standing("Anouk", clock.today), **told,
    )  # fmt: skip
    kept = a_promise(wijk.place, by=host, words="Het zebrapad wordt wit.", due_on=date(2026, 8, 20), **late).promise
    promises.judge(promise=kept, kind="kept", words="Het is gebeurd.", by=chair, **told)
    a_promise(wijk.place, by=host, words="De huiskamer is open.", due_on=date(2026, 8, 25), **late)
    promises.tell_of_late(today=clock.today, at=clock.at)
    it["promise"] = open_one.code


def _at_the_table(world: World, clock: Clock) -> None:
    wijk, it = world.wijk, world.found
    chair = wijk.standing("Bep", clock.today)
    other, *_others = [a_seat(wijk.place, person=a_person(name)) for name in ("Koos Dijk", "Yasmina", "Geesje")]
    post = a_post(wijk.place, "host", person=a_person("Els Vos"))
    change = network.propose(
        by=chair, kind="add-post", post_kind="host", person=a_person("Hatice Kaya"), at=clock.at, today=clock.today
    )
    now: dict[str, Any] = {"at": clock.at, "today": clock.today}
    rules = table.charter_of(chair.seat.partnership, clock.today)  # type: ignore[union-attr]
    asked = network.propose(by=chair, kind="charter", values={**rules.values(), "term_years": 3}, why="Korter.", **now)
    network.confirm(change=asked, by=wijk.standing("Ilse", clock.today), **now)
    network.propose(by=chair, kind="charter", values={**rules.values(), "drawn": 1}, why="Loten.", **now)
    assert chair.seat
    interest = network.declare_interest(by=chair, seat=chair.seat, words="Heeft een winkel in de Eikstraat.", **now)
    review = network.hold_review(
        by=chair, held_on=clock.today, went_well="Wij spraken elkaar.", must_change="Meer jongeren.", renews=True, **now
    )
    it |= {"interest": interest.pk, "review": review.pk}
    it["charter"] = table.charters(chair.seat.partnership)[0].number
    account = wijk.people["Bep"].account
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    call = Telling.objects.filter(contact__channel="phone").first()
    assert call
    it |= {
        "seat": other.pk, "own_seat": wijk.standing("Bep", clock.today).seat.pk, "post": post.pk,  # type: ignore[union-attr]
        "change": change.pk, "call": call.pk,
    }  # fmt: skip

"""A neighbourhood with so many contributions, written straight into an empty database: rows as the acts make them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from stoep.agenda import actions as agenda
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.voices import rules, search
from stoep.voices.models import Answer, Joining, Tally, Voice
from stoep.web.bench import dividing, gathering, giving, governing, packing, reaching, scheduling, table, words
from stoep.web.bench.sealing import LogOf
from stoep.web.bench.table import SLUG, Table

Told = Callable[[int], None]
OTHERS = 9  # other neighbourhoods, which together have a tenth as many contributions
CHUNK = 4000
YEARS = 3
WEEKS = 8
KINDS = ("concern", "idea", "question", "story", "offer", "strength")
OF_EACH_KIND = (38, 25, 16, 10, 6, 5)
CHANNELS = ("screen", "card", "spoken", "professional")
OF_EACH_CHANNEL = (50, 25, 20, 5)
AUDIENCES = ("everyone", "wijk", "network")
OF_EACH_AUDIENCE = (82, 13, 5)


@dataclass
class Filling:
    """What has been written so far, and what is counted along the way."""

    size: int
    at: datetime
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    numbers: set[str] = field(default_factory=set)
    tallies: dict[tuple[int, date], dict[str, int]] = field(default_factory=dict)

    def count(self, neighbourhood: Neighbourhood, day: date, **steps: int) -> None:
        """Add to the counts of a day, as voices.tallies does in the act."""
        row = self.tallies.setdefault((neighbourhood.pk, day), {})
        for name, step in steps.items():
            row[name] = row.get(name, 0) + step

    def number(self) -> str:
        """A number that nobody has yet."""
        while (number := receipts.new_number()) in self.numbers:
            pass
        self.numbers.add(number)
        return number


def fill(size: int, at: datetime, told: Told, *, whole: bool = False) -> None:
    """`size` contributions in De Meerpaal and a tenth as many elsewhere, the agenda, promises and the sealed log.

    With `whole` that log holds every row, as acts would have sealed it; else only what pages of the log need.
    """
    filling = Filling(size, at)
    with transaction.atomic():
        places = table.found_places(OTHERS, at)
        laid = table.lay(places[0], filling.chance, filling.number, at)
        log = LogOf(places[0], whole=whole)
        voices = _voices(filling, places)
        while chunk := [voice for voice, _nothing in zip(voices, range(CHUNK), strict=False)]:
            _store(filling, chunk, laid, log)
            told(len(chunk))
        table.count_origins(laid)
        table.promise(laid, filling.chance, filling.number, at)
        governing.govern(laid, filling.chance, at, size)
        giving.give(places[0], random.Random(2), filling.number, at, size)
        reaching.reach(places[0], random.Random(3), at)
        scheduling.schedule(laid, filling.chance, at)
        scheduling.exchange(laid, filling.chance, at)
        gathering.gather(places[0], random.Random(4), at)
        packing.pack(places[0], laid.host, random.Random(5), at)
        if not whole:  # these rows are for pages alone: no act of theirs is sealed
            dividing.divide(places[0], laid.host, random.Random(6), filling.number, at)
        table.hand_over(laid, at)
        log.close(at)
        Tally.objects.bulk_create(
            (Tally(neighbourhood_id=place, day=day, **counts) for (place, day), counts in filling.tallies.items()),
            batch_size=2000,
        )
        agenda.recount(places[0])


def _voices(filling: Filling, places: list[Neighbourhood]) -> Iterator[Voice]:
    """Every voice in the order in which it came in, each eleventh one somewhere else."""
    total = filling.size + filling.size // 10
    step = timedelta(days=365 * YEARS) / total
    begun = filling.at - timedelta(days=365 * YEARS)
    for index in range(total):
        elsewhere = index % 11 == 10
        place = places[1 + index // 11 % OTHERS] if elsewhere else places[0]
        yield _voice(filling, place, begun + (index + 1) * step)


def _voice(filling: Filling, place: Neighbourhood, at: datetime) -> Voice:
    chance = filling.chance
    said_on = timezone.localdate(at)
    kind, channel = chance.choices(KINDS, OF_EACH_KIND)[0], chance.choices(CHANNELS, OF_EACH_CHANNEL)[0]
    said = words.said(chance)
    due_on = rules.due_on(said_on, WEEKS)
    # What came in during the last days is still to be looked at by a host.
    looked_at = channel != "screen" or (filling.at - at > timedelta(days=2) and chance.random() < 0.99)
    voice = Voice(
        neighbourhood=place,
        number=filling.number(),
        secret_hash=receipts.secret_hash(said),
        kind=kind,
        words=said,
        called=words.called(chance),
        channel=channel,
        audience=chance.choices(AUDIENCES, OF_EACH_AUDIENCE)[0],
        said_on=said_on,
        received_at=at,
        due_on=due_on,
        read_back=channel == "spoken",
        checked_at=at if looked_at else None,
        first_answered_on=_answered_on(chance, said_on, timezone.localdate(filling.at)),
    )
    filling.count(place, said_on, received=1, on_paper_or_spoken=int(channel != "screen"))
    filling.count(place, due_on, due=1)
    if day := voice.first_answered_on:
        filling.count(place, day, answered=1, answered_in_time=int(day <= due_on))
        filling.count(place, due_on, due_answered=1)
    return voice


def _answered_on(chance: random.Random, said_on: date, today: date) -> date | None:
    """Most hear within eight weeks, some later, one in twenty never."""
    if chance.random() < 0.05:
        return None
    day = said_on + timedelta(days=min(round(chance.expovariate(1 / 20)) + 1, 120))
    return day if day <= today else None


def _store(filling: Filling, chunk: list[Voice], laid: Table, log: LogOf) -> None:
    Voice.objects.bulk_create(chunk, batch_size=500)
    search.put_all(chunk)
    answers = [_answer(filling, voice, laid) for voice in chunk if voice.first_answered_on]
    Answer.objects.bulk_create(answers, batch_size=1000)
    here = [voice for voice in chunk if voice.neighbourhood_id == laid.neighbourhood.pk]
    table.bring(laid, [answer for answer in answers if answer.kind == Answer.Kind.TAKEN_UP])
    # One voice in fifty says the same as one a little before it, and was joined to it.
    pairs = [(here[index], here[index - 7]) for index in range(50, len(here), 50)]
    joinings = Joining.objects.bulk_create(
        Joining(voice=voice, into=into, why="Dit zegt hetzelfde.", joined_by=laid.host, joined_at=voice.received_at)
        for voice, into in pairs
    )
    log.seal(here, {answer.voice_id: answer for answer in answers}, joinings)


def _answer(filling: Filling, voice: Voice, laid: Table) -> Answer:
    assert voice.first_answered_on is not None
    here = voice.neighbourhood_id == laid.neighbourhood.pk
    kinds = ("taken-up", "answered", "passed-on")
    kind = filling.chance.choices(kinds, (40, 50, 10))[0] if here else "answered"
    return Answer(
        voice=voice,
        neighbourhood_id=voice.neighbourhood_id,
        kind=kind,
        words=words.answer(filling.chance),
        passed_to=laid.municipality if kind == "passed-on" else None,
        given_by=laid.host,
        given_side="resident",
        given_at=voice.received_at + (voice.first_answered_on - voice.said_on),
    )


__all__ = ["SLUG", "fill"]

"""One conversation through the whole line: received, joined, taken up, promised, kept or late, told back, sealed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.people import actions as people
from stoep.people import queries as people_queries
from stoep.people.letters import letters_pdf
from stoep.promises import actions as promises
from stoep.voices import actions as voices
from stoep.voices import queries as voice_queries
from stoep.voices.models import Joining, Voice
from stoep.web.main_job.table import Table

CHANNELS = ("screen", "card", "spoken")
KINDS = [kind.value for kind in Voice.Kind]
ALIKE = 92
A_ITEM = 12
PRINTED = 100  # letters in one PDF; the rest would take minutes of typesetting
Told = Callable[[], None]


def receive(table: Table, statements: Sequence[str], told: Told) -> tuple[list[str], Counter[str]]:
    """Every statement by a page, as its visitor or the host would type it; the numbers on the receipts, in order."""
    numbers: list[str] = []
    counts: Counter[str] = Counter()
    desk = signed_in(table)
    for index, words in enumerate(statements):
        channel = CHANNELS[index % 3]
        numbers.append(_post(table, desk, words, channel, index))
        counts[channel] += 1
        told()
    return numbers, counts


def _post(table: Table, desk: Client, words: str, channel: str, index: int) -> str:
    """Type one statement into the form and give the number on its receipt."""
    typed = {
        "kind": KINDS[index % len(KINDS)],
        "words": words,
        "audience": "everyone",
        "tell_by": ("mail", "letter", "phone", "none")[index % 4],
        "mail": f"bewoner{index}@voorbeeld.example",
        "letter": f"Bewoner {index}\nProefstraat {index + 1}\n1234 AB Proefstad",
        "phone": f"0612{index % 1_000_000:06d}",
    }
    slug = table.neighbourhood.slug
    if channel == "screen":
        # Every visitor comes from an address of their own, as people do.
        home = f"10.{(9 * table.neighbourhood.pk + index // 250) % 250}.{index % 250}.7"
        visitor = Client(REMOTE_ADDR=home, headers={"host": "localhost"})
        answer = visitor.post(reverse("voices:post", args=[slug]), typed)
    else:
        typed |= {"channel": channel, "said_on": table.today.isoformat(), "read_back": "on"}
        answer = desk.post(reverse("voices:card", args=[slug]), typed)
    found = re.search(r"[A-Z2-9]{7}(?=/?$)", answer.headers.get("Location", ""))
    if answer.status_code != 302 or not found:
        raise RuntimeError(f"statement {index} was not received by {channel}: {answer.status_code} {words[:80]!r}")
    return found[0]


def signed_in(table: Table) -> Client:
    """The host's browser, signed in with a second factor."""
    person = table.host.person
    assert person is not None and person.account is not None  # the table gave the host an account
    desk = Client(headers={"host": "localhost"})
    desk.force_login(person.account)
    session = desk.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": 0}]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(person.account.pk)
    session.save()
    return desk


def check(table: Table, at: datetime) -> int:
    """The host looks at what strangers typed on their screens, and shows it."""
    waiting = list(voice_queries.unchecked(table.neighbourhood))
    for voice in waiting:
        voices.show(voice=voice, by=table.host, at=at)
    return len(waiting)


def join(table: Table, said: Sequence[Voice], at: datetime, told: Told) -> int:
    """Join what says the same, as the search proposes it and a person would confirm it."""
    joined: set[int] = set()
    for voice in said:
        for match in voice_queries.similar(voice, table.neighbourhood):
            other = match.voice
            if match.alike >= ALIKE and other.pk > voice.pk and voice.pk not in joined and other.pk not in joined:
                voices.join(voice=other, into=voice, why="Dit zegt hetzelfde.", by=table.host, at=at)
                joined.add(other.pk)
        told()
    return len(joined)


def answer(table: Table, said: Sequence[Voice], at: datetime, today: date, told: Told) -> Counter[str]:
    """Take up, answer with a reason, or pass on to a named party: nothing is left open."""
    counts: Counter[str] = Counter()
    under = set(Joining.objects.filter(voice__in=said, split_at__isnull=True).values_list("voice", flat=True))
    leads = [voice for voice in said if voice.pk not in under]
    to_take_up = []
    for index, voice in enumerate(leads):
        if index % 11 == 5:
            words = "Dit is aan de gemeente. Zij antwoordt u."
            voices.answer(
                voice=voice, kind="passed-on", words=words, passed_to=table.municipality, by=table.host, at=at
            )
            counts["passed on"] += 1
        elif index % 5 == 3:
            voices.answer(
                voice=voice, kind="answered", words="Dit kan nu niet. Wij leggen uit waarom.", by=table.host, at=at
            )
            counts["answered"] += 1
        else:
            to_take_up.append(voice)
    for number, group in enumerate(_groups(to_take_up), start=1):
        take_up(table, number, group, at, today)
        counts["taken up"] += len(group)
        told()
    counts["joined"] = len(under)
    return counts


def _groups(some: Sequence[Voice]) -> list[list[Voice]]:
    return [list(some[start : start + A_ITEM]) for start in range(0, len(some), A_ITEM)]


def take_up(table: Table, number: int, group: Sequence[Voice], at: datetime, today: date) -> None:
    """An item from a handful of voices, with a promise on it that is kept, or goes late."""
    item = agenda.start(
        neighbourhood=table.neighbourhood,
        title=f"Punt {number}",
        wish="Wat deze mensen samen vragen.",
        why="Zij zeggen het ieder op hun eigen manier.",
        horizon="long",
        domain="sociaal",
        owner="Bewoners",
        by=table.chair,
        at=at,
        today=today,
        why_new="Dit is nog nergens belegd.",
    )
    agenda.take_up(item=item, voices=list(group), why="Deze mensen vragen om hetzelfde.", by=table.chair, at=at)
    noted = promises.promise(
        neighbourhood=table.neighbourhood,
        called="De wethouder",
        words=f"Ik regel punt {number}.",
        due_on=today + timedelta(days=20),
        by=table.host,
        at=at,
        today=today,
        organisation=table.municipality,
        item=item,
        said_where="Bewonersavond",
    )
    if number % 2:
        then = at + timedelta(days=10)
        promises.judge(
            promise=noted.promise,
            kind="kept",
            words="Dank u wel.",
            by=table.chair,
            at=then,
            today=today + timedelta(days=10),
        )


def tell(table: Table, at: datetime) -> Counter[str]:
    """Late promises are told; mail goes out, letters are printed in one PDF, people are called."""
    promises.tell_of_late(today=at.date(), at=at)
    told = people.deliver(at=at, limit=100_000)
    letters = list(people_queries.letters(table.neighbourhood))
    printed = letters_pdf(letters[:PRINTED], today=at.date()) if letters else b""
    if letters:
        people.mark_posted(neighbourhood=table.neighbourhood, up_to=letters[-1].pk, by=table.host.person, at=at)
    calls = people_queries.calls(table.neighbourhood, at)
    for telling in calls:
        people.mark_called(telling=telling, reached=True, by=table.host.person, at=at)
    counts: Counter[str] = Counter(
        {
            "mails": told["sent"],
            "letters": len(letters),
            "calls": len(calls),
            "letters, kB of PDF": len(printed) // 1024,
        }
    )
    return counts


def unlike(said: str, kept: str) -> bool:
    """Whether words were lost: only control characters, turning marks and blanks at line ends may go."""

    def plain(text: str) -> str:
        return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+", "", text)

    return plain(said) != plain(kept)

"""Words that were meant for some are read by nobody else: not on any page, list, file, feed, title or search."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.builders import NOW
from tests.security.world import BUURT, ROLES, VOICES, World, a_world, fresh, people_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# r: reads the words. Columns as in matrix.py: visitor, stranger, dweller, unlocked, resident, chair, independent, host,
# worker, official, alderman, elsewhere, author (of the one for the network), other (author of the one for everyone).
READS = {
    #                 vsdurcihwoaeAO
    "everyone": "rrrrrrrrrrrrrr",
    "wijk": "--r-rrrrr-----",
    "network": "----rrrrr---r-",
    "unchecked": "----rrrrr-----",
    "held": "----rrrrr-----",
    "withdrawn": "----rrrrr-----",
    "erased": "--------------",
    "passed": "--r-rrrrrrr---",
    "passed-network": "----rrrrr-----",
}


def pages(world: World) -> list[str]:
    """Every address that shows something of what was said, in one neighbourhood."""
    wijk, item = f"/wijk/{world.here.slug}", f"/a/{world.item.code}"
    promises = [world.promise.promise.code, world.private_promise.promise.code]
    found = [
        *[f"{wijk}/", f"{wijk}/wat-ervan-kwam/", f"{wijk}/wat-ervan-kwam/?periode=jaar", f"{wijk}/nieuws.atom"],
        *[f"{wijk}/inbreng/", f"{wijk}/inbreng/?q=straat", f"{wijk}/inbreng/?soort=strength"],
        *[f"{wijk}/nog-geen-antwoord/", f"{wijk}/cijfers/", f"{wijk}/wie-beslist/", f"{wijk}/balie/"],
        *[f"{wijk}/logboek/", f"{wijk}/logboek/heel-het-logboek.jsonl"],
        *[f"{wijk}/agenda/", f"{wijk}/agenda/agenda.csv", f"{wijk}/agenda/versies/1/", f"{wijk}/agenda/versies/1-2/"],
        *[f"{wijk}/agenda/woorden/", f"{wijk}/agenda/opnemen/", f"{wijk}/balie/nakijken/", f"{item}/splitsen/"],
        *[f"{wijk}/beloften/", f"{wijk}/beloften.csv", f"{wijk}/beloften/muur/", f"{wijk}/beloften/van-mij/"],
        *[f"{item}/", f"/gebied/{BUURT}/", "/zoek/?q=straat", "/mijn/gegevens/bestand/", "/postvak/"],
        *[f"/b/{code}{part}" for code in promises for part in ("/", "/oordeel/", "/bevestigen/", "/bijstellen/")],
    ]
    for receipt in world.receipts.values():
        number = receipt.number
        found += [f"/nr/{number}/", f"{item}/klopt/{number}/", f"{item}/loslaten/{number}/", f"/volg/{number}/"]
        found += [f"/nr/{number}/antwoord/", f"/nr/{number}/samen/", f"/bewijs/{number}/"]
    return found


def read(client: Client, path: str) -> str:
    cache.clear()
    answer: Any = fresh(client).get(path)
    assert answer.status_code < 500, path
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return (body + str(answer.headers).encode()).decode("utf-8", "replace")


def body(client: Client, path: str) -> str:
    """The page alone, without the token of a form, which differs at every visit."""
    cache.clear()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", fresh(client).get(path).content.decode())


def test_words_are_read_by_whom_they_were_meant_for_and_nowhere_else() -> None:
    with time_machine.travel(NOW, tick=False):
        here, there = a_world(), a_world()
        clients = people_of(here, there)
        wrong = []
        for place, role in enumerate(ROLES):
            shown = {path: read(clients[role], path) for path in pages(here)}
            for name, word in VOICES.items():
                may = READS[name][place] == "r"
                own = f"/nr/{here.receipts[name].number}/"
                if may and word not in shown[own]:
                    wrong.append(f"{role} should read {name} at {own}")
                if not may:
                    wrong += [f"{role} reads {name} at {path}" for path, text in shown.items() if word in text]
    assert not wrong, "\n".join(wrong)


def test_searching_for_a_hidden_word_tells_nothing() -> None:
    with time_machine.travel(NOW, tick=False):
        here, there = a_world(), a_world()
        clients = people_of(here, there)
        for place, role in enumerate(ROLES):
            for name, word in VOICES.items():
                page = body(clients[role], f"/wijk/{here.here.slug}/inbreng/?q={word}")
                nothing = body(clients[role], f"/wijk/{here.here.slug}/inbreng/?q={'q' * len(word)}")
                spoken = here.receipts[name].voice.spoken
                if READS[name][place] == "r":
                    continue
                assert spoken not in page, (role, name)
                same = page.replace(word, "q" * len(word))
                assert same == nothing, (role, name)


def test_an_erased_voice_is_in_no_column_of_the_database() -> None:
    """Not the words, not the name, and not what its author said of the item."""
    from django.apps import apps
    from django.db import connection

    with time_machine.travel(NOW, tick=False):
        a_world()
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [table for row in cursor.fetchall() if VOICES["erased"] in repr(row)]
    assert not found
    assert apps.get_model("voices", "Voice").objects.filter(words__contains=VOICES["network"]).exists()


def test_nothing_that_was_sealed_in_the_open_is_personal() -> None:
    """Facts and sentences of the log can never be erased: no name, address, words or secret stands in them."""
    from stoep.people.models import Account, Person
    from stoep.record.models import Entry

    with time_machine.travel(NOW, tick=False):
        world = a_world()
    hidden = [*VOICES.values(), "0612345678", "Eikstraat 4", "Conceptpuntgeheim", "Buurman Piet", "wethouder Karin"]
    hidden += [receipt.secret for receipt in world.receipts.values()]
    hidden += [*Person.objects.values_list("name", flat=True), *Account.objects.values_list("email", flat=True)]
    entries = Entry.objects.filter(log__neighbourhood=world.here)
    assert entries.count() > 40
    found = [
        (entry.act, word) for entry in entries for word in hidden if re.search(rf"\b{re.escape(word)}\b", entry.leaf)
    ]
    assert not found

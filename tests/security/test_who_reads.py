"""Words that were meant for some are read by nobody else: not on any page, list, file, feed, title or search."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from stoep.agenda import actions as agenda
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from tests.builders import NOW, TODAY, a_promise, a_standing, a_voice
from tests.security.world import BUURT, ROLES, VOICES, World, fresh

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

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}{% debug %}"
RAW = re.compile(r"<script>alert|<img src=x|onerror=alert\(2\)>(?!&)|Traceback|\b49\b\{")


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


def _looks_at(role: str, paths: list[str], own: set[str], *, everything: bool) -> list[str]:
    """The pages of the voices themselves, and of the others one in three in turn; all for a visitor, or if asked."""
    turn, whole = ROLES.index(role), everything or role == "visitor"
    return [path for at, path in enumerate(paths) if whole or path in own or (at + turn) % 3 == 0]


def test_words_are_read_by_whom_they_were_meant_for_and_nowhere_else(worlds: Any, pytestconfig: pytest.Config) -> None:
    """Without --long each page is looked at by a visitor and by every third of the others."""
    here, _there, clients = worlds
    everything, wrong = bool(pytestconfig.getoption("--long")), []
    voices = {f"/nr/{receipt.number}/" for receipt in here.receipts.values()}
    for place, role in enumerate(ROLES):
        looked = _looks_at(role, pages(here), voices, everything=everything)
        shown = {path: read(clients[role], path) for path in looked}
        for name, word in VOICES.items():
            may = READS[name][place] == "r"
            own = f"/nr/{here.receipts[name].number}/"
            if may and word not in shown[own]:
                wrong.append(f"{role} should read {name} at {own}")
            if not may:
                wrong += [f"{role} reads {name} at {path}" for path, text in shown.items() if word in text]
    assert not wrong, "\n".join(wrong)


def test_searching_for_a_hidden_word_tells_nothing(worlds: Any) -> None:
    here, _there, clients = worlds
    for place, role in enumerate(ROLES):
        nothing = body(clients[role], f"/wijk/{here.here.slug}/inbreng/?q=qqqqqqqq")
        for name, word in VOICES.items():
            if READS[name][place] == "r":
                continue
            page = body(clients[role], f"/wijk/{here.here.slug}/inbreng/?q={word}")
            assert here.receipts[name].voice.spoken not in page, (role, name)
            assert page.replace(word, "qqqqqqqq") == nothing, (role, name)


def test_an_erased_voice_is_in_no_column_of_the_database(worlds: Any) -> None:
    """Not the words, not the name, and not what its author said of the item."""
    from django.apps import apps
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [table for row in cursor.fetchall() if VOICES["erased"] in repr(row)]
    assert not found
    assert apps.get_model("voices", "Voice").objects.filter(words__contains=VOICES["network"]).exists()


def test_nothing_that_was_sealed_in_the_open_is_personal(worlds: Any) -> None:
    """Facts and sentences of the log can never be erased: no name, address, words or secret stands in them."""
    from stoep.people.models import Account
    from stoep.record.models import Entry

    world, _there, _clients = worlds
    hidden = [*VOICES.values(), "0612345678", "Eikstraat 4", "Conceptpuntgeheim", "Buurman Piet", "wethouder Karin"]
    hidden += [receipt.secret for receipt in world.receipts.values()]
    hidden += [*Person.objects.values_list("name", flat=True), *Account.objects.values_list("email", flat=True)]
    entries = Entry.objects.filter(log__neighbourhood=world.here)
    assert entries.count() > 40
    found = [
        (entry.act, word) for entry in entries for word in hidden if re.search(rf"\b{re.escape(word)}\b", entry.leaf)
    ]
    assert not found


def test_a_foreign_draft_is_nowhere(worlds: Any) -> None:
    """Abuse 1: by code, number, search, feed, list, file, map or log."""
    here, _there, clients = worlds
    code = here.draft.code
    paths = [*pages(here), f"/a/{code}/", f"/a/{code}/concept/", f"/a/{code}/wijzigen/", f"/b/{code}/"]
    paths += [f"/nr/{code}/", f"/nr/?nummer={code}", f"/wijk/{here.here.slug}/agenda/concepten/"]
    for role in ("visitor", "host", "alderman"):  # the table of roles looks for it as everybody, on every page
        assert [path for path in paths if "Conceptpuntgeheim" in read(clients[role], path)] == [], role
    seen = [path for path in paths if "Conceptpuntgeheim" in read(clients["resident"], path)]
    assert f"/wijk/{here.here.slug}/agenda/concepten/" in seen


def test_no_name_or_text_becomes_a_tag_on_any_page(worlds: Any) -> None:
    """Abuse 12: neighbourhood, person, organisation, item, promise, remark, reason; for reader and for host."""
    here, _there, clients = worlds
    Neighbourhood.objects.filter(pk=here.here.pk).update(name=EVIL[:100], municipality_name=EVIL[:100])
    for number, organisation in enumerate(Organisation.objects.all()):
        Organisation.objects.filter(pk=organisation.pk).update(name=f"{number}{EVIL}"[:150])
    Person.objects.update(name=EVIL[:110])
    boss = a_standing(here.here)
    given: dict[str, Any] = {"by": boss, "at": NOW, "today": TODAY}
    agenda.edit(item=here.item, title=EVIL, wish=EVIL, why=EVIL, owner=EVIL[:80], already_there=EVIL, **given)
    agenda.remark(item=here.item, kind="fact", words=EVIL, by=boss, at=NOW)
    a_promise(here.here, called=EVIL[:100], words=EVIL, said_where=EVIL, evidence=EVIL, item=here.item)
    a_voice(here.here, EVIL, called=EVIL[:50], already=EVIL, taken_down_by=boss.person, kind="strength")
    paths = [*pages(here), f"/wijk/{here.here.slug}/logboek/0/", "/", "/kaart/gebieden.json?soort=wijk", "/mijn/"]
    found = []
    for role in ("visitor", "chair"):
        for path in paths:
            text = read(clients[role], path)
            if any(kind in text for kind in ("application/json", "text/csv")):
                continue
            found += [(role, path, hit[0]) for hit in RAW.finditer(text)]
    assert not found


def test_files_for_some_are_gone_after_signing_out(worlds: Any) -> None:
    """Abuse 7 and 8 (Decidim, CVE-2026-45377): no address of a file works without its session."""
    here, _there, clients = worlds
    client = fresh(clients["host"])
    wijk = f"/wijk/{here.here.slug}"
    files = [f"{wijk}/balie/brieven.pdf", f"/foto/{here.photo.pk}/", "/mijn/gegevens/bestand/"]
    before = {path: client.get(path) for path in files}
    assert {answer.status_code for answer in before.values()} == {200}
    client.post("/afmelden/")
    for path, answer in before.items():
        replayed = client.get(path, headers={"If-None-Match": answer.headers.get("ETag", "*")})
        assert replayed.status_code in {302, 403, 404}, path

"""Who has their words wiped is nowhere any more: not in the database, its journal, the index, the media or the log.

Figure 16, by real pages only. Of the embedded database the bytes of every file are looked at; of PostgreSQL its tables,
and the bytes of their files after the duties of the day. Its journal (pg_wal) is the operator's.
"""

from __future__ import annotations

import io
import re
import uuid
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from PIL import Image

from tests.long.server import SAY, Server, rows

pytestmark = [pytest.mark.long, pytest.mark.once]
# Invented, and found nowhere else: each by its own way in.
PLANTED = {
    "words": "kwartelslagdreef",
    "called": "Roodkoperdam",
    "already": "zonnebloemhaven",
    "mail": "zilverschoonlaan",
    "camera": "Graniethoekcamera",
    "described": "purperwindmolen",
}


def photo() -> bytes:
    """A picture with a planted camera and a place in it."""
    exif = Image.Exif()
    exif[0x010F] = PLANTED["camera"]
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 11.0)})
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "green").save(out, "JPEG", exif=exif, comment=PLANTED["camera"].encode())
    return out.getvalue()


# What a giver told, and left behind for whom a connector laid beside it: other words, for a story of their own.
GIVEN = {
    "gift": "klompenmakersvak",
    "wish": "zweefvliegdroom",
    "where": "Hoefijzerschuur",
    "reach": "Lindenbloesemlijn",
    "name": "Wolkenrijkhart",
}


def planted_in(folder: Path, words: dict[str, str] = PLANTED) -> list[str]:
    """Which planted words stand in which file below this folder, in any case, by their last letters.

    An index keeps only what differs from the word before, so that the first letters may stand elsewhere.
    """
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes().lower()
        found += [f"{name} in {path.name}" for name, word in words.items() if word.lower()[-9:].encode() in content]
    return found


class Author:
    """Somebody with a browser: says it, takes the receipt, and later wipes it."""

    def __init__(self, server: Server, home: str) -> None:
        base = f"http://127.0.0.1:{server.port}"
        self.browser = httpx.Client(base_url=base, timeout=60, headers={"X-Forwarded-For": home})

    def fields(self, path: str) -> dict[str, str]:
        """The hidden fields of the first form that posts on this page."""
        page = self.browser.get(path).text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        key = re.search(r'name="posted_key" value="([^"]+)"', page)
        assert token
        return {"csrfmiddlewaretoken": token[1]} | ({"posted_key": key[1]} if key else {})

    def say(self) -> tuple[str, str]:
        """Everything at once: words, name, address and photo; then what is there already. (number, secret)."""
        typed = self.fields(SAY) | {
            "kind": "concern",
            "words": f"In de {PLANTED['words']} is het donker. " * 30,
            "called": PLANTED["called"],
            "audience": "everyone",
            "tell_by": "mail",
            "mail": f"iemand@{PLANTED['mail']}.example",
            "described": f"Een {PLANTED['described']}",
        }
        said = self.browser.post(SAY, data=typed, files={"photo": ("a.jpg", photo(), "image/jpeg")})
        assert said.status_code == 302, said.text[:500]
        address = said.headers["location"]
        page = self.browser.get(address).text
        secret = re.search(r'class="stoep-secret">([^<]+)<', page)
        assert secret
        more = self.fields(address) | {"already": f"De bakker van de {PLANTED['already']} let op."}
        assert self.browser.post(f"{address}wat-is-er-al/", data=more).status_code == 302
        return address.strip("/").split("/")[-1], secret[1]

    def wipe(self, number: str, secret: str) -> None:
        """From the slip in hand: number and secret, no longer told, and the words gone."""
        opened = self.browser.post("/volg/", data=self.fields("/volg/") | {"number": number, "secret": secret})
        assert opened.status_code == 302, opened.text[:500]
        own = f"/volg/{number}/"
        assert self.browser.post(own, data=self.fields(own) | {"tell_by": "none"}).status_code == 302
        sure = self.fields(own) | self._boxes(own)
        wiped = self.browser.post(f"{own}wissen/", data=sure)
        assert wiped.status_code == 302, wiped.text[:800]

    def _boxes(self, path: str) -> dict[str, str]:
        """The boxes to tick in the form that wipes."""
        form = self.browser.get(path).text.partition("wissen/")[2].partition("</form>")[0]
        return dict.fromkeys(re.findall(r'type="checkbox" name="([^"]+)"', form), "on")


def test_who_is_wiped_is_in_no_file_any_more(sqlite_server: Server) -> None:
    for place in range(60):
        sqlite_server.say(f"Nummer {place}: een kwartet, een zonnescherm en zilver.", uuid.uuid4(), place)
    author = Author(sqlite_server, "10.200.1.7")
    number, secret = author.say()
    for place in range(60, 120):
        sqlite_server.say(f"Nummer {place}: nog een bankje.", uuid.uuid4(), place)
    sqlite_server.manage("checkpoint")
    kept = sqlite_server.kept()
    # The control: all but the address, which is locked, and the camera, which was taken out, are there to be found.
    seen = {line.partition(" ")[0] for line in planted_in(sqlite_server.data)}
    assert seen == {"words", "called", "already", "described"}
    assert len(list((sqlite_server.data / "media").rglob("*.jpg"))) == 1

    author.wipe(number, secret)

    sqlite_server.stop()
    assert planted_in(sqlite_server.data) == []
    assert not list((sqlite_server.data / "media").rglob("*.jpg"))
    assert rows(sqlite_server, "SELECT count(*) FROM people_contact WHERE length(sealed_address) > 0") == [(0,)]
    sqlite_server.start()
    # What is left of it is a number with its fate; every other entry is proved as before.
    assert PLANTED["words"] not in sqlite_server.ask("GET", f"/nr/{number}/").body
    sqlite_server.verify(against=kept)
    assert planted_in(sqlite_server.data.parent) == [], "not in the export nor in what the server wrote down either"


def test_on_postgresql_no_table_holds_them_any_more(server: Server) -> None:
    if not server.url:
        pytest.skip("the embedded database is looked at byte by byte above")
    author = Author(server, "10.200.2.7")
    number, secret = author.say()
    assert _in_tables(server), "they must be there first"
    author.wipe(number, secret)
    assert _in_tables(server) == []
    server.verify()


def test_after_the_duties_of_the_day_no_file_of_a_table_of_postgresql_holds_them(server: Server) -> None:
    """A deleted row stays in its page, also after a plain VACUUM: the first look shows it, or the last says nothing."""
    if not server.url:
        pytest.skip("the embedded database is looked at byte by byte above")
    author = Author(server, "10.200.3.7")
    number, secret = author.say()
    author.wipe(number, secret)
    assert _in_files_of_tables(server), "PostgreSQL leaves the bytes where they were"
    server.manage("work", "--once")
    assert _in_files_of_tables(server) == []
    server.verify()


LAY = """
from datetime import date
from django.utils import timezone
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.strengths import actions
from stoep.strengths.models import Strength
host = Standing(Neighbourhood.objects.get(), Person.objects.get(), "resident", posts=frozenset({{"host"}}), second_factor=True)
wish, offer = (Strength.objects.get(number=number) for number in ("{wish}", "{offer}"))
print(actions.lay(wish=wish, offer=offer, by=host, at=timezone.now(), today=timezone.localdate()).pk)
"""  # noqa: E501


class Giver(Author):
    """Somebody who tells what they can do or wish, and holds the two codes of the slip."""

    def tell(self, what: str, words: str, uses: list[str], **more: str) -> dict[str, str]:
        """Fill in the three boxes; the codes on the slip."""
        page = "/wijk/de-meerpaal/krachten/vertel/"
        typed: dict[str, Any] = {**self.fields(page), "what": what, "words": words, "uses": uses, **more}
        told = self.browser.post(page, data=typed)
        assert told.status_code == 200, told.text[:500]
        found = {name: re.search(rf'name="{name}" value="([^"]+)"', told.text) for name in ("number", "secret")}
        return {name: match[1] for name, match in found.items() if match}

    def press(self, codes: dict[str, str], button: str, **more: str) -> str:
        """Press a button on the giver's own page."""
        done = self.browser.post("/kracht/", data=self.fields("/kracht/") | codes | {"doe": button} | more)
        assert done.status_code == 200, done.text[:800]
        return done.text


def given_and_met(server: Server) -> tuple[Giver, dict[str, str], dict[str, str]]:
    """A place shown in the list, and a wish that met it: both told how they are reached."""
    giver = Giver(server, "10.200.4.7")
    offer = giver.tell(
        "place", f"Hier leert u het {GIVEN['gift']}. " * 15, ["list", "item", "meet"],
        where=GIVEN["where"], reach=GIVEN["reach"],
    )  # fmt: skip
    wish = giver.tell("wish", f"Ik heb een {GIVEN['wish']}.", ["list", "meet"], reach=GIVEN["reach"])
    pair = server.manage("shell", "-v", "0", "-c", LAY.format(wish=wish["number"], offer=offer["number"])).strip()
    for codes in (offer, wish):
        giver.press(codes, "ontmoet", ontmoeting=pair, name=GIVEN["name"], reach=GIVEN["reach"])
    assert GIVEN["name"] in giver.press(wish, "")
    return giver, offer, wish


def test_what_a_giver_took_back_is_in_no_file_any_more(sqlite_server: Server) -> None:
    giver, offer, wish = given_and_met(sqlite_server)
    sqlite_server.manage("checkpoint")
    kept = sqlite_server.kept()
    # The control: what is shown is there to be found; how to reach each other lies under the lock all along.
    seen = {line.partition(" ")[0] for line in planted_in(sqlite_server.data, GIVEN)}
    assert seen == {"gift", "wish", "where"}

    giver.press(offer, "nee")
    giver.press(wish, "wis", sure="on")

    assert GIVEN["gift"] in giver.press(offer, ""), "its giver still has the words"
    assert GIVEN["name"] not in giver.press(offer, "")
    sqlite_server.stop()
    assert planted_in(sqlite_server.data, GIVEN) == []
    assert rows(sqlite_server, "SELECT count(*) FROM strengths_introduction") == [(0,)]
    sqlite_server.start()
    sqlite_server.verify(against=kept)
    assert planted_in(sqlite_server.data.parent, GIVEN) == [], "not in the export nor in what the server wrote down"


def test_on_postgresql_no_table_nor_its_file_holds_what_a_giver_took_back(server: Server) -> None:
    if not server.url:
        pytest.skip("the embedded database is looked at byte by byte above")
    giver, offer, wish = given_and_met(server)
    assert _in_tables(server, GIVEN), "they must be there first"
    giver.press(offer, "nee")
    giver.press(wish, "wis", sure="on")
    assert _in_tables(server, GIVEN) == []
    server.manage("work", "--once")
    assert _in_files_of_tables(server, GIVEN) == []
    server.verify()


def _in_files_of_tables(server: Server, words: dict[str, str] = PLANTED) -> list[str]:
    """In the files of which tables, their TOAST and their indexes a planted word stands."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")  # what is only in memory yet comes into the files
    ((folder,),) = rows(server, "SHOW data_directory")
    paths = rows(
        server,
        "SELECT c.relname, pg_relation_filepath(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname IN ('public', 'pg_toast') AND c.relkind IN ('r', 'i', 't')",
    )
    found = []
    for name, path in paths:
        content = (Path(folder) / path).read_bytes().lower() if (Path(folder) / path).exists() else b""
        found += [f"{what} in {name}" for what, word in words.items() if word.lower()[-9:].encode() in content]
    return found


def _in_tables(server: Server, words: dict[str, str] = PLANTED) -> list[str]:
    """In which tables a planted word stands, in whatever column."""
    names = [name for (name,) in rows(server, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    found = []
    for name in names:
        text = " ".join(str(row[0]).lower() for row in rows(server, f'SELECT t::text FROM "{name}" t'))
        found += [f"{what} in {name}" for what, word in words.items() if word.lower()[-9:] in text]
    return found

"""A copy each week at a place of others, tried each quarter; what goes wrong is seen, and holds nobody up."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from stoep.archive import actions, queries, rules, shelf
from stoep.archive.models import Copy, Drill, Taking
from stoep.archive.tests.s3 import KEY, SECRET, a_bucket
from stoep.archive.tests.test_hostile import lived_in
from stoep.core.sealing import age
from stoep.network import queries as network
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.record.inspection import inspect
from stoep.record.models import Entry, Log
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import actions as voices
from stoep.voices.models import Voice
from tests.builders import NOW, TODAY, a_person, a_standing, a_voice, sign_in

OPEN, CLOSED = f"{TODAY}-openbaar.zip", f"{TODAY}-besloten.zip"
SECRET_OF_THEIRS = age.new_secret()


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, db: None) -> Any:
    monkeypatch.setattr("stoep.archive.writing.book.pdf", lambda *_, **__: b"%PDF-1.7")
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def disk(tmp_path: Path, settings: Any) -> Path:
    place = tmp_path / "schijf"
    place.mkdir()
    settings.STOEP_ARCHIVE_PLACE, settings.STOEP_ARCHIVE_NAME = str(place), "de schijf van de stichting"
    settings.STOEP_ARCHIVE_FOR = age.public_of(SECRET_OF_THEIRS)
    return place


def page(here: Neighbourhood, client: Client | None = None) -> str:
    answer = (client or Client()).get(f"/wijk/{here.slug}/archief/")
    assert answer.status_code == 200
    return answer.content.decode()


def acts(here: Neighbourhood) -> list[str]:
    return list(Entry.objects.filter(log__neighbourhood=here).order_by("index").values_list("act", flat=True))


def test_a_copy_lies_at_its_place_and_the_closed_part_opens_with_their_key_alone(disk: Path) -> None:
    here = lived_in()
    made = actions.make(neighbourhood=here, today=TODAY, at=NOW)
    assert not made.problem and made.is_encrypted and made.place == "de schijf van de stichting"
    found = {path.name for path in (disk / here.slug).iterdir()}
    assert found == {OPEN, f"{CLOSED}.age", f"jaar-{TODAY.year}.zip"}
    closed = (disk / here.slug / f"{CLOSED}.age").read_bytes()
    assert b"bankje" not in closed and closed[:2] != b"PK"
    out = io.BytesIO()
    age.decrypt(io.BytesIO(closed), out, [SECRET_OF_THEIRS])
    with zipfile.ZipFile(out) as packed:
        assert {"besloten/adressen.key", "besloten/archief.json", "LEESMIJ.txt"} <= set(packed.namelist())
    with zipfile.ZipFile(disk / here.slug / f"jaar-{TODAY.year}.zip") as lean:
        names = lean.namelist()
        everything = b"".join(lean.read(name) for name in names)
    assert "openbaar/logboek.jsonl" in names and b"Een bankje" not in everything
    assert acts(here)[-1] == "archive.make"
    assert not list(inspect(Log.objects.get()))
    shown = page(here)
    assert "de schijf van de stichting" in shown and str(disk) not in shown


def test_only_the_newest_stay_and_none_for_longer_than_erasing_allows(disk: Path, settings: Any) -> None:
    here = lived_in()
    for week in range(8):
        day = TODAY + timedelta(days=7 * week)
        assert not actions.make(neighbourhood=here, today=day, at=NOW + timedelta(days=7 * week)).problem
    kept = sorted(queries.days_of(f"{here.slug}/{path.name}" for path in (disk / here.slug).iterdir()))
    assert kept == [TODAY + timedelta(days=7 * week) for week in range(3, 8)]
    assert rules.copies_to_drop([TODAY, TODAY - timedelta(days=40)], today=TODAY, keep=5) == [TODAY - timedelta(40)]
    assert rules.copies_to_drop([date(2020, 1, 1)], today=TODAY, keep=5) == []


def test_without_a_place_it_is_said_what_to_do(settings: Any) -> None:
    here = lived_in()
    assert actions.daily(today=TODAY, at=NOW) == 0
    assert Copy.objects.get().problem == Copy.Problem.NO_PLACE
    assert acts(here)[-1] == "archive.fail"
    shown = page(here)
    assert "Er ligt nog geen kopie buiten deze website." in shown and "Vraag de onafhankelijke organisatie" in shown
    # What everyone may read is there for everyone nevertheless.
    assert Client().get(f"/wijk/{here.slug}/archief/openbaar.zip").status_code == 200
    assert actions.daily(today=TODAY + timedelta(days=1), at=NOW) == 0
    assert Copy.objects.count() == 1


@pytest.mark.parametrize("trouble", ["gone", "denied", "bug"])
def test_a_place_that_fails_holds_up_no_other_neighbourhood(
    disk: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    first = lived_in()
    plain, tried = shelf.Folder.put, []

    def put(self: shelf.Folder, name: str, source: Path) -> None:
        tried.append(name)
        if name.startswith(f"{first.slug}/"):
            raise {
                "gone": shelf.NotKept(Copy.Problem.NOT_REACHED, "weg"),
                "denied": shelf.NotKept(Copy.Problem.REFUSED, "mag niet"),
                "bug": RuntimeError("onverwacht"),
            }[trouble]
        plain(self, name, source)

    monkeypatch.setattr(shelf.Folder, "put", put)
    second = Neighbourhood.objects.create(
        slug="tweede", name="Tweede", kind="wijk", municipality_name="Waterstad", drawn_on=TODAY
    )
    a_voice(second, "Ook hier.")
    assert actions.daily(today=TODAY, at=NOW) == 1
    failed = Copy.objects.get(neighbourhood=first)
    assert failed.problem == {"gone": "not-reached", "denied": "refused", "bug": "broken"}[trouble]
    assert not Copy.objects.get(neighbourhood=second).problem
    assert "Morgen proberen wij het opnieuw." in page(first)
    monkeypatch.undo()
    assert queries.wants_copy(first, TODAY + timedelta(days=1)) and not queries.wants_copy(first, TODAY)


def test_a_disk_that_is_not_there_does_not_become_a_folder(disk: Path) -> None:
    here = lived_in()
    disk.rmdir()
    assert actions.make(neighbourhood=here, today=TODAY, at=NOW).problem == Copy.Problem.NOT_REACHED
    assert not disk.exists()


def test_keys_never_travel_in_the_open() -> None:
    with pytest.raises(ImproperlyConfigured, match="https"):
        shelf.Bucket.of("s3://archief", {"endpoint": "http://opslag.example"}, "")


def test_a_bucket_gets_only_what_its_owner_cannot_read(settings: Any, disk: Path) -> None:
    here = lived_in()
    with a_bucket() as bucket:
        settings.STOEP_ARCHIVE_PLACE = "s3://archief/wijken"
        settings.STOEP_ARCHIVE_S3 = {"endpoint": bucket.address, "region": "nl-1", "key": KEY, "secret": SECRET}
        settings.STOEP_ARCHIVE_NAME = ""
        made = actions.make(neighbourhood=here, today=TODAY, at=NOW)
        assert not made.problem and made.place == "127.0.0.1" and bucket.refused == 0
        assert f"/archief/wijken/{here.slug}/{OPEN}" in bucket.kept
        closed = bucket.kept[f"/archief/wijken/{here.slug}/{CLOSED}.age"]
        assert closed.startswith(b"age-encryption.org/v1\n")
        settings.STOEP_ARCHIVE_FOR = ""
        assert actions.make(neighbourhood=here, today=TODAY, at=NOW).problem == Copy.Problem.REFUSED
        settings.STOEP_ARCHIVE_FOR = age.public_of(SECRET_OF_THEIRS)
        settings.STOEP_ARCHIVE_S3 |= {"secret": "een ander geheim"}
        assert actions.make(neighbourhood=here, today=TODAY, at=NOW).problem == Copy.Problem.REFUSED
        assert bucket.refused > 0
        assert SECRET not in page(here) and "een ander geheim" not in page(here)


def test_a_large_file_goes_in_parts_and_comes_back_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "PART", 5 * 1024 * 1024)
    source = tmp_path / "groot"
    source.write_bytes(bytes(range(256)) * 50_000)
    with a_bucket() as bucket:
        given = {"endpoint": bucket.address, "key": KEY, "secret": SECRET}
        place = shelf.Bucket.of("s3://archief", given, "")
        place.put("wijk/groot", source)
        assert place.names("wijk") == ["wijk/groot"]
        place.get("wijk/groot", tmp_path / "terug")
        assert (tmp_path / "terug").read_bytes() == source.read_bytes()
        place.drop("wijk/groot")
        assert not place.names("wijk")
        with pytest.raises(shelf.NotKept):
            place.get("wijk/groot", tmp_path / "terug")


def test_what_was_taken_away_is_given_out_no_longer_and_made_anew(disk: Path) -> None:
    here = lived_in()
    said = a_voice(here, "Dit haal ik weg.")
    actions.make(neighbourhood=here, today=TODAY, at=NOW)
    address = f"/wijk/{here.slug}/archief/openbaar.zip"
    answer: Any = Client().get(address)
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    voices.withdraw(voice=said.voice, secret=said.secret, at=NOW)
    assert Client().get(address).status_code == 404
    assert "Het bestand wordt vannacht gemaakt." in page(here)
    tomorrow = TODAY + timedelta(days=1)
    assert actions.daily(today=tomorrow, at=NOW + timedelta(days=1)) == 1
    assert Client().get(address).status_code == 200


def test_nobody_fetches_it_over_and_over(disk: Path) -> None:
    here = lived_in()
    actions.make(neighbourhood=here, today=TODAY, at=NOW)
    codes = [Client().get(f"/wijk/{here.slug}/archief/openbaar.zip").status_code for _ in range(14)]
    assert codes[:12] == [200] * 12 and set(codes[12:]) == {409}


def test_the_whole_is_for_who_holds_a_key_and_everybody_reads_it(disk: Path) -> None:
    here = lived_in()
    actions.make(neighbourhood=here, today=TODAY, at=NOW)
    founder = Person.objects.get(name="Samira")
    client, address = Client(), f"/wijk/{here.slug}/archief/alles/"
    sign_in(client, founder)
    assert "besloten deel" in client.get(address).content.decode()
    assert not Taking.objects.exists()
    answer: Any = client.post(address)
    taken = b"".join(answer.streaming_content)
    assert taken.startswith(b"age-encryption.org/v1") and "no-store" in answer["Cache-Control"]
    assert acts(here)[-1] == "archive.take" and Taking.objects.get().side == "resident"
    assert founder.name not in Entry.objects.order_by("-index")[0].leaf
    # Nothing of it can be asked again by an address, or by somebody else.
    client.logout()
    assert client.post(address).status_code == 403 and Client().get(address).status_code == 403
    locked = Client()
    sign_in(locked, founder, second_factor=False)
    assert locked.post(address).status_code == 403
    assert not list(inspect(Log.objects.get()))


def test_an_official_or_a_stranger_takes_nothing_and_nothing_is_taken_that_is_stale(disk: Path) -> None:
    here = lived_in()
    actions.make(neighbourhood=here, today=TODAY, at=NOW)
    for standing in (
        a_standing(here, "visitor"),
        network.standing(
            account=a_person(side="municipality").account, neighbourhood=here, today=TODAY, second_factor=True
        ),
    ):
        with pytest.raises(NotAllowed):
            actions.take(by=standing, at=NOW)
    leads = network.standing(
        account=Person.objects.get(name="Samira").account, neighbourhood=here, today=TODAY, second_factor=True
    )
    voices.hold_back(voice=Voice.objects.get(), why="Een naam.", by=leads, at=NOW)
    with pytest.raises(Refused) as told:
        actions.take(by=leads, at=NOW)
    assert told.value.code == "no-copy"


@pytest.fixture
def _tables_are_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first drill sets up an empty server; that of a later one is a copy of it."""
    drill, empty = import_module("stoep.archive.actions.drill"), tmp_path / "leeg"
    plain = drill._run

    def run(server: Path, *words: str) -> str:
        if words[0] != "migrate":
            return str(plain(server, *words))
        if not empty.exists():
            plain(server, *words)
            copytree(server, empty)
        copytree(empty, server, dirs_exist_ok=True)
        return ""

    monkeypatch.setattr(drill, "_run", run)


@pytest.mark.once  # the server elsewhere has a database of its own, which is always the embedded one
@pytest.mark.usefixtures("_tables_are_made_once")
def test_a_drill_sets_the_newest_copy_up_elsewhere_and_compares(disk: Path) -> None:
    here = lived_in()
    assert actions.drill(neighbourhood=here, today=TODAY, at=NOW) is None
    actions.make(neighbourhood=here, today=TODAY, at=NOW)
    assert actions.drill_daily(today=TODAY, at=NOW) == 1
    found = Drill.objects.get()
    assert (found.outcome, found.told) == ("same", "")
    assert found.rows > 20 and found.pages > 10
    assert acts(here)[-1] == "archive.drill" and "alles is er, en klopt" in page(here)
    assert actions.drill_daily(today=TODAY + timedelta(days=90), at=NOW) == 0
    # A damaged copy is found, and it says so where everyone reads it.
    closed = disk / here.slug / f"{CLOSED}.age"
    whole = bytearray(closed.read_bytes())
    whole[-100] ^= 1
    closed.write_bytes(bytes(whole))
    again = actions.drill(neighbourhood=here, today=TODAY + timedelta(days=91), at=NOW + timedelta(days=91))
    assert again and again.outcome == "failed" and "import_neighbourhood" in again.told
    closed.unlink()
    gone = actions.drill(neighbourhood=here, today=TODAY + timedelta(days=92), at=NOW + timedelta(days=92))
    assert gone and gone.outcome == "failed" and gone.told.startswith("fetch")
    assert not list(inspect(Log.objects.get()))

"""The open part can be given to anybody: no name, no address, no word that was not for everyone, no formula."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest
import time_machine
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from stoep.archive import actions, lists, lists_of_rooms, pages, queries, rules, writing
from stoep.archive.tests.ground import everything
from stoep.people.models import Account, Person
from stoep.record import actions as log
from stoep.record import queries as log_queries
from tests.builders import NOW, TODAY, a_neighbourhood, a_voice
from tests.security import doors, matrix
from tests.security.world import VOICES, World, a_world
from tests.test_log_mirrors import a_world as an_honest_world

SHOWN_TO_ALL = {"everyone"}


@pytest.fixture
def world(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield a_world()


def _texts(folder: Path) -> bytes:
    """All bytes, and what is to be read in PDFs."""
    told = [everything(folder)]
    for path in folder.rglob("*.pdf"):
        told += [page.extract_text().encode() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]
    return b"\n".join(told).lower()


def test_nothing_in_it_is_personal_or_meant_for_fewer(world: World, tmp_path: Path) -> None:
    writing.export(world.here, tmp_path / "uit", at=NOW)
    opened, closed = (_texts(tmp_path / "uit" / part) for part in rules.PARTS)
    for name, word in VOICES.items():
        assert (word.encode() in opened) == (name in SHOWN_TO_ALL), name
        assert f"naam{word}".encode() not in opened
        assert (word.encode() in closed) == (name != "erased"), name
    for person in Person.objects.all():
        assert person.name.lower().encode() not in opened, person.name
    for account in Account.objects.all():
        assert account.email.encode() not in opened + closed
    for planted in (b"0612345678", b"eikstraat 4", b"1234 ab", b"s. de boer", b"conceptpuntgeheim", b"buurman piet"):
        assert planted not in opened, planted
    for planted in (b"0612345678", b"eikstraat 4", b"1234 ab"):
        assert planted not in closed, planted


@pytest.mark.django_db
def test_its_sums_hold_and_its_log_verifies_without_us(tmp_path: Path) -> None:
    # In the other world seats are laid beside the log; here the program replays who sat at the table too.
    with time_machine.travel(NOW, tick=False):
        here = an_honest_world()
    log.checkpoint(neighbourhood=here, at=NOW)
    writing.export(here, tmp_path / "uit", at=NOW)
    part = tmp_path / "uit" / rules.OPEN
    pairs = [line.split("  ") for line in (part / rules.CHECKSUMS).read_text(encoding="utf-8").splitlines()]
    listed = {name: told for told, name in pairs}
    found = {path.relative_to(part).as_posix() for path in part.rglob("*") if path.is_file()}
    assert found - listed.keys() == {rules.CHECKSUMS, rules.SIGNATURE}
    assert all(hashlib.sha256((part / name).read_bytes()).hexdigest() == told for name, told in listed.items())
    manifest = json.loads((part / rules.MANIFEST).read_text(encoding="utf-8"))
    newest = log_queries.latest_checkpoint(log_queries.log_of(here.slug))
    assert newest and manifest["log"]["root"] == newest.root
    kept = tmp_path / "stempel.txt"
    kept.write_text(newest.note, encoding="utf-8")
    verifier = settings.ROOT / "verify" / "stoep-verify.py"
    words = [sys.executable, "-I", str(verifier), str(part / rules.LOG), "--against", str(kept)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-800:]


def test_each_list_says_what_it_is_and_both_forms_say_the_same(world: World, tmp_path: Path) -> None:
    writing.export(world.here, tmp_path / "uit", at=NOW)
    part = tmp_path / "uit" / rules.OPEN
    manifest = json.loads((part / rules.MANIFEST).read_text(encoding="utf-8"))
    readme = (tmp_path / "uit" / "LEESMIJ.txt").read_text(encoding="utf-8")
    english = (tmp_path / "uit" / "README.txt").read_text(encoding="utf-8")
    for each in lists_of_rooms.ALL:
        rows = list(csv.reader(io.StringIO((part / f"{each.name}.csv").read_text(encoding="utf-8-sig"))))
        lines = [json.loads(line) for line in (part / f"{each.name}.jsonl").read_text("utf-8").splitlines()]
        assert rows[0] == list(each.columns) == manifest["files"][f"{each.name}.csv"]["columns"]
        assert len(rows) - 1 == len(lines)
        assert all(list(line) == rows[0] for line in lines)
        assert each.about[0] in readme and each.about[1] in english
    # In a world with one of everything, no list of ours is left empty for want of a row.
    empty = {each.name for each in lists.LISTS if not (part / f"{each.name}.jsonl").stat().st_size}
    assert empty <= {"bijstellingen", "oordelen", "lezingen", "cijfers"}
    addresses = (part / "paginas.csv").read_text(encoding="utf-8")
    assert all(address in addresses for address, _what in pages.of(world.here, today=TODAY))


def test_a_formula_is_text_in_a_spreadsheet(tmp_path: Path, db: None) -> None:
    here = a_neighbourhood()
    said = a_voice(here, '=HYPERLINK("http://kwaad.example";"klik")', checked_by=None)
    said.voice.checked_at = NOW
    said.voice.save()
    actions.make(neighbourhood=here, today=TODAY, at=NOW)
    writing.export(here, tmp_path / "uit", at=NOW)
    text = (tmp_path / "uit" / rules.OPEN / "inbreng.csv").read_text(encoding="utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(text)))[1:]
    assert row[2].startswith("'=HYPERLINK")
    assert queries.last_copy(here)


@given(st.text())
def test_no_cell_begins_as_a_formula(text: str) -> None:
    shown = rules.cell(text)
    assert shown in (text, f"'{text}")
    assert not shown.lstrip(" \u00a0\u200b\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_every_page_that_everyone_can_open_is_in_the_list_or_left_out_with_a_reason(world: World) -> None:
    told = {address for address, _what in pages.of(world.here, today=TODAY)}
    open_to_all = [name for name, (get, _post) in matrix.rows().items() if get[0] == "." and "." not in name]
    # Pages for the whole country, and those on which somebody signs in, belong to no neighbourhood.
    ours = [name for name in open_to_all if ":" in name and name.partition(":")[0] not in {"web", "people", "places"}]
    left = {name for name in ours if doors.address(name, world) not in told}
    assert left == pages.LEFT.keys(), "Write a page for everyone in archive/pages.py, or why it is not in the list."

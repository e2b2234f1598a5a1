"""A damaged, incomplete or hostile archive is refused in a plain sentence, and nothing of it stays behind."""

from __future__ import annotations

import io
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings

from stoep.archive import actions, checking, rules, unpacking, writing
from stoep.archive.part import Part
from stoep.archive.tests.ground import empty_server
from stoep.core.sealing import age
from stoep.core.sealing.note import SignedCheckpoint
from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.people.models import Account
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries as log_queries
from stoep.shared.refusal import Refused
from stoep.voices import actions as voices
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_promise, a_voice, an_item
from tests.rows import once
from tests.test_log_mirrors import SQUARE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    # Printing takes long and says nothing here: test_year.py looks at the book.
    monkeypatch.setattr("stoep.archive.writing.book.pdf", lambda *_, **__: b"%PDF-1.7")
    with time_machine.travel(NOW, tick=False):
        yield


@once
def lived_in() -> Neighbourhood:
    """A wijk in which everything was done by its own act."""
    when: dict[str, Any] = {"at": NOW, "today": TODAY}
    founder = a_person("Samira")
    here = network.found(
        name="De Meerpaal", kind="wijk", municipality_name="Waterstad", outline=SQUARE, founder=founder, **when
    )
    leads = network_queries.standing(account=founder.account, neighbourhood=here, today=TODAY, second_factor=True)
    said = a_voice(here, "Een bankje, graag.")
    item = an_item(here, "Bankjes", by=leads)
    a_promise(here, item=item, by=leads)
    voices.answer(voice=said.voice, kind="answered", words="Goed.", by=leads, at=NOW)
    record.checkpoint(neighbourhood=here, at=NOW)
    return here


@once
def _taken_along() -> None:
    writing.export(lived_in(), settings.DATA / "uit", at=NOW, with_address_key=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _taken_along()
    return tmp_path / "uit"


def refused(folder: Path, **how: Any) -> str:
    """The code of the refusal; that the sentence is one, and that nothing was placed."""
    with pytest.raises(Refused) as told:
        actions.bring_in(checked=checking.check(folder, **how), at=NOW)
    assert len(str(told.value)) > 20 and "%" not in str(told.value)
    return told.value.code


def resealed(folder: Path, part: str, change: Callable[[Path], None]) -> None:
    """Change files of a part, and sign it anew: what somebody does who holds the keys of the server."""
    inside = folder / part
    change(inside)
    manifest = json.loads((inside / rules.MANIFEST).read_text(encoding="utf-8"))
    fresh = folder.parent / "opnieuw"
    written = Part(fresh, part)
    for path in sorted(inside.rglob("*")):
        name = path.relative_to(inside).as_posix()
        if path.is_file() and name not in {rules.MANIFEST, rules.CHECKSUMS, rules.SIGNATURE}:
            about = {key: value for key, value in manifest["files"].get(name, {}).items() if key != "lines"}
            written.lines(name, path.read_text(encoding="utf-8").splitlines(keepends=True), **about)
    rest = {key: value for key, value in manifest.items() if key not in {"part", "files"}}
    written.close(rest, origin=manifest["log"]["origin"], at=NOW)
    shutil.rmtree(inside)
    shutil.move(fresh / part, inside)


def _row(folder: Path, label: str, change: Callable[[dict[str, Any]], None], *, at: int = 0) -> None:
    path = folder / rules.ROWS / f"{label}.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(lines[at])
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_every_file_that_is_changed_or_gone_is_found(folder: Path, pytestconfig: pytest.Config) -> None:
    """Without --long those that say what should be there, and one in four of the others."""
    empty_server()
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent != folder]
    if not pytestconfig.getoption("--long"):
        telling = {rules.MANIFEST, rules.CHECKSUMS, rules.SIGNATURE, rules.LOG}
        files = [path for at, path in enumerate(files) if at % 4 == 0 or path.name in telling]
    assert len(files) > 40
    for path in files:
        whole = path.read_bytes()
        path.write_bytes(whole[:-2] + b"X" + whole[-1:] if len(whole) > 2 else b"X")
        assert refused(folder) in {"damaged", "not-signed", "incomplete", "apart"}, path
        path.unlink()
        assert refused(folder) in {"damaged", "incomplete", "apart"}, path
        path.write_bytes(whole)
    assert not Neighbourhood.objects.exists()
    actions.bring_in(checked=checking.check(folder), at=NOW)


def test_a_part_of_another_day_does_not_fit(folder: Path, tmp_path: Path) -> None:
    here = Neighbourhood.objects.get()
    a_voice(here, "Later gezegd.")
    record.checkpoint(neighbourhood=here, at=NOW)
    writing.export(here, tmp_path / "later", at=NOW)
    shutil.rmtree(folder / rules.CLOSED)
    shutil.copytree(tmp_path / "later" / rules.CLOSED, folder / rules.CLOSED)
    assert refused(folder) == "apart"


def test_what_does_not_belong_there_is_not_taken(folder: Path) -> None:
    (folder / "extra.txt").write_text("hallo")
    assert refused(folder) == "stranger"
    (folder / "extra.txt").unlink()
    link = folder / rules.CLOSED / rules.ROWS / "voices.voice.jsonl"
    kept = link.read_bytes()
    link.unlink()
    link.symlink_to("/etc/hostname")
    assert refused(folder) == "leads-out"
    link.unlink()
    link.write_bytes(kept)
    (folder / rules.CLOSED / "map").symlink_to("/tmp")
    assert refused(folder) == "leads-out"


def test_a_name_that_leads_out_of_the_folder_is_refused(folder: Path) -> None:
    listed = folder / rules.CLOSED / rules.CHECKSUMS
    listed.write_text(f"{'0' * 64}  ../../buiten.txt\n" + listed.read_text())
    assert refused(folder) == "damaged"


@pytest.mark.parametrize(
    ("label", "change", "code"),
    [
        ("voices.voice", {"words": "Iets anders."}, "changed"),
        ("voices.answer", {"given_side": "municipality"}, "changed"),
        ("network.seat", {"side": "housing"}, "changed"),
        ("network.seat", {"side": "municipality"}, "not-placed"),
        ("promises.promise", {"due_on": "2030-01-01"}, "changed"),
        ("promises.promise", {"due_on": "morgen"}, "bad-value"),
        ("voices.voice", {"id": "een"}, "bad-value"),
        ("voices.voice", {"received_at": "2026-01-01T00:00:00"}, "bad-value"),
        ("voices.voice", {"words": "nul\x00"}, "bad-value"),
        ("voices.voice", {"words": ["lijst"]}, "bad-value"),
        ("voices.voice", {"is_chief": True}, "bad-row"),
        ("voices.answer", {"voice_id": 987654}, "not-placed"),
        ("people.account", {"email": "niet-versleuteld@voorbeeld.nl"}, "no-key"),
        ("record.log", {"peaks": "AAAA"}, "other-root"),
        ("record.opening", {"value": "Een ander woord."}, "changed"),
    ],
)
def test_a_changed_row_is_found_though_it_was_signed_anew(
    folder: Path, label: str, change: dict[str, Any], code: str
) -> None:
    """Whoever holds the keys of the server can sign other rows; the log says what stood there."""
    resealed(folder, rules.CLOSED, lambda inside: _row(inside, label, lambda row: row.update(change)))
    empty_server()
    try:
        found = refused(folder)
    except ValueError:  # a log that cannot be unpacked at all
        found = "other-root"
    assert found == code
    assert not Neighbourhood.objects.exists() and not Account.objects.exists()


def test_rows_of_somebody_else_are_not_brought_along(folder: Path) -> None:
    """An account that nothing here points at would be a way in for whoever made the archive."""

    def add(inside: Path) -> None:
        path = inside / rules.ROWS / "people.account.jsonl"
        row = json.loads(path.read_text(encoding="utf-8").splitlines()[0]) | {"id": 4321, "email": ""}
        path.write_text(path.read_text(encoding="utf-8") + json.dumps(row) + "\n", encoding="utf-8")

    resealed(folder, rules.CLOSED, add)
    empty_server()
    assert refused(folder) == "foreign-rows"
    assert not Account.objects.exists()


def test_a_log_that_was_written_anew_is_not_the_one_that_was_kept(folder: Path, tmp_path: Path) -> None:
    kept = SignedCheckpoint.read(log_queries.latest_checkpoint(log_queries.log_of("de-meerpaal")).note)  # type: ignore[union-attr]
    checking.check(folder, against=kept)
    empty_server()
    here = a_neighbourhood(slug="de-meerpaal")
    for _ in range(kept.checkpoint.size + 1):
        a_voice(here, "Alles is goed.")
    record.checkpoint(neighbourhood=here, at=NOW)
    writing.export(here, tmp_path / "vals", at=NOW)
    checking.check(tmp_path / "vals")
    with pytest.raises(Refused) as told:
        checking.check(tmp_path / "vals", against=kept)
    assert told.value.code == "other-log"


def test_an_archive_of_a_newer_form_or_with_unknown_columns_says_which_stoep(folder: Path) -> None:
    empty_server()

    def newer(inside: Path) -> None:
        path = inside / rules.MANIFEST
        path.write_text(path.read_text(encoding="utf-8").replace('"stoep-archief": 1', '"stoep-archief": 2'))

    newer(folder / rules.OPEN)
    manifest = json.loads((folder / rules.OPEN / rules.MANIFEST).read_text())
    assert manifest["stoep-archief"] == 2
    assert refused(folder) in {"newer", "damaged"}
    with pytest.raises(Refused) as told:
        checking._manifest(folder / rules.OPEN / rules.MANIFEST)
    assert told.value.code == "newer" and "nieuwere Stoep" in str(told.value)


def test_unknown_columns_and_later_tables_are_refused_by_name(folder: Path) -> None:
    manifest = json.loads((folder / rules.CLOSED / rules.MANIFEST).read_text(encoding="utf-8"))
    checking._readable(manifest)
    manifest["files"]["rijen/voices.voice.jsonl"]["columns"].append("mood")
    with pytest.raises(Refused, match="mood"):
        checking._readable(manifest)
    manifest["files"]["rijen/voices.voice.jsonl"]["columns"].remove("mood")
    with pytest.raises(Refused, match="nieuwere Stoep"):
        checking._readable(manifest | {"migrations": {"voices": "9999_later"}})


def test_a_server_where_something_stands_already_is_left_as_it_is(folder: Path) -> None:
    assert refused(folder) == "here-already"
    key = Neighbourhood.objects.get().pk
    empty_server()
    other = a_neighbourhood(slug="een-andere", pk=key)
    assert refused(folder) == "there-already"
    assert Neighbourhood.objects.get() == other


def test_an_account_that_is_here_already_is_never_taken_over(folder: Path) -> None:
    path = folder / rules.CLOSED / rules.ROWS / "people.account.jsonl"
    key = json.loads(path.read_text(encoding="utf-8").splitlines()[0])["id"]
    empty_server()
    Account.objects.create(pk=key, email="wethouder@voorbeeld.nl", password="!x")
    assert refused(folder) == "there-already"
    assert Account.objects.get().email == "wethouder@voorbeeld.nl"


def test_half_way_broken_off_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty_server()

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("stoep.archive.placing.count_on", stop)
    with pytest.raises(KeyboardInterrupt):
        actions.bring_in(checked=checking.check(folder), at=NOW)
    assert not Neighbourhood.objects.exists() and not Account.objects.exists()
    monkeypatch.undo()
    assert actions.bring_in(checked=checking.check(folder), at=NOW).neighbourhood.slug == "de-meerpaal"


def test_an_export_that_is_broken_off_looks_like_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = lived_in()

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("stoep.archive.writing.write_closed", stop)
    with pytest.raises(KeyboardInterrupt):
        writing.export(here, tmp_path / "uit", at=NOW)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(("uit", ".uit"))]
    monkeypatch.undo()
    (tmp_path / ".uit.half").mkdir()
    (tmp_path / ".uit.half" / "rest").write_text("van een vorige keer")
    writing.export(here, tmp_path / "uit", at=NOW)
    checking.check(tmp_path / "uit")
    with pytest.raises(Refused, match="bestaat al"):
        writing.export(here, tmp_path / "uit", at=NOW)


def _zipped(path: Path, entries: dict[str, bytes], mode: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return path


@pytest.mark.parametrize(
    "name", ["../buiten.txt", "/etc/buiten", "openbaar/../../buiten", "openbaar\\buiten", ".buiten", "a/" * 20 + "x"]
)
def test_a_zip_never_writes_outside_its_folder(tmp_path: Path, name: str) -> None:
    source = _zipped(tmp_path / "a.zip", {name: b"x"})
    with pytest.raises(Refused) as told, unpacking.unpacked([source]):
        pass
    assert told.value.code == "leads-out"


def test_a_link_in_a_zip_is_refused_and_so_is_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = _zipped(tmp_path / "a.zip", {"openbaar/x": b"/etc/passwd"}, stat.S_IFLNK | 0o777)
    with pytest.raises(Refused, match="hoort"), unpacking.unpacked([source]):
        pass
    monkeypatch.setattr(rules, "SLACK", 1024)
    bomb = _zipped(tmp_path / "b.zip", {"openbaar/x": bytes(50_000_000)})
    with pytest.raises(Refused, match="te groot"), unpacking.unpacked([bomb]):
        pass


def test_zips_come_together_and_an_encrypted_one_opens_with_its_key(folder: Path, tmp_path: Path) -> None:
    opened, closed = tmp_path / "o.zip", tmp_path / "c.zip"
    writing.pack(folder, opened, (rules.OPEN,))
    writing.pack(folder, closed, (rules.CLOSED,))
    secret = age.new_secret()
    sealed, out = tmp_path / "c.zip.age", io.BytesIO()
    age.encrypt(io.BytesIO(closed.read_bytes()), out, [age.public_of(secret)])
    sealed.write_bytes(out.getvalue())
    empty_server()
    with pytest.raises(Refused, match="sleutel"), unpacking.unpacked([opened, sealed], secrets=[age.new_secret()]):
        pass
    with unpacking.unpacked([opened, sealed], secrets=[secret]) as found:
        actions.bring_in(checked=checking.check(found), at=NOW)
    assert Neighbourhood.objects.get().slug == "de-meerpaal"
    with pytest.raises(Refused, match="geen heel zipbestand"), unpacking.unpacked([folder / "LEESMIJ.txt"]):
        pass


def test_without_the_key_of_the_old_server_nothing_is_placed(tmp_path: Path, settings: Any) -> None:
    writing.export(lived_in(), tmp_path / "uit", at=NOW)
    empty_server()
    from cryptography.fernet import Fernet

    kept, settings.STOEP_CONTACT_KEYS = _key_of_this_server(), Fernet.generate_key().decode()
    assert refused(tmp_path / "uit") == "no-key"
    settings.STOEP_CONTACT_KEYS = f"{settings.STOEP_CONTACT_KEYS},{kept}"
    actions.bring_in(checked=checking.check(tmp_path / "uit"), at=NOW)
    assert Account.objects.filter(email__contains="@voorbeeld.nl").exists()


def _key_of_this_server() -> str:
    return (Path(settings.DATA) / "keys" / "contacts.key").read_text(encoding="ascii").strip()

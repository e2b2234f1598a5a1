"""Time from outside (RFC 3161): asked for, checked, kept, exported; and never in anybody's way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from stoep.core.sealing.checkpoint import Checkpoint as Point
from stoep.core.sealing.checkpoint import decode
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries, stamping
from stoep.record.inspection import inspect
from stoep.record.models import Checkpoint, Log, Stamp
from stoep.record.tests.conftest import NOW, SEAL
from stoep.record.tests.tsa import Authority, serving

LATER = NOW + timedelta(hours=3)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority(LATER)


@pytest.fixture
def tsa(authority: Authority, tmp_path: Path, settings: Any) -> Iterator[dict[str, Callable[[bytes], bytes | None]]]:
    """An authority that answers; a test may put another answer in its place."""
    desk: dict[str, Callable[[bytes], bytes | None]] = {"answer": authority.answer}
    with serving(lambda request: desk["answer"](request), tmp_path, authority.pem()) as (url, certificate):
        settings.STOEP_TSA_URL, settings.STOEP_TSA_CERTIFICATE = url, certificate
        yield desk


@pytest.fixture
def log(seal: SEAL, place: Neighbourhood) -> Log:
    seal(), seal(1)
    record.checkpoint(neighbourhood=place, at=NOW + timedelta(hours=1))
    return Log.objects.get()


def daily() -> int:
    return record.stamp_daily(today=NOW.date(), at=LATER)


def point(checkpoint: Checkpoint) -> Point:
    return Point(checkpoint.log.origin, checkpoint.size, decode(checkpoint.root))


def test_a_time_stamp_is_kept_exported_and_checked_without_network(
    log: Log, tsa: Any, authority: Authority, verifier: ModuleType, client: Client, settings: Any
) -> None:
    assert daily() == 1
    assert daily() == 0
    stamp = Stamp.objects.get()
    assert stamp.stamped_at == LATER
    settings.STOEP_TSA_URL = "http://127.0.0.1:1/"
    assert stamping.holds(bytes(stamp.response), point(stamp.checkpoint), [authority.root])
    assert not stamping.holds(bytes(stamp.response), Point(log.origin, 1, bytes(32)), [authority.root])
    assert not stamping.holds(bytes(stamp.response), point(stamp.checkpoint), [Authority(LATER).root])
    assert list(inspect(log)) == []
    lines = [line.encode() for line in queries.export_lines(log)]
    report = verifier.Export(lines, [verifier.Note.read(queries.note_of(stamp.checkpoint))]).check()
    assert (report.problems, report.stamped) == ([], 1)
    page = client.get(reverse("record:latest_checkpoint", args=["de-meerpaal"])).content.decode()
    assert "Een tijdstempel van 127.0.0.1 zegt" in page
    out = StringIO()
    call_command("stamp", check=True, stdout=out)
    assert "goed" in out.getvalue()


def test_a_stamp_under_another_checkpoint_is_found(
    log: Log, tsa: Any, seal: SEAL, verifier: ModuleType, place: Neighbourhood
) -> None:
    daily()
    seal(300)
    other = record.checkpoint(neighbourhood=place, at=NOW + timedelta(days=1))
    Stamp.objects.update(checkpoint=other)
    log.refresh_from_db()
    assert [found.code for found in inspect(log)] == ["stamp"]
    lines = [line.encode() for line in queries.export_lines(log)]
    report = verifier.Export(lines, []).check()
    assert [code for code, _ in report.problems] == ["stamp"]
    with pytest.raises(CommandError):
        call_command("stamp", check=True, stdout=StringIO())


def test_a_stamp_whose_time_was_changed_is_found(log: Log, tsa: Any) -> None:
    daily()
    Stamp.objects.update(stamped_at=NOW)
    assert [found.code for found in inspect(log)] == ["stamp"]


def garbled(answer: bytes) -> bytes:
    return answer[:-5] + bytes([answer[-5] ^ 1]) + answer[-4:]


WRONG: dict[str, Callable[[Authority], Callable[[bytes], bytes | None]]] = {
    "cut off": lambda _one: lambda _request: None,
    "no DER": lambda _one: lambda _request: b"<html>Storing</html>",
    "empty": lambda _one: lambda _request: b"",
    "too long": lambda _one: lambda _request: bytes(200_000),
    "refused": lambda _one: lambda _request: bytes.fromhex("3005300302010 2".replace(" ", "")),
    "another hash": lambda one: lambda request: one.answer(_other(request)),
    "false signature": lambda one: lambda request: garbled(one.answer(request)),
    "a stranger": lambda _one: Authority(LATER).answer,
    "an old answer": lambda one: lambda request: one.answer(_other_nonce(request)),
}


def _other(request: bytes) -> bytes:
    at = request.index(b"\x04\x40") + 2
    return request[:at] + bytes(64) + request[at + 64 :]


def _other_nonce(request: bytes) -> bytes:
    at = request.index(b"\x04\x40") + 66
    return request[: at + 3] + bytes([request[at + 3] ^ 1]) + request[at + 4 :]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_time_stamp_is_not_kept_and_breaks_nothing(
    log: Log, tsa: Any, authority: Authority, seal: SEAL, wrong: str
) -> None:
    """Whatever the authority does: nothing is kept, nobody waits for it, and next day it is asked again (figure 9)."""
    good = tsa["answer"]
    tsa["answer"] = WRONG[wrong](authority)
    assert daily() == 0
    assert not Stamp.objects.exists()
    seal(300)
    with pytest.raises(CommandError):
        call_command("stamp", stdout=StringIO())
    tsa["answer"] = good
    assert daily() == 1


def test_one_that_drips_is_not_waited_for(log: Log, tsa: Any, monkeypatch: Any, authority: Authority) -> None:
    monkeypatch.setattr(stamping, "LONGEST", -1.0)
    assert daily() == 0


def test_a_server_that_is_not_there_breaks_nothing(
    log: Log, settings: Any, tmp_path: Path, authority: Authority
) -> None:
    (tmp_path / "root.pem").write_bytes(authority.pem())
    settings.STOEP_TSA_URL, settings.STOEP_TSA_CERTIFICATE = "http://127.0.0.1:1/", str(tmp_path / "root.pem")
    assert daily() == 0
    settings.STOEP_TSA_CERTIFICATE = str(tmp_path / "nergens.pem")
    assert daily() == 0
    settings.STOEP_TSA_URL = "ftp://elders.example/"
    settings.STOEP_TSA_CERTIFICATE = str(tmp_path / "root.pem")
    assert daily() == 0


def test_it_is_off_until_it_is_set(log: Log, settings: Any) -> None:
    assert settings.STOEP_TSA_URL == ""
    assert daily() == 0
    with pytest.raises(CommandError, match="STOEP_TSA_URL"):
        call_command("stamp", stdout=StringIO())

"""A bench of which the log holds every row: as honest as life, so that measuring a move measures the whole of it."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from stoep.core.sealing.checkpoint import encode
from stoep.core.sealing.note import SignedCheckpoint
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries as log_queries
from stoep.record.inspection import inspect
from stoep.record.models import Log
from stoep.voices.models import Voice
from stoep.web.bench import archiving
from stoep.web.bench.filling import SLUG, fill
from tests.builders import NOW, a_neighbourhood, a_voice
from tests.rows import once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@once
def a_whole_log() -> None:
    fill(220, NOW, lambda count: None, whole=True)


def test_everything_in_a_whole_log_is_as_it_was_sealed() -> None:
    a_whole_log()
    log = Log.objects.get(neighbourhood__slug=SLUG)
    assert list(inspect(log)) == []
    assert log.size > 300 and log.checkpoints.count() > 200  # one an hour, as acts sign
    changed = Voice.objects.filter(neighbourhood__slug=SLUG).order_by("pk")[0]
    Voice.objects.filter(pk=changed.pk).update(words="Iets anders.")
    assert {finding.code for finding in inspect(log)} == {"shown-otherwise", "row-changed"}


def test_what_is_written_in_bulk_is_what_acts_write(tmp_path: Path) -> None:
    """Side by side: a neighbourhood filled for measuring, and one of which each voice came in by the act itself."""
    a_whole_log()
    filled = Log.objects.get(neighbourhood__slug=SLUG)
    here = a_neighbourhood()
    said = a_voice(here, "Een bankje bij de sluis.")
    acted = Log.objects.get(neighbourhood=here)
    record.checkpoint(neighbourhood=here, at=NOW)
    one, other = (each.entries.filter(act="voices.post").order_by("index")[0] for each in (filled, acted))
    assert other.subject == f"voice:{said.voice.number}"
    assert one.sealed().keys() == other.sealed().keys()
    assert set(other.sealed()["facts"]) - set(one.sealed()["facts"]) <= {"form"}
    assert {name.partition(":")[0] for name in one.sealed()["facts"]["rows"]} == {"voices.voice"}
    for log in (filled, acted):
        public = log_queries.public_keys(log)
        for row in log.checkpoints.order_by("size"):
            signed = SignedCheckpoint.read(row.note)
            assert signed.signed_by(public) == public
            assert (signed.checkpoint.size, signed.checkpoint.root) == (row.size, log_queries.root_at(log, row.size))
            assert encode(signed.checkpoint.root) == row.root and signed.signed_at() == int(row.made_at.timestamp())
        assert log.log_keys.count() == 1
    lines = tmp_path / "logboek.jsonl"
    lines.write_text("".join(log_queries.export_lines(filled)), encoding="utf-8")
    newest, kept = log_queries.latest_checkpoint(filled), tmp_path / "stempel.txt"
    assert newest
    kept.write_text(newest.note, encoding="utf-8")
    verifier = settings.ROOT / "verify" / "stoep-verify.py"
    words = [sys.executable, "-I", str(verifier), str(lines), "--against", str(kept)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-800:]


def test_a_log_for_pages_alone_is_not_whole() -> None:
    fill(110, NOW, lambda count: None)
    log = Log.objects.get(neighbourhood__slug=SLUG)
    assert "row-never-sealed" in {finding.code for finding in inspect(log)}


def test_a_database_with_people_in_it_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    a_neighbourhood(slug=SLUG)
    monkeypatch.setattr("stoep.web.bench.archiving.connection", SimpleNamespace(vendor="postgresql"))
    with pytest.raises(CommandError, match="empty one"):
        archiving.measure(500, tmp_path, NOW, lambda count: None)
    assert Neighbourhood.objects.filter(slug=SLUG).exists()


def test_the_command_asks_for_a_size(capsys: Any) -> None:
    with pytest.raises(CommandError, match="not a size"):
        call_command("bench", archive="veel", stdout=StringIO())

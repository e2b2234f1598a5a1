"""Erasing: gone from every file, told in the log, and every other proof still holds."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.db import connection
from django.urls import get_resolver

from stoep.core.sealing import tree
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries
from stoep.record.inspection import inspect
from stoep.record.models import Entry, Opening
from stoep.record.tests.conftest import NOW, SAMIRA, SEAL

LATER = NOW + timedelta(days=1)


def erase(place: Neighbourhood, subject: str | None = "voice:K7QM4XR", **other: object) -> Entry | None:
    values: dict[str, object] = {
        "neighbourhood": place,
        "subject": subject,
        "ground": "asked by its author",
        "by": SAMIRA,
        "at": LATER,
    }
    return record.erase(**values | other)  # type: ignore[arg-type]


def test_everything_personal_about_a_subject_goes_and_the_log_says_so(seal: SEAL, place: Neighbourhood) -> None:
    seal(0), seal(1), seal(2, subject="voice:OTHER22")
    told = erase(place)
    assert told is not None
    assert told.sealed()["facts"] == {
        "erased": [{"fields": ["by", "text"], "index": 0}, {"fields": ["by", "text"], "index": 1}],
        "ground": "asked by its author",
    }
    assert told.sealed()["by"] == {"side": "resident"}
    assert told.sealed()["personal"] == {}
    assert set(Opening.objects.values_list("entry__subject", flat=True)) == {"voice:OTHER22"}
    assert queries.opened(place, "voice:K7QM4XR") == {}
    assert queries.erased_fields(Entry.objects.get(index=0)) == ["by", "text"]


def test_only_the_named_fields_go(seal: SEAL, place: Neighbourhood) -> None:
    seal()
    erase(place, fields=["by"])
    assert list(queries.opened(place, "voice:K7QM4XR")) == ["text"]


def test_a_name_goes_out_of_the_whole_log(seal: SEAL, place: Neighbourhood) -> None:
    seal(0), seal(1, subject="voice:OTHER22"), seal(2, by=SAMIRA.__class__("resident", "", "Joost"))
    told = erase(place, None, value="Samira van den Dijk")
    assert told is not None
    assert told.subject == ""
    assert set(Opening.objects.filter(field="by").values_list("value", flat=True)) == {"Joost"}
    assert Opening.objects.filter(field="text").count() == 3


def test_erasing_what_is_gone_tells_nothing_new(seal: SEAL, place: Neighbourhood) -> None:
    seal()
    erase(place)
    size = Entry.objects.count()
    assert erase(place) is None
    assert Entry.objects.count() == size


def test_erasing_everything_of_everyone_by_accident_is_refused(seal: SEAL, place: Neighbourhood) -> None:
    seal()
    with pytest.raises(ValueError, match="which"):
        erase(place, None)
    assert Opening.objects.exists()


def test_over_a_hundred_entries_are_told_in_several(seal: SEAL, place: Neighbourhood) -> None:
    for number in range(101):
        seal(number)
    erase(place)
    told = Entry.objects.filter(act="record.erase").order_by("index")
    assert [len(entry.sealed()["facts"]["erased"]) for entry in told] == [100, 1]


def test_every_proof_holds_before_and_after(life: list[Entry], place: Neighbourhood, verifier: ModuleType) -> None:
    """`life` has erased voice N7 already; now N8 goes too, and no leaf of before has another hash."""
    log = life[0].log
    hashes = [bytes(entry.leaf_hash) for entry in life]
    erase(place, "voice:N8", at=LATER + timedelta(days=9))
    made = record.checkpoint(neighbourhood=place, at=LATER + timedelta(days=10))
    assert made is not None
    log.refresh_from_db()
    root = queries.root_at(log, log.size)
    for index, leaf in enumerate(hashes):
        assert tree.includes(leaf, index, log.size, queries.inclusion(log, index, log.size), root)
    assert list(inspect(log)) == []
    lines = [line.encode() for line in queries.export_lines(log)]
    assert verifier.Export(lines, [verifier.Note.read(made.note)]).check().exit_code() == 0


def test_no_page_can_erase() -> None:
    """There is no address for it in this room: erasing is an act of the rooms that know whose words they are."""
    names = [key for key in get_resolver("stoep.record.urls").reverse_dict if isinstance(key, str)]
    assert sorted(names) == [
        "check",
        "checkpoint",
        "checkpoint_note",
        "cosign",
        "entry",
        "export",
        "latest_checkpoint",
        "log",
        "newest_note",
        "proof",
        "public_keys",
        "verifier",
        "witness_program",
        "witness_request",
        "witnesses",
    ]


STORY = """
import django
django.setup()
from datetime import UTC, date, datetime
from django.core.management import call_command
from django.db import transaction
call_command("migrate", verbosity=0)
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import Actor
import sys
NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
place = Neighbourhood.objects.create(slug="lutkeveen", name="Lutkeveen", drawn_on=date(2026, 9, 1))
for number in range(200):
    with transaction.atomic():
        record.seal(
            neighbourhood=place, act="voices.post", subject=f"voice:N{number % 50}", at=NOW,
            by=Actor("resident", "", sys.argv[1]), facts={}, personal={"text": (sys.argv[2] + " ") * (1 + number * 7)},
        )
print("planted", flush=True)
input()
for number in range(50):
    record.erase(neighbourhood=place, subject=f"voice:N{number}", ground="test", by=Actor("host"), at=NOW)
"""


def test_planted_words_are_in_no_file_of_the_database_after_erasing(tmp_path: Path) -> None:
    """Figure 16: a raw search through every byte of the data folder. Before erasing (the control) it finds them."""
    if connection.vendor != "sqlite":
        pytest.skip("the files of PostgreSQL belong to its server; it clears deleted rows by itself (VACUUM)")
    planted = ["Geplant-Achternaam-Q7", "geplante-klacht-X9"]
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "stoep.web.settings",
        "PYTHONPATH": str(settings.ROOT / "src"),
        "STOEP_DATA": str(tmp_path),
        "STOEP_DEMO": "1",
    }

    def found() -> set[str]:
        files = [file for file in tmp_path.rglob("*") if file.is_file()]
        assert any(file.name == "stoep.sqlite3" for file in files)
        return {word for word in planted for file in files if word.encode() in file.read_bytes()}

    command, pipe = [sys.executable, "-c", STORY, *planted], subprocess.PIPE
    with subprocess.Popen(command, env=environment, cwd=settings.ROOT, stdin=pipe, stdout=pipe, text=True) as living:
        assert living.stdout is not None
        assert living.stdout.readline() == "planted\n"
        assert found() == set(planted)
        living.communicate("erase\n", timeout=300)
    assert living.returncode == 0
    assert found() == set()

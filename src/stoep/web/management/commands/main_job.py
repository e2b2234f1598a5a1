"""The main job on real input, by one command: every statement in a folder goes through the whole line."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress
from rich.table import Table as Shown

from stoep.places import queries as places
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries as record_queries
from stoep.voices import queries as voice_queries
from stoep.voices.models import Voice
from stoep.web.main_job import line, statements, table

VERIFIER = settings.ROOT / "verify" / "stoep-verify.py"


class Command(BaseCommand):
    """`manage main_job FOLDER`: run it in an empty data folder, with the areas loaded (./stoep main-job does both)."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder with */comments.csv (column comment-body)")
        parser.add_argument("--only", default="", help="only the conversation with this name")

    def handle(self, *args: Any, folder: Path, only: str, **options: Any) -> None:
        if Neighbourhood.objects.exists():
            raise CommandError("There are neighbourhoods here already. The main job wants an empty data folder.")
        if places.newest_year() is None:
            raise CommandError("No areas are loaded. Load them first, with ./stoep load-areas FOLDER.")
        conversations = [each for each in statements.read(folder) if only in ("", each.name)]
        if not conversations:
            raise CommandError(f"No comments.csv with statements below {folder}.")
        counts: dict[str, Counter[str]] = {}
        mail = "django.core.mail.backends.locmem.EmailBackend"
        with override_settings(EMAIL_BACKEND=mail), Progress(transient=True) as progress:
            for number, conversation in enumerate(conversations, start=1):
                counts[conversation.name] = run(number, conversation, progress)
        show(counts)
        if any(each["without a fate"] or each["words lost"] or each["not verified"] for each in counts.values()):
            raise CommandError("Something got lost: see the table.")


def run(number: int, conversation: statements.Conversation, progress: Progress) -> Counter[str]:
    """One conversation, from its first statement to a verified export."""
    said_by = conversation.statements
    task = progress.add_task(conversation.name, total=3 * len(said_by))

    def told() -> None:
        progress.advance(task)

    at, today = timezone.now(), timezone.localdate()
    with transaction.atomic():
        laid = table.lay(f"Proef {number}", number, at, today)
    numbers, counts = line.receive(laid, said_by, told)
    counts["shown after a look"] = line.check(laid, timezone.now())
    said = [Voice.objects.get(number=each) for each in numbers]
    line.join(laid, said, timezone.now(), told)
    counts += line.answer(laid, said, timezone.now(), today, told)
    counts += line.tell(laid, timezone.now() + timedelta(days=40))
    counts["statements"] = len(said_by)
    kept = [
        line.unlike(typed, Voice.objects.get(pk=voice.pk).words) for typed, voice in zip(said_by, said, strict=True)
    ]
    counts["words lost"] = sum(kept)
    counts["without a fate"] = sum(not has_fate(each, told) for each in numbers)
    counts["sealed acts"], failed = verify(laid)
    counts["not verified"] = int(failed)
    return counts


def has_fate(number: str, told: line.Told) -> bool:
    """Whether whoever opens the page of this number reads what became of it."""
    told()
    answer = Client(headers={"host": "localhost"}).get(f"/nr/{number}/")
    voice = voice_queries.by_number(number)
    return answer.status_code == 200 and voice is not None and not voice_queries.fate(voice).is_open


def verify(laid: table.Table) -> tuple[int, bool]:
    """Export the log and let stoep-verify check it alone, against a checkpoint kept elsewhere; (entries, failed)."""
    checkpoint = record.checkpoint(neighbourhood=laid.neighbourhood, at=timezone.now() + timedelta(days=41))
    log = record_queries.log_of(laid.neighbourhood.slug)
    assert checkpoint is not None  # so many acts cannot leave the log empty
    with tempfile.TemporaryDirectory() as folder:
        export, kept = Path(folder, "log.jsonl"), Path(folder, "checkpoint.txt")
        export.write_text("".join(record_queries.export_lines(log)), encoding="utf-8")
        kept.write_text(checkpoint.note, encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - our own program, on a file of our own
            [sys.executable, "-I", str(VERIFIER), str(export), "--against", str(kept)], capture_output=True, check=False
        )
    return log.size, done.returncode != 0


def show(counts: dict[str, Counter[str]]) -> None:
    """A column a conversation, and what it all adds up to."""
    rows = list(dict.fromkeys(name for each in counts.values() for name in each))
    shown = Shown("", *(name.split(".")[0] for name in counts), "together")
    total: Counter[str] = sum(counts.values(), Counter())
    for row in rows:
        shown.add_row(row, *(str(each[row]) for each in counts.values()), str(total[row]))
    Console(width=180).print(shown)

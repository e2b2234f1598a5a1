"""What a print job of many letters costs: the paper that a host prints, one letter a door, in a folder that goes."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.test.utils import override_settings
from PIL import Image
from rich.console import Console
from rich.table import Table

from stoep.gatherings import papers, queries, wordings
from stoep.gatherings.models import Activity, PrintJob
from stoep.places.models import Neighbourhood

MOST_SECONDS, MOST_MEGABYTES, FOR = 300, 1000, 10_000  # what was promised
A_STREET = 120  # doors


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds on the clock and of the processor, the most memory of this program, and the file, in megabytes."""

    letters: int
    seconds: float
    cpu: float
    megabytes: float
    file: float


def measure(many: int, at: datetime, told: Callable[[int], object]) -> Measured:
    """Make so many letters, street by street. No database is asked: the words are those that we propose."""
    here = Neighbourhood(slug="de-meerpaal", name="De Meerpaal", municipality_name="Waterstad")
    activity = Activity(
        neighbourhood=here, title="Soep en plannen voor het plein", inviter="Fatma", begins="17:00", ends="19:00",
        inviter_is="buurvrouw uit de Eikstraat", phone="020 555 01 23", influence="coproduce", place="Buurthuis De Eik",
        asked="Kom soep eten en zeg wat u van het plein vindt.", day=(at + timedelta(days=10)).date(),
        afterwards="Wij tekenen samen een plan en leggen het voor.", afterwards_on=(at + timedelta(days=40)).date(),
    )  # fmt: skip
    job = PrintJob(activity=activity, kind=PrintJob.Kind.LETTER, language="nl", total=many)
    plan = [
        [number, f"Straat {number}", "nl", [str(house) for house in range(1, min(A_STREET, many - start) + 1)]]
        for number, start in enumerate(range(0, many, A_STREET), start=1)
    ]
    own = {"STOEP_LETTERBOX_KEYS": "ab" * 32}
    with (
        TemporaryDirectory() as folder,
        override_settings(DATA=Path(folder), MEDIA_ROOT=folder, **own),
        _without_rows(),
    ):
        activity.face.save("gezicht.jpg", ContentFile(_picture()), save=False)
        began, used = time.perf_counter(), time.process_time()
        name = papers.write(job, plan, told=told)
        seconds, cpu = time.perf_counter() - began, time.process_time() - used
        size = papers.path_of(name).stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(many, round(seconds, 1), round(cpu, 1), round(peak, 1), round(size, 1))


def _without_rows() -> Any:
    """The two questions that the paper asks of the database, answered by what we propose."""
    words = papers.words_of

    def said(activity: Activity, language: str) -> dict[str, Any]:
        with (
            patch.object(queries, "texts_for", lambda *_: wordings.PROPOSED[language]),
            patch.object(queries, "own_words", lambda *_: None),
        ):
            return words(activity, language)

    return patch.object(papers, "words_of", said)


def _picture() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((900, 900), 60).convert("RGB").save(made, "JPEG")
    return made.getvalue()


def show(found: Measured, console: Console) -> None:
    """The figures beside what was promised."""
    table = Table(title=f"{found.letters:,} letters as one print job")
    for column in ("seconds", "seconds of the processor", "megabytes of memory", "megabytes of file"):
        table.add_column(column, justify="right")
    table.add_row(f"{found.seconds}", f"{found.cpu}", f"{found.megabytes}", f"{found.file}")
    console.print(table)
    console.print(f"Promised for {FOR:,}: at most {MOST_SECONDS} seconds and {MOST_MEGABYTES} megabytes.")

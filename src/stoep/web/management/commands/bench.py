"""Measure what pages cost, in neighbourhoods of a thousand, a hundred thousand and a million contributions.

With --archive SIZE: what taking such a neighbourhood along and setting it up again costs, in seconds and memory.
With --letters MANY: what so many letters as one print job cost.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from stoep.web.bench import archiving, databases, letters, report, weight

SIZES = "1000,100000,1000000"


class Command(BaseCommand):
    """`manage bench`: fills what is not there yet, measures, prints a table. It judges nothing."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the figures as JSON instead of a table")
        parser.add_argument(
            "--sizes", default=SIZES, help=f"how many contributions, each with its own database ({SIZES})"
        )
        parser.add_argument(
            "--archive", metavar="SIZE", help="measure export and import of so many contributions instead"
        )
        parser.add_argument("--letters", metavar="MANY", help="measure a print job of so many letters instead")
        parser.add_argument("--blocks", type=int, default=15, help="blocks to take the least of (15)")

    def handle(self, *args: Any, sizes: str, blocks: int, **options: Any) -> None:
        if options["archive"]:
            self._archive(self._size(options["archive"]), as_json=options["json"])
            return
        if options["letters"]:
            self._letters(self._size(options["letters"]), as_json=options["json"])
            return
        if connection.vendor != "sqlite":
            raise CommandError("The bench measures the embedded database: unset DATABASE_URL.")
        folder = Path(settings.DATA) / "sizes"
        asked = sorted({self._size(each) for each in sizes.split(",")})
        for size in asked:
            self._fill(folder, size)
        with override_settings(ROOT_URLCONF="stoep.web.bench.urls"):
            application = get_wsgi_application()
            measured: dict[int, report.Measured] = {}
            with Progress(
                TextColumn("{task.description}"), BarColumn(), console=Console(stderr=True), transient=True
            ) as bar:
                for size in asked:
                    task = bar.add_task(f"measuring at {size:,}", total=None)
                    with databases.opened(databases.path_of(folder, size)):
                        measured[size] = report.measure(application, blocks)
                    bar.remove_task(task)
            with databases.opened(databases.path_of(folder, asked[0])):
                visit = weight.first_visit(application)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(measured, visit), indent=2))
        else:
            report.show(measured, visit, Console(width=132))

    def _size(self, typed: str) -> int:
        if not typed.strip().isdecimal() or int(typed) < 500:
            raise CommandError(f"{typed!r} is not a size. Give whole numbers from 500 up: --sizes {SIZES}")
        return int(typed)

    def _archive(self, size: int, *, as_json: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(f"archive of {size:,} contributions", total=size + size // 10)
            folder = Path(settings.DATA) / "sizes"
            found = archiving.measure(size, folder, timezone.now(), lambda count: bar.advance(task, count))
        if as_json:
            self.stdout.write(json.dumps(found.as_json(), indent=2))
        else:
            archiving.show(found, Console(width=100))

    def _letters(self, many: int, *, as_json: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(f"{many:,} letters", total=many)
            found = letters.measure(many, timezone.now(), lambda done: bar.update(task, completed=done))
        if as_json:
            self.stdout.write(json.dumps(asdict(found), indent=2))
        else:
            letters.show(found, Console(width=100))

    def _fill(self, folder: Path, size: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            word = "looking at" if databases.is_filled(folder, size) else "filling"
            task = bar.add_task(f"{word} {size:,} contributions", total=size + size // 10)
            databases.prepare(folder, size, timezone.now(), lambda count: bar.advance(task, count))
            bar.update(task, completed=size + size // 10)

"""Take a whole neighbourhood along: everything it has, in files that anybody can read."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from stoep.archive import kinds, lists_of_rooms, writing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import Refused


class Command(BaseCommand):
    """`manage export_neighbourhood SLUG DIR`: a folder that is whole, or none."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the name of the neighbourhood in its address")
        parser.add_argument("folder", type=Path, help="a folder that is not there yet")
        parser.add_argument("--zip", action="store_true", help="also make one zip of it, beside the folder")
        parser.add_argument(
            "--with-contact-key",
            action="store_true",
            help="let addresses be read with a key that lies in the archive: only for a move, and keep it closed",
        )

    def handle(self, *args: Any, slug: str, folder: Path, **options: Any) -> None:
        """Sign the log as it stands, and write."""
        here = Neighbourhood.objects.filter(slug=slug).first()
        if here is None:
            known = ", ".join(Neighbourhood.objects.order_by("slug").values_list("slug", flat=True)[:20])
            raise CommandError(f"There is no neighbourhood {slug!r} here. There are: {known or 'none'}.")
        at = timezone.now()
        record.checkpoint(neighbourhood=here, at=at)
        columns = (TextColumn("{task.description:<28}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=len(kinds.kinds()) + len(lists_of_rooms.ALL) + 2)

            def told(label: str, count: int) -> None:
                bar.update(task, advance=1, description=f"{label} ({count})")

            try:
                with translation.override("nl"):
                    made = writing.export(here, folder, at=at, told=told, with_address_key=options["with_contact_key"])
                if options["zip"]:
                    bar.update(task, description="zip")
                    writing.pack(folder, folder.with_name(f"{folder.name}.zip"))
            except Refused as refused:
                raise CommandError(str(refused)) from refused
        self.stdout.write(f"{folder}: {made.size} regels in het logboek, wortel {made.root}.")
        self.stdout.write(f"Lees {folder}/LEESMIJ.txt.")

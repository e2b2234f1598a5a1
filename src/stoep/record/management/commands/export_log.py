"""Write the public log of a neighbourhood to a file that stoep-verify can check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from stoep.record import actions as record
from stoep.record import queries
from stoep.record.models import Log


class Command(BaseCommand):
    help = "Schrijf het openbare logboek van een wijk naar een bestand, zonder persoonlijke gegevens."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="de wijk, zoals in het webadres")
        parser.add_argument("file", type=Path, help="het bestand dat gemaakt wordt")

    def handle(self, *args: Any, slug: str, file: Path, **options: Any) -> None:
        """Sign first, so that everything is in it. Write beside the place and move: a broken export is never whole."""
        try:
            log = queries.log_of(slug)
        except Log.DoesNotExist as error:
            raise CommandError(f"Er is nog geen logboek van '{slug}'. Kijk of de naam klopt.") from error
        record.checkpoint(neighbourhood=log.neighbourhood, at=timezone.now())
        draft = file.with_name(file.name + ".part")
        with draft.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(queries.export_lines(log))
        draft.replace(file)
        self.stdout.write(f"{file}")

"""`load_streets FILE`: the streets of official areas, from a CSV or GeoJSON of the address register."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stoep.places import actions as places
from stoep.shared.refusal import Refused


class Command(BaseCommand):
    """Loads the streets of areas, all or nothing, and says what it did."""

    help = "Laadt de namen van straten per buurt of wijk, uit een bestand (CSV of GeoJSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it; a broken file changes nothing."""
        try:
            done = places.load_streets(path=options["file"])
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"{done.streets} straten in {done.areas} gebieden. Nieuw: {done.new}, verdwenen: {done.gone}."
            f" Gebieden die hier niet geladen zijn: {done.unknown}."
        )

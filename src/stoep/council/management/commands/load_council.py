"""`load_council SLUG FILE`: bring in motions and decisions of the council from a file with its open data."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stoep.council import actions as council
from stoep.council import raadsinformatie
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused


class Command(BaseCommand):
    """Reads one file for one neighbourhood, and says what came of it. A second time changes nothing."""

    help = "Leest moties en besluiten van de gemeenteraad in, uit een bestand met open raadsinformatie (JSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For which neighbourhood, and from which file."""
        parser.add_argument("slug")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, store what is new, and say how many."""
        place = Neighbourhood.objects.filter(slug=options["slug"]).first()
        if place is None:
            raise CommandError(f"Er is geen wijk met de naam {options['slug']}. Kijk het adres van de wijk na.")
        try:
            with options["file"].open("rb") as opened:
                told = raadsinformatie.read(opened.read(raadsinformatie.MOST_BYTES + 1))
            done = council.bring_in(neighbourhood=place, found=told.found, by=None, at=timezone.now())
        except OSError as wrong:
            raise CommandError(f"Dit bestand is niet te lezen: {options['file']} ({wrong.strerror}).") from None
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{done.new} nieuw, {done.known} al bekend, {told.passed_over} overgeslagen.")

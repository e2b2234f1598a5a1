"""Sign how every log stands now. Run it once a day, so that no entry waits longer than that for its proof."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record.actions.wipe import wipe


class Command(BaseCommand):
    help = "Zet een ondertekende stempel onder elk logboek, of onder dat van een wijk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="alleen deze wijk")

    def handle(self, *args: Any, slug: str | None, **options: Any) -> None:
        """Print one line for each log: name, number of entries, root."""
        found = Neighbourhood.objects.filter(log__size__gt=0).order_by("slug")
        for neighbourhood in found.filter(slug=slug) if slug else found:
            made = record.checkpoint(neighbourhood=neighbourhood, at=timezone.now())
            if made is not None:
                self.stdout.write(f"{neighbourhood.slug} {made.size} {made.root}")
        wipe("default")

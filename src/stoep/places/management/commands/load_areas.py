"""`load_areas FOLDER` or `load_areas --from-network --table 85984NED --year 2024`: bring in the country's areas."""

from __future__ import annotations

import resource
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from stoep.places import actions as places
from stoep.places import queries
from stoep.places.actions import Counts
from stoep.places.sources.network import HOSTS, Fetcher
from stoep.shared.refusal import Refused


class Command(BaseCommand):
    """Loads areas, and says what it did, how long it took and how much memory it needed."""

    help = "Laadt gemeenten, wijken en buurten met hun grenzen en cijfers, uit een map of van CBS en PDOK."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A folder, or the network with a table and a year."""
        parser.add_argument("folder", nargs="?", type=Path)
        parser.add_argument("--from-network", action="store_true")
        parser.add_argument("--table", default="85984NED", help="de tabel bij CBS")
        parser.add_argument("--year", type=int, help="het jaar van de indeling; verplicht bij --from-network")
        parser.add_argument("--odata", type=int, choices=(3, 4), default=3, help="de versie van OData bij CBS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, with a bar that shows how far it is."""
        started, console = time.monotonic(), Console(file=sys.stderr)
        columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
        try:
            with Progress(*columns, console=console, transient=not console.is_terminal) as progress:
                bar = progress.add_task("Gebieden laden", total=None)

                def told(what: str, counts: Counts) -> None:
                    progress.update(bar, advance=counts.read, description=what)
                    progress.console.print(f"{what}: {counts.read} gelezen, {counts.changes} nieuw of anders")

                done = self._load(options, told)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self._say(done, time.monotonic() - started)

    def _load(self, options: dict[str, Any], told: Any) -> Counts:
        if options["from_network"]:
            if not options["year"]:
                raise CommandError("Noem het jaar, bijvoorbeeld --year 2024.")
            hosts = frozenset(getattr(settings, "STOEP_DATA_HOSTS", HOSTS))
            return places.load_network(
                table=options["table"],
                year=options["year"],
                at=timezone.now(),
                fetcher=Fetcher(hosts),
                version=options["odata"],
                told=told,
            )
        if options["folder"] is None:
            raise CommandError("Noem een map, of kies --from-network.")
        return places.load_folder(folder=options["folder"], year=options["year"], at=timezone.now(), told=told)

    def _say(self, done: Counts, seconds: float) -> None:
        held = queries.counts()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.stdout.write(
            f"Er zijn nu {held.municipalities} gemeenten, {held.wijken} wijken en {held.buurten} buurten ({held.year}),"
            f" met {held.outlines} grenzen, {held.figures} cijfers en {held.postcodes} postcodes."
        )
        self.stdout.write(
            f"Nieuw of anders: {done.changes} van {done.read} gelezen regels."
            f" Het duurde {seconds:.1f} seconden en vroeg {memory} MB geheugen."
        )

"""Set the newest copy of a neighbourhood up again in an empty place, and say whether it is the same."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stoep.archive import actions
from stoep.archive.models import Drill
from stoep.places.models import Neighbourhood


class Command(BaseCommand):
    """`manage drill [SLUG]`: now, whenever the last one was."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="alleen deze wijk")

    def handle(self, *args: Any, slug: str | None, **options: Any) -> None:
        """One line for each; exit code 1 when any is not the same."""
        places = Neighbourhood.objects.filter(log__size__gt=0).order_by("slug")
        wrong = 0
        for here in places.filter(slug=slug) if slug else places:
            found = actions.drill(neighbourhood=here, today=timezone.localdate(), at=timezone.now())
            if found is None:
                self.stdout.write(f"{here.slug}: er is nog geen kopie om te proberen (./stoep manage archive).")
                wrong += 1
                continue
            told = f" ({found.told})" if found.told else ""
            self.stdout.write(
                f"{here.slug}: {found.get_outcome_display()}{told}. {found.rows} rijen, {found.pages} pagina's bekeken."
            )
            wrong += found.outcome != Drill.Outcome.SAME
        if wrong:
            raise CommandError("Kijk naar de regels hierboven.")

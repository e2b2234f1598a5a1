"""Make a copy of a neighbourhood now, and keep it where the weekly ones are kept."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stoep.archive import actions
from stoep.places.models import Neighbourhood


class Command(BaseCommand):
    """`manage archive [SLUG]`: whether a week passed or not."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="alleen deze wijk")

    def handle(self, *args: Any, slug: str | None, **options: Any) -> None:
        """One line for each; exit code 1 when any did not succeed."""
        places = Neighbourhood.objects.filter(log__size__gt=0).order_by("slug")
        wrong = 0
        for here in places.filter(slug=slug) if slug else places:
            made = actions.make(neighbourhood=here, today=timezone.localdate(), at=timezone.now())
            where = made.place or "deze server"
            self.stdout.write(f"{here.slug}: {made.get_problem_display()}. {made.bytes // 1024} kB, {where}.")
            wrong += bool(made.problem)
        if wrong:
            raise CommandError("Niet elke kopie is bewaard. Kijk naar de regels hierboven.")

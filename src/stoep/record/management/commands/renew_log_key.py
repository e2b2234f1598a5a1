"""Renew the keys that sign the logs: each log says so, and the old keys and the new ones sign that together."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import keys
from stoep.shared import key_file


class Command(BaseCommand):
    help = "Maak nieuwe sleutels voor het logboek, en laat de oude en de nieuwe de wisseling samen ondertekenen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--destroy-old",
            action="store_true",
            help="vernietig de oude sleutel daarna, in plaats van bewaren",
        )

    def handle(self, *args: Any, destroy_old: bool, **options: Any) -> None:
        """Broken off half-way, it goes on where it was: the next key waits in its file until every log knows it."""
        try:
            new = keys.next_signer()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        for place in Neighbourhood.objects.filter(log__size__gt=0).order_by("slug"):
            try:
                with transaction.atomic():
                    entry = record.renew_key(neighbourhood=place, new=new, at=timezone.now())
            except LookupError as error:
                raise CommandError(
                    f"{place.slug}: de oude sleutel is hier niet, dus hij kan de wisseling niet ondertekenen. "
                    "Zet hem terug uit de reservekopie en begin opnieuw."
                ) from error
            self.stdout.write(f"{place.slug}: {f'regel {entry.index}' if entry else 'al vernieuwd'}")
        kept = keys.put_in_use(day=f"{timezone.localdate():%Y%m%d}", keep=not destroy_old)
        if kept:
            self.stdout.write(f"De oude sleutel ligt in {kept}. Leg hem apart, of vernietig hem.")
        elif key_file.folder().exists() and destroy_old:
            self.stdout.write("De oude sleutel is vernietigd. Wis hem ook uit uw reservekopieën.")
        else:
            self.stdout.write("Zet nu in STOEP_LOG_KEY alleen het nieuwe paar, en start Stoep opnieuw.")

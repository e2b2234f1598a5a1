"""Look at the calendars of other parties now; `manage work` does it once a day."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stoep.calendar import actions
from stoep.calendar.models import Feed


class Command(BaseCommand):
    help = "Lees de agenda's van andere partijen die een adres hebben, van alle wijken of van één."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--wijk", default="", help="alleen deze wijk, zoals zij in het adres staat")

    def handle(self, *args: Any, wijk: str, **options: Any) -> None:
        """One line for each calendar; ends with 1 when one could not be read."""
        feeds = Feed.objects.filter(ended_at__isnull=True).exclude(address="").select_related("neighbourhood")
        feeds = feeds.filter(neighbourhood__slug=wijk) if wijk else feeds
        wrong = 0
        for feed in feeds.order_by("pk"):
            taken = actions.refresh(feed=feed, at=timezone.now(), today=timezone.localdate())
            feed.refresh_from_db(fields=["fault"])
            wrong += bool(feed.fault)
            said = actions.why(feed.fault) or f"{taken.added} nieuw, {taken.changed} anders, {taken.off} eraf"
            self.stdout.write(f"{feed.neighbourhood.slug}: {feed.name}: {said}")
        if wrong:
            raise CommandError(f"{wrong} keer niet gelezen.")

"""What stands here of a neighbourhood, as JSON: for the drill, which asks it of the server that it set up."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand
from django.test import Client
from django.utils import timezone

from stoep.archive import kinds, pages
from stoep.places.models import Neighbourhood
from stoep.record.inspection import inspect
from stoep.record.models import Checkpoint, Log

MOST_PAGES = 300


class Command(BaseCommand):
    """`manage archive_report SLUG`."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        """Count, open pages as a visitor would, and lay the rows beside the log."""
        here = Neighbourhood.objects.get(slug=slug)
        log = Log.objects.get(neighbourhood=here)
        along = kinds.reached(here)
        looked_at, gone = self._pages(here)
        report = {
            "size": log.size,
            "signed_roots": {
                str(size): root for size, root in Checkpoint.objects.filter(log=log).values_list("size", "root")
            },
            "rows": sum(rows.count() for kind in kinds.kinds() for rows in along.rows(kind, here)),
            "pages": looked_at,
            "pages_gone": gone,
            "findings": [f"{each.code} {each.where}" for each in islice(inspect(log), 20)],
        }
        self.stdout.write(json.dumps(report))

    def _pages(self, here: Neighbourhood) -> tuple[int, list[str]]:
        client, gone, looked_at = Client(headers={"host": "localhost"}), [], 0
        for address, _what in islice(pages.of(here, today=timezone.localdate()), MOST_PAGES):
            looked_at += 1
            if client.get(address).status_code != 200:
                gone.append(address)
        return looked_at, gone

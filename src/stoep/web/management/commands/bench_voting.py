"""Measure what voting costs on this database, in a wijk of its own with so many letters."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone
from rich.console import Console

from stoep.places.models import Neighbourhood
from stoep.web.bench import voters, voting


class Command(BaseCommand):
    """`./stoep bench voting` calls this once for each database. It judges nothing."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--votes", type=int, default=10_000, help="how many people vote (10,000)")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        number = Neighbourhood.objects.count() + 1
        here = Neighbourhood.objects.create(
            slug=f"stembank-{number}", name="Stembank", kind=Neighbourhood.Kind.WIJK, municipality_name="Waterstad",
            drawn_on=date(2020, 1, 1),
        )  # fmt: skip
        crowd = voters.prepare(here, options["votes"], timezone.now())
        connection.close()
        measured = voting.measure(crowd.path, crowd.codes, connection.vendor)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(measured)))
        else:
            voting.show([measured], Console(width=132))

"""Make one print job; the page that orders it starts this beside itself, so that nobody waits for a page."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stoep.gatherings import actions
from stoep.gatherings.models import PrintJob


class Command(BaseCommand):
    help = "Make the cards or letters of one print job."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("job", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        job = PrintJob.objects.filter(pk=options["job"]).first()
        if job is None:
            raise CommandError("There is no such job.")
        actions.run(job=job, at=timezone.now(), now=timezone.now)

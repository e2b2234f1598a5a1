"""Make the codes of one order of letters; the page that orders them starts this beside itself."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stoep.budgeting import actions
from stoep.budgeting.models import LetterOrder


class Command(BaseCommand):
    help = "Make the codes of one order of letters."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("order", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        order = LetterOrder.objects.select_related("round__neighbourhood").filter(pk=options["order"]).first()
        if order is None:
            raise CommandError("There is no such order.")
        actions.make_letters(order=order, at=timezone.now(), now=timezone.now)

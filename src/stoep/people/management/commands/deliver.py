"""Send the mails that wait, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from stoep.people import actions


class Command(BaseCommand):
    help = "Send the mails that wait in the outbox, and stop. `work` does this all the time."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = actions.deliver(at=timezone.now())
        self.stdout.write(
            f"{counts['sent']} sent, {counts['failed']} to be tried again, {counts['given-up']} given up."
        )

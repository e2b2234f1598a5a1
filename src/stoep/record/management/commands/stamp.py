"""Ask for a time stamp (RFC 3161) over the newest checkpoint of every log, or look again at those that are kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from stoep.core.sealing.checkpoint import Checkpoint as Point
from stoep.core.sealing.checkpoint import decode
from stoep.record import actions as record
from stoep.record import stamping
from stoep.record.models import Checkpoint, Log, Stamp


class Command(BaseCommand):
    help = "Vraag een tijdstempel over de nieuwste stempel van elk logboek, of kijk met --check de bewaarde na."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="kijk de bewaarde tijdstempels na, zonder netwerk")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """One line for each; ends with 1 when one was not given, or does not hold."""
        if not settings.STOEP_TSA_CERTIFICATE or not (check or settings.STOEP_TSA_URL):
            raise CommandError("Zet eerst STOEP_TSA_URL en STOEP_TSA_CERTIFICATE. Zonder die twee staat dit uit.")
        try:
            wrong = self._check() if check else self._ask()
        except stamping.NoStamp as error:
            raise CommandError(f"Geen tijdstempel: {error}") from error
        if wrong:
            raise CommandError(f"{wrong} keer niet goed.")

    def _ask(self) -> int:
        wrong = 0
        for log in Log.objects.filter(size__gt=0).order_by("origin"):
            newest = Checkpoint.objects.filter(log=log).select_related("log").order_by("-size").first()
            if newest is None:
                continue
            try:
                given = record.stamp(checkpoint=newest)
            except stamping.NoStamp as error:
                wrong += 1
                self.stdout.write(f"{log.origin}: geen tijdstempel ({error})")
            else:
                self.stdout.write(f"{log.origin}: {newest.size} regels, {given.stamped_at if given else '-'}")
        return wrong

    def _check(self) -> int:
        roots, wrong = stamping.certificates(settings.STOEP_TSA_CERTIFICATE), 0
        for row in Stamp.objects.select_related("checkpoint__log").order_by("stamped_at"):
            point = Point(row.checkpoint.log.origin, row.checkpoint.size, decode(row.checkpoint.root))
            good = stamping.holds(bytes(row.response), point, roots)
            wrong += not good
            self.stdout.write(f"{point.origin}: {point.size} regels, {row.stamped_at}: {'goed' if good else 'FOUT'}")
        return wrong

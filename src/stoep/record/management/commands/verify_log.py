"""Check every row of the logs in this database against what was sealed. Ends with 1 when something was changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from stoep.record.inspection import Finding, inspect
from stoep.record.models import Log

SENTENCES = {
    "missing": "Regel {where} ontbreekt.",
    "hash": "Regel {where}: de tekst is anders dan toen hij werd verzegeld.",
    "unreadable": "Regel {where} is niet meer leesbaar zoals het hoort.",
    "columns": "Regel {where}: de tabel zegt iets anders dan de verzegelde tekst.",
    "back-in-time": "Regel {where} heeft een vroegere tijd dan de regel ervoor ({what}).",
    "frontier": "Het logboek zegt {where} regels te hebben; de regels zelf geven {what}.",
    "node": "Tussensom {where} klopt niet.",
    "checkpoint": "De stempel bij {where} regels hoort niet bij deze regels.",
    "other-key": "De stempel bij {where} regels is niet met onze sleutel gezet.",
    "not-our-keys": "De sleutels die sinds {where} regels horen te ondertekenen, zijn niet op deze server.",
    "keys-never-sealed": "Vanaf {where} regels staan er andere sleutels, zonder regel die dat meldt ({what}).",
    "keys-gone": "Een regel zegt dat er vanaf {where} regels andere sleutels zijn, maar die staan er niet.",
    "cosignature": "Bij {where} regels staat een handtekening van {what} die niet klopt.",
    "stamp": "De tijdstempel van {what} hoort niet bij de stempel over {where} regels.",
    "opening": "Regel {where}: het persoonlijke veld '{what}' is veranderd.",
    "gone": "Regel {where}: het persoonlijke veld '{what}' is weg, zonder regel die dat meldt.",
    "not-erased": "Regel {where}: het veld '{what}' is gewist volgens het logboek, maar staat er nog.",
    "never-sealed": "'{what}' van {where} staat op een pagina, maar is nooit verzegeld.",
    "shown-otherwise": "'{what}' van {where} staat nu anders op de pagina dan het verzegeld is.",
    "row-never-sealed": "Rij {where} staat in de database, maar is door geen handeling verzegeld.",
    "row-changed": "Rij {where} is anders dan toen een handeling haar verzegelde.",
    "row-gone": "Rij {where} is verzegeld, maar staat niet meer in de database.",
    "not-shown": "{where} is verzegeld, maar staat op geen enkele pagina meer.",
}


def sentence(finding: Finding) -> str:
    """The finding in plain Dutch."""
    return SENTENCES[finding.code].format(where=finding.where, what=finding.what)


class Command(BaseCommand):
    help = "Controleer of de database nog zegt wat er verzegeld is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="alleen deze wijk")

    def handle(self, *args: Any, slug: str | None, **options: Any) -> None:
        """Print one line for each finding; exit code 1 when there is any."""
        logs = Log.objects.select_related("neighbourhood").order_by("neighbourhood__slug")
        if slug:
            logs = logs.filter(neighbourhood__slug=slug)
        wrong = 0
        for log in logs:
            for finding in inspect(log):
                wrong += 1
                self.stdout.write(f"{log.neighbourhood.slug}: {sentence(finding)}")
            self.stdout.write(f"{log.neighbourhood.slug}: {log.size} regels bekeken.")
        if wrong:
            raise CommandError(f"{wrong} keer gevonden dat er iets veranderd is. Vergelijk met een bewaarde stempel.")
        self.stdout.write("Alles is zoals het verzegeld is.")

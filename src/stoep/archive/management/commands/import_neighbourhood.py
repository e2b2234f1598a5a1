"""Set a neighbourhood up again, out of its archive, on a server where it is not there yet."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from stoep.archive import actions, checking, unpacking
from stoep.core.sealing import tree
from stoep.core.sealing.checkpoint import Unreadable, encode
from stoep.core.sealing.note import SignedCheckpoint
from stoep.record.models import Log
from stoep.shared.refusal import Refused


class Command(BaseCommand):
    """`manage import_neighbourhood PATH…`: everything is looked at before anything is written."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", type=Path, nargs="+", help="the folder; or its zips, also encrypted (.zip.age)")
        parser.add_argument("--identity", type=Path, help="the file with the secret key that opens .zip.age")
        parser.add_argument("--against", type=Path, help="a checkpoint that you kept: the log must hold it unchanged")
        parser.add_argument("--room", type=Path, help="where zips are unpacked (the folder for temporary files)")
        parser.add_argument(
            "--although-changed",
            action="store_true",
            help="also when rows are not as they were sealed; it tells which",
        )

    def handle(self, *args: Any, sources: list[Path], **options: Any) -> None:
        """Unpack, check, place."""
        try:
            secrets = _secrets(options["identity"])
            against = _kept(options["against"])
            with unpacking.unpacked(sources, secrets=secrets, room=options["room"]) as folder:
                brought = self._bring(folder, against, although_changed=options["although_changed"])
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for finding in brought.findings:
            self.stdout.write(f"Anders dan verzegeld: {finding.code} {finding.where} {finding.what}")
        log = Log.objects.get(neighbourhood=brought.neighbourhood)
        root = encode(tree.Frontier.unpacked(log.size, bytes(log.peaks)).root())
        self.stdout.write(f"{brought.neighbourhood.name} staat hier: {log.size} regels in het logboek, wortel {root}.")
        self.stdout.write("Kijk nu zelf: ./stoep manage verify_log")

    def _bring(self, folder: Path, against: SignedCheckpoint | None, *, although_changed: bool) -> actions.Brought:
        columns = (TextColumn("{task.description:<28}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)

            def told(label: str, count: int) -> None:
                bar.update(task, description=f"{label} ({count})")

            checked = checking.check(folder, told=told, against=against)
            return actions.bring_in(checked=checked, at=timezone.now(), told=told, although_changed=although_changed)


def _secrets(path: Path | None) -> list[str]:
    if path is None:
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _kept(path: Path | None) -> SignedCheckpoint | None:
    if path is None:
        return None
    try:
        return SignedCheckpoint.read(path.read_text(encoding="utf-8"))
    except Unreadable as error:
        raise CommandError(f"{path} is no checkpoint: {error}") from error

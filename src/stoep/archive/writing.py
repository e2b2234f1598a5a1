"""Writing an archive: one picture of the database at one moment, beside its place, and then put there whole."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Case, F, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stoep.archive import book, kinds, lists, lists_of_rooms, pages, queries, rules, texts, values
from stoep.archive.kinds import Kind, Reached
from stoep.archive.part import Part
from stoep.places.models import Neighbourhood
from stoep.record import queries as record
from stoep.record.models import Log
from stoep.shared.refusal import Refused

Told = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: how far the log was, its root, and the sum of the list of sums of each part."""

    size: int
    root: str
    open_sum: str
    closed_sum: str


def export(
    here: Neighbourhood,
    folder: Path,
    *,
    at: datetime,
    told: Told = lambda label, count: None,
    parts: tuple[str, ...] = rules.PARTS,
    with_address_key: bool = False,
) -> Made:
    """Write the archive of this neighbourhood to a folder that is not there yet; Refused when it is.

    What stands there is whole: it is written beside its place and moved. Whoever is interrupted starts again clean.
    With `with_address_key` the ways to reach people open with a key of their own, which lies in the closed part.
    """
    if folder.exists():
        raise Refused("exists", _("De map %(folder)s bestaat al. Kies een andere map."), folder=folder)
    with _beside(folder) as draft:
        with snapshot():
            made = _write(here, draft, at=at, told=told, parts=parts, with_address_key=with_address_key)
        draft.rename(folder)
    return made


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder beside the place, of this writer alone; what an interrupted one left there goes first."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.parent / f".{folder.name}.half"
    with (folder.parent / f".{folder.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused("busy", _("Dit archief wordt al gemaakt. Wacht tot het klaar is.")) from error
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)
            Path(lock.name).unlink(missing_ok=True)


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything that is read here is of one moment, and nobody who writes waits for it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Not `atomic`: it would hold the one place to write for as long as this reads (transaction_mode IMMEDIATE).
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _write(
    here: Neighbourhood, folder: Path, *, at: datetime, told: Told, parts: tuple[str, ...], with_address_key: bool
) -> Made:
    log = Log.objects.filter(neighbourhood=here).first()
    newest = record.latest_checkpoint(log) if log else None
    if log is None or newest is None:
        raise Refused("empty-log", _("Hier is nog niets gedaan: het logboek is leeg. Er is nog niets om mee te nemen."))
    manifest = _manifest(here, log, at)
    for name, text in texts.readme(here.name, log.origin, parts).items():
        (folder / name).write_text(text, encoding="utf-8")
    sums = {}
    if rules.OPEN in parts:
        opened = Part(folder, rules.OPEN)
        write_open(opened, here, log, at=at, told=told)
        sums[rules.OPEN] = opened.close(manifest, origin=log.origin, at=at)
    if rules.CLOSED in parts:
        closed = Part(folder, rules.CLOSED)
        write_closed(closed, here, log, told, with_address_key=with_address_key)
        more = {"migrations": migrations(), "with": sums.get(rules.OPEN, "")}
        sums[rules.CLOSED] = closed.close(manifest | more, origin=log.origin, at=at)
    return Made(newest.size, newest.root, sums.get(rules.OPEN, ""), sums.get(rules.CLOSED, ""))


def _manifest(here: Neighbourhood, log: Log, at: datetime) -> dict[str, Any]:
    newest = record.latest_checkpoint(log)
    assert newest is not None
    return {
        "stoep-archief": rules.VERSION,
        "release": settings.STOEP_RELEASE,
        "made_at": values.written(at),
        "neighbourhood": {"slug": here.slug, "name": here.name, "municipality": here.municipality_name},
        "address": settings.STOEP_URL,
        "log": {"origin": log.origin, "size": log.size, "signed_size": newest.size, "root": newest.root},
    }


def migrations() -> dict[str, str]:
    """How far the tables of each room are: the name of its last migration."""
    leaves = MigrationLoader(None).graph.leaf_nodes()
    rooms = {kind.model._meta.app_label for kind in kinds.kinds()}
    return {room: name for room, name in sorted(leaves) if room in rooms}


def write_open(part: Part, here: Neighbourhood, log: Log, *, at: datetime, told: Told) -> None:
    """What everyone may read."""
    told(rules.LOG, part.lines(rules.LOG, record.export_lines(log)))
    today = timezone.localtime(at).date()
    for year in queries.years_of(here, today):
        with part.file(f"jaarboek-{year}.pdf") as out:
            out.write(book.pdf(here, year, today=today, site=settings.STOEP_URL, names=False))
    for each in lists_of_rooms.ALL:
        _write_list(part, each, here, told)
    told("paginas", part.lines("paginas.csv", _csv([("adres", "wat"), *pages.of(here, today=today)])))
    for photo in lists.photos(here).iterator(kinds.CHUNK):
        path = Path(photo.image.path)
        if path.is_file():
            part.copy(f"fotos/{path.name}", path)
    described = lists.photos(here).values_list("voice__number", "image", "described").iterator(kinds.CHUNK)
    rows = ((number, Path(image).name, words) for number, image, words in described)
    part.lines("fotos.csv", _csv([("nummer", "bestand", "wat_er_te_zien_is"), *rows]))


def _write_list(part: Part, each: lists.OpenList, here: Neighbourhood, told: Told) -> None:
    """The same rows twice: as CSV to look at, as JSON lines for programs."""
    about = {"about": {"nl": each.about[0], "en": each.about[1]}, "columns": list(each.columns)}
    with part.file(f"{each.name}.csv", **about) as table, part.file(f"{each.name}.jsonl", **about) as lines:
        table.write(b"\xef\xbb\xbf")
        for line in _csv([each.columns]):
            table.line(line)
        for row in each.rows(here):
            for line in _csv([row]):
                table.line(line)
            held = dict(zip(each.columns, map(lists.plain, row), strict=True))
            lines.line(json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n")
    told(each.name, lines.lines)


def _csv(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow([rules.cell(value) for value in row])
        yield out.getvalue()


def write_closed(part: Part, here: Neighbourhood, log: Log, told: Told, *, with_address_key: bool) -> None:
    """Everything else: each row of each kind, what was sealed after the last checkpoint, and every file."""
    box = None
    if with_address_key:
        key = Fernet.generate_key()
        box = Fernet(key)
        part.lines(rules.ADDRESS_KEY, [key.decode() + "\n"])
    newest = record.latest_checkpoint(log)
    assert newest is not None
    rest = log.entries.filter(index__gte=newest.size).order_by("index").values_list("leaf", flat=True)
    part.lines(rules.LOG_REST, (leaf + "\n" for leaf in rest.iterator(kinds.CHUNK)))
    along = kinds.reached(here)
    for kind in kinds.kinds():
        about = {"model": kind.label, "columns": kind.columns()}
        count = part.lines(f"{rules.ROWS}/{kind.label}.jsonl", _rows(kind, along, here, box), **about)
        told(kind.label, count)
        _copy_files(part, kind, along, here)


def _rows(kind: Kind, along: Reached, here: Neighbourhood, box: Fernet | None) -> Iterator[str]:
    columns, sealed = kind.columns(), values.seals(kind, box)
    elsewhere = kinds.ELSEWHERE.get(kind.label, {})
    read = [_only_here(column, elsewhere[column], here) if column in elsewhere else column for column in columns]
    for asked in along.rows(kind, here):
        for row in asked.values_list(*read).iterator(kinds.CHUNK):
            yield values.line(columns, row, sealed)


def _only_here(column: str, way: str, here: Neighbourhood) -> Case:
    """The pointer when it leads to a row of this neighbourhood, else nothing."""
    return Case(When(**{way: here.pk}, then=F(column)))


def _copy_files(part: Part, kind: Kind, along: Reached, here: Neighbourhood) -> None:
    root = Path(settings.MEDIA_ROOT)
    for column in kind.files():
        for asked in along.rows(kind, here):
            for name in asked.exclude(**{column: ""}).values_list(column, flat=True).iterator(kinds.CHUNK):
                if name and rules.is_safe(name) and (root / name).is_file():
                    part.copy(f"{rules.FILES}/{name}", root / name)


def pack(folder: Path, target: Path, parts: tuple[str, ...] = rules.PARTS) -> None:
    """The folder, or some of its parts, as one zip; written beside its place and moved."""
    draft = target.with_name(f".{target.name}.half")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=6) as packed:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and (len(name.parts) == 1 or name.parts[0] in parts):
                packed.write(path, name.as_posix())
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(target)

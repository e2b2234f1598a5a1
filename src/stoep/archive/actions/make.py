"""Make a copy of a neighbourhood by itself, once a week, and keep it at a place that somebody else holds."""

from __future__ import annotations

import logging
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import translation

from stoep.archive import closing, queries, rules, shelf, writing
from stoep.archive.models import Copy
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import CLOCK

log = logging.getLogger("stoep.work")
# Of the copy of a year nothing stays that a person said: who erases their words must find them gone everywhere.
SAID = ("inbreng.", "antwoorden.", "oordelen.", "bijstellingen.", "beloften.", "lezingen.", "fotos")


def daily(*, today: date, at: datetime) -> int:
    """A copy of each neighbourhood whose last one is a week old, or holds what was taken away since; how many.

    What goes wrong with one is written down where everyone can read it, and holds up none of the others.
    """
    made = 0
    for here in Neighbourhood.objects.filter(log__size__gt=0).order_by("pk"):
        if queries.wants_copy(here, today):
            made += not make(neighbourhood=here, today=today, at=at).problem
    return made


def make(*, neighbourhood: Neighbourhood, today: date, at: datetime) -> Copy:
    """A copy, kept at the place of the settings; or a row that says why there is none.

    Not in one transaction: reading takes long, and nobody who writes may wait for it.
    """
    found = Copy(neighbourhood=neighbourhood, made_on=today, made_at=at)
    try:
        record.checkpoint(neighbourhood=neighbourhood, at=at)
        _make(found)
    except shelf.NotKept as not_kept:
        log.warning("%s: the copy is not kept: %s", neighbourhood.slug, not_kept)
        found.problem = not_kept.problem
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("%s: the copy could not be made", neighbourhood.slug)
        found.problem = Copy.Problem.BROKEN
    return note_copy(copy=found, at=at)


def _make(found: Copy) -> None:
    here, is_closed = found.neighbourhood, bool(closing.recipients())
    with _room() as room, translation.override(settings.LANGUAGE_CODE):
        folder = room / "archief"
        made = writing.export(here, folder, at=found.made_at, with_address_key=is_closed)
        found.size, found.root, found.sum = made.size, made.root, made.open_sum
        opened, closed = room / "open.zip", room / "closed.zip"
        writing.pack(folder, opened, (rules.OPEN,))
        writing.pack(folder, closed, (rules.CLOSED,))
        shutil.rmtree(folder)
        if is_closed:
            sealed = room / "closed.zip.age"
            closing.close(closed, sealed)
            closed.unlink()
            closed = sealed
        found.is_encrypted = is_closed
        found.bytes = opened.stat().st_size + closed.stat().st_size
        _keep(found, opened, closed)
        _keep_here(found, opened, closed)


@contextmanager
def _room() -> Iterator[Path]:
    """A folder on the disk of the data: a temporary one in memory may be too small."""
    place = Path(settings.DATA) / "archief"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".", dir=place) as name:
        yield Path(name)


def _keep(found: Copy, opened: Path, closed: Path) -> None:
    """At the place of the settings: both parts, the copy of the year, and the old ones gone."""
    place = shelf.of_settings()
    if place is None:
        found.problem = Copy.Problem.NO_PLACE
        return
    if isinstance(place, shelf.Bucket) and not found.is_encrypted:
        # Whoever owns the bucket must not read what was meant for the network alone.
        raise shelf.NotKept(Copy.Problem.REFUSED, "a bucket asks for STOEP_ARCHIVE_FOR, a public key")
    found.place = place.name[:120]
    slug = found.neighbourhood.slug
    lean = opened.with_name("year.zip")
    _without_what_was_said(opened, lean)
    for name, source in (
        (queries.name_of(found, rules.OPEN), opened),
        (queries.name_of(found, rules.CLOSED), closed),
        (f"{slug}/jaar-{found.made_on.year}.zip", lean),
    ):
        place.put(name, source)
    kept = queries.days_of(place.names(slug))
    for day in rules.copies_to_drop(kept, today=found.made_on, keep=settings.STOEP_ARCHIVE_KEEP):
        for name in kept[day]:
            place.drop(name)


def _without_what_was_said(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as lean:
        for entry in whole.infolist():
            inside = entry.filename.removeprefix(f"{rules.OPEN}/")
            if not inside.startswith(SAID):
                with whole.open(entry) as file, lean.open(entry.filename, "w", force_zip64=True) as out:
                    shutil.copyfileobj(file, out)


def _keep_here(found: Copy, opened: Path, closed: Path) -> None:
    """On this server too, for whoever asks for it on the page; the closed part only where it is encrypted."""
    for part, source in ((rules.OPEN, opened), (rules.CLOSED, closed)):
        target = queries.here(found.neighbourhood, part)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if part == rules.OPEN or found.is_encrypted:
            source.replace(target)
        else:
            target.unlink(missing_ok=True)


@transaction.atomic
def note_copy(*, copy: Copy, at: datetime) -> Copy:
    """Write down, where everyone reads it, that this copy was kept, or why it was not."""
    copy.save()
    is_kept = not copy.problem
    record.seal(
        neighbourhood=copy.neighbourhood,
        act="archive.make" if is_kept else "archive.fail",
        subject=f"copy:{copy.pk}",
        by=CLOCK,
        at=at,
        facts={
            "told": "Er is een kopie van de wijk bewaard." if is_kept else "Een kopie bewaren is niet gelukt.",
            "size": copy.size,
            "root": copy.root,
            "sum": copy.sum,
            "place": copy.place,
            "problem": str(copy.problem),
        },
        rows=[copy],
    )
    return copy

"""From what somebody was handed (a folder, zips, an encrypted zip) to a folder that can be checked. Trusts nothing."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext_lazy as _

from stoep.archive import rules
from stoep.core.sealing import age
from stoep.shared.refusal import Refused

BLOCK = 1024 * 1024


@contextmanager
def unpacked(sources: Sequence[Path], *, secrets: Sequence[str] = (), room: Path | None = None) -> Iterator[Path]:
    """The folder with both parts; zips are unpacked into a folder in `room` that goes afterwards.

    Refused, with a sentence, for what is no archive, leads out of its folder, or grows too large.
    """
    if len(sources) == 1 and sources[0].is_dir() and not sources[0].is_symlink():
        yield sources[0]
        return
    with TemporaryDirectory(prefix="stoep-archief-", dir=room) as name:
        folder = Path(name)
        for source in sources:
            if not source.is_file():
                raise Refused("not-there", _("%(name)s is er niet, of is geen bestand."), name=source.name)
            _one(source, folder, secrets)
        yield folder


def _one(source: Path, folder: Path, secrets: Sequence[str]) -> None:
    if source.suffix != ".age":
        _unzip(source, folder)
        return
    opened = folder / ".open.zip"
    try:
        with source.open("rb") as closed, opened.open("wb") as target:
            age.decrypt(closed, target, secrets)
    except (age.NotOpened, ValueError) as error:
        raise Refused(
            "not-opened",
            _("%(name)s gaat niet open met deze sleutel, of is beschadigd. Kijk of u de goede sleutel heeft."),
            name=source.name,
        ) from error
    _unzip(opened, folder)
    opened.unlink()


def _unzip(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as packed:
            entries = packed.infolist()
            if len(entries) > rules.MOST_FILES:
                raise _too_large()
            left = min(rules.MOST_BYTES, source.stat().st_size * rules.TIMES_PACKED + rules.SLACK)
            for entry in entries:
                left = _extract(packed, entry, folder, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refused(
            "bad-zip", _("%(name)s is geen heel zipbestand. Haal het opnieuw op."), name=source.name
        ) from error


def _extract(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, left: int) -> int:
    """One file out of a zip; how many bytes may still come. What the zip says of sizes is not believed."""
    if entry.is_dir():
        return left
    kind = entry.external_attr >> 16 & 0o170000
    if kind not in (0, 0o100000) or not rules.is_safe(entry.filename):
        raise Refused(
            "leads-out",
            _("In dit archief zit iets dat er niet hoort: %(name)s. Het wordt niet uitgepakt."),
            name=entry.filename[:80],
        )
    place = folder / entry.filename
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        if len(place.relative_to(folder).parts) == 1:
            return left  # both zips bring the same page to read
        raise Refused("twice", _("In dit archief zit %(name)s twee keer."), name=entry.filename[:80])
    with packed.open(entry) as source, place.open("xb") as target:
        while block := source.read(BLOCK):
            left -= len(block)
            if left < 0:
                raise _too_large()
            target.write(block)
    return left


def _too_large() -> Refused:
    return Refused("too-large", _("Dit archief wordt bij het uitpakken veel te groot. Het klopt niet."))


def files_of(folder: Path) -> dict[str, int]:
    """Every file below this folder with its size; Refused for a link or anything else that is no plain file."""
    found: dict[str, int] = {}
    total = 0
    for place, folders, names in os.walk(folder, followlinks=False):
        above = Path(place).relative_to(folder).parts
        for name in [*folders, *names]:
            inside, about = "/".join([*above, name]), Path(place, name).lstat()
            is_file = stat.S_ISREG(about.st_mode)
            if not (is_file or stat.S_ISDIR(about.st_mode)) or not rules.is_safe(inside):
                raise Refused(
                    "leads-out",
                    _("In dit archief zit iets dat er niet hoort: %(name)s. Haal het weg, of vraag een nieuwe kopie."),
                    name=inside[:80],
                )
            if is_file:
                found[inside] = about.st_size
                total += about.st_size
        if len(found) > rules.MOST_FILES or total > rules.MOST_BYTES:
            raise _too_large()
    return found


def has_room_for(folder: Path, size: int) -> bool:
    """Whether the disk under this folder has so much left, and a tenth of itself besides."""
    usage = shutil.disk_usage(folder)
    return usage.free - size > usage.total // 20

"""To load areas from a folder: the ready-made set of a year, and saved answers of CBS and PDOK."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from stoep.places.actions import store as storing
from stoep.places.actions.store import Counts
from stoep.places.models import Load, Source
from stoep.places.sources import features, odata3, odata4, postcodes, ready_made, records
from stoep.shared.refusal import Refused

Told = Callable[[str, Counts], None]
READY_MADE = re.compile(r"kwb_(\d{4})_gebieden\.csv")
OUTLINES = ("gemeenten_{year}.geojson", "wijken_{year}.geojson", "buurten_{year}.geojson")
POSTCODES = "pc4_buurt_{year}_overlay.csv"


def newest_year(folder: Path) -> int | None:
    """The newest year of which this folder has a ready-made table; None: it has none."""
    years = [int(match[1]) for path in folder.glob("*.csv") if (match := READY_MADE.fullmatch(path.name))]
    return max(years, default=None)


def load_folder(*, folder: Path, year: int | None, at: datetime, told: Told = lambda _file, _counts: None) -> Counts:
    """Load what the folder holds of this year (or of its newest year), each file in one transaction.

    `told(file, counts)` is called after each file. Raises Refused: no such folder, nothing in it that is known, or
    a broken file; the files before that one are then stored, and loading again goes on where nothing is left to do.
    """
    if not folder.is_dir():
        raise Refused("no-folder", _("De map %(folder)s is er niet. Kijk of de naam klopt."), folder=folder.name)
    newest = newest_year(folder)
    chosen = year or newest
    done = _ready_made(folder, chosen, told) if chosen and chosen == newest else Counts()
    if chosen:
        done.add(_saved_answers(folder, chosen, told))
    if not done.read:
        raise Refused(
            "nothing-known",
            _("In de map %(folder)s staat niets dat Stoep kent. Noem ook het jaar, bijvoorbeeld --year 2024."),
            folder=folder.name,
        )
    Load.objects.update_or_create(
        key=f"folder:{chosen}", defaults={"started_at": at, "finished_at": at, "rows": done.read, "cursor": ""}
    )
    return done


def figures_source(year: int) -> Source:
    """The source of the key figures of this year."""
    return storing.source(key=f"kwb-{year}", title=f"CBS, Kerncijfers wijken en buurten {year}")


def _ready_made(folder: Path, year: int, told: Told) -> Counts:
    done, source = Counts(), figures_source(year)
    table = folder / f"kwb_{year}_gebieden.csv"
    done.add(_told(told, table.name, storing.store(
        records=ready_made.areas(records.read_text(table), table.name), year=year, source=source)))  # fmt: skip
    for name in (pattern.format(year=year) for pattern in OUTLINES):
        if (folder / name).exists():
            page = features.Page(records.read_text(folder / name), name)
            done.add(_told(told, name, storing.store(records=page, year=year, source=source)))
    table = folder / POSTCODES.format(year=year)
    if table.exists():
        pairs = postcodes.postcodes(records.read_text(table), table.name)
        done.add(_told(told, table.name, storing.store_postcodes(records=pairs, year=year)))
    return done


def _saved_answers(folder: Path, year: int, told: Told) -> Counts:
    """Files in the folder as CBS and PDOK send them, known by what stands in them; others are left alone."""
    done, source = Counts(), figures_source(year)
    texts = {path.name: records.read_text(path) for path in sorted(folder.glob("*.json"))}
    codes: dict[str, str] = {}
    for name, text in texts.items():
        if '"Identifier"' in text[:5_000] and '"Title"' in text[:5_000]:
            codes.update(odata4.measure_codes(text, name))
    for name, text in texts.items():
        page = _page(text, name, codes)
        if page is not None:
            done.add(_told(told, name, storing.store(records=page, year=year, source=source)))
    return done


def _page(text: str, name: str, codes: dict[str, str]) -> features.Page | odata3.Page | odata4.Page | None:
    head = text[:5_000]
    if '"features"' in head and '"gemeentecode"' in head:
        return features.Page(text, name)
    if '"value"' in head and ('"Observations' in head or '"Measure"' in head or '"WijkenEnBuurtenCodes' in head):
        return odata4.Page(text, name, codes)
    if '"value"' in head and ('"WijkenEnBuurten"' in head or '"Municipality"' in head):
        return odata3.Page(text, name)
    return None


def _told(told: Told, name: str, counts: Counts) -> Counts:
    told(name, counts)
    return counts

"""The year book on paper: one PDF, tagged for screen readers."""

from __future__ import annotations

import hashlib
import logging
import os
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language

from stoep.archive import queries
from stoep.places.models import Load, Neighbourhood
from stoep.record import actions as record
from stoep.record.models import Log
from stoep.shared import printing

log = logging.getLogger(__name__)
TEMPLATE = "archive/templates/archive/year_book.typ"


def pdf(here: Neighbourhood, year: int, *, today: date, site: str, names: bool = True) -> bytes:
    """The book of this year; `site` is the address of the website, as it stands before each page's own."""
    told = queries.year_of(here, year, today=today, chapters=queries.CHAPTERS, names=names)
    return printing.pdf(TEMPLATE, data_of(told, site))


def kept(here: Neighbourhood, year: int, *, today: date, site: str) -> bytes | None:
    """The book as it was printed before, when nothing that it tells was done since; None when it must be printed."""
    try:
        return _place(here, year, today, site).read_bytes()
    except OSError:
        return None


def printed(here: Neighbourhood, year: int, *, today: date, site: str) -> bytes:
    """The book, printed anew and kept instead of the one before. An erasure takes away what is kept (record.wipe)."""
    place = _place(here, year, today, site)
    made = pdf(here, year, today=today, site=site)
    draft = place.with_name(f".{place.name}.{os.urandom(4).hex()}")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for older in place.parent.glob(f"{_name(here, year)}-*.pdf"):
            older.unlink(missing_ok=True)
        draft.write_bytes(made)
        draft.replace(place)
        if _place(here, year, today, site) != place:
            # Something was done while it was printed: perhaps words were erased that stand in it.
            place.unlink(missing_ok=True)
    except OSError:
        log.warning("the year book could not be kept", exc_info=True)
        draft.unlink(missing_ok=True)
    return made


def _place(here: Neighbourhood, year: int, today: date, site: str) -> Path:
    """Where this book lies: under another name after every act, on every day, in every language and release."""
    sealed = Log.objects.filter(neighbourhood=here).values_list("pk", "size").first()
    loaded = (
        Load.objects.filter(finished_at__isnull=False).order_by("-finished_at").values_list("pk", flat=True).first()
    )
    parts = (sealed, loaded, today, site, settings.STOEP_RELEASE)
    told = hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
    return record.made_again() / f"{_name(here, year)}-{told}.pdf"


def _name(here: Neighbourhood, year: int) -> str:
    return f"jaarboek-{here.pk}-{year}-{get_language()}"


def data_of(told: queries.Year, site: str) -> dict[str, Any]:
    """The book as plain JSON, for typst."""
    plain = site.split("://", 1)[-1].rstrip("/")
    return {
        "name": told.here.name,
        "municipality": told.here.municipality_name,
        "year": str(told.year),
        "until": date_format(told.until_on, "j F Y"),
        "is_over": told.is_over,
        "chapters": [
            {
                "title": chapter.title,
                "lead": chapter.lead,
                "more": chapter.more_told,
                "nothing": chapter.nothing,
                "told": [
                    {
                        "title": each.title,
                        "words": each.words,
                        "meta": each.meta,
                        "otherwise": list(each.otherwise),
                        "address": f"{plain}{each.address}".rstrip("/") if each.address else "",
                    }
                    for each in chapter.told
                ],
            }
            for chapter in told.chapters
        ],
        "twelve": " ".join(told.twelve),
        "size": told.size,
        "sealed": date_format(told.sealed_on, "j F Y") if told.sealed_on else "",
        "address": f"{plain}{told.here.get_absolute_url()}".rstrip("/"),
        "qr": printing.qr_svg(f"{site.rstrip('/')}{told.here.get_absolute_url()}"),
    }

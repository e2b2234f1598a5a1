"""The year book on paper: one PDF, tagged for screen readers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format

from stoep.archive import queries
from stoep.places.models import Neighbourhood
from stoep.shared import printing

TEMPLATE = "archive/templates/archive/year_book.typ"


def pdf(here: Neighbourhood, year: int, *, today: date, site: str, names: bool = True) -> bytes:
    """The book of this year; `site` is the address of the website, as it stands before each page's own."""
    told = queries.year_of(here, year, today=today, chapters=queries.CHAPTERS, names=names)
    return printing.pdf(TEMPLATE, data_of(told, site))


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

"""The promises of a neighbourhood as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stoep.places.models import Neighbourhood
from stoep.promises import queries

# OWASP ASVS 5.0, 1.2.10: a cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


STANDINGS = {
    "open": gettext_lazy("open"),
    "late": gettext_lazy("te laat"),
    "kept": gettext_lazy("nagekomen"),
    "kept-late": gettext_lazy("nagekomen, na de datum"),
    "broken": gettext_lazy("niet nagekomen"),
}


def of(neighbourhood: Neighbourhood, today: date) -> str:
    """A CSV text (comma, UTF-8 with its mark so that spreadsheets read it): one line a promise, newest date first."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(
        [
            _("nummer"),
            _("wie"),
            _("organisatie"),
            _("eerste woorden"),
            _("woorden nu"),
            _("gezegd op"),
            _("eerst beloofd voor"),
            _("nu beloofd voor"),
            _("stand"),
            _("agendapunt"),
        ]
    )
    for line in queries.register(neighbourhood, today, which="all", limit=10_000):
        promise = line.promise
        writer.writerow(
            plain_cell(cell)
            for cell in (
                promise.code,
                promise.promiser_called,
                promise.organisation.name if promise.organisation else "",
                promise.words,
                line.words,
                promise.said_on.isoformat(),
                promise.due_on.isoformat(),
                line.due_on.isoformat(),
                str(STANDINGS[line.standing]),
                promise.item.code if promise.item else "",
            )
        )
    return out.getvalue()


def plain_cell(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text

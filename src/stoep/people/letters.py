"""Letters: all that wait in a neighbourhood as one PDF to print, each in the language of whoever gets it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import formats, translation

from stoep.people import queries
from stoep.people.models import Telling
from stoep.people.post import with_address
from stoep.shared import printing, receipts

_ADDRESS = re.compile(r"https?://\S+")


def letters_pdf(tellings: Iterable[Telling], *, today: date) -> bytes:
    """One PDF, one letter a page or more, the address where a window envelope shows it (DIN 5008 form B, left).

    An erased address prints nothing. Each letter has the number it is about and a QR code to the same page as the
    link in its text.
    """
    printed = [_letter(telling, today) for telling in tellings if queries.address_of(telling.contact)]
    return printing.pdf("people/templates/people/letters.typ", {"letters": printed, "lang": "nl"})


def _letter(telling: Telling, today: date) -> dict[str, Any]:
    body = with_address(telling.body)
    link = found[0].rstrip(".,;)") if (found := _ADDRESS.search(body)) else settings.STOEP_URL
    number = receipts.tidy(telling.about)
    with translation.override(telling.contact.language):
        return {
            "lang": telling.contact.language,
            "address": queries.address_of(telling.contact),
            "place": telling.neighbourhood.name,
            "date": formats.date_format(today, "j F Y"),
            "subject": telling.subject,
            "body": body,
            "about": receipts.spoken(number) if receipts.is_number(number) else "",
            "link": link,
            "qr": printing.qr_svg(link),
        }

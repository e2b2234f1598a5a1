"""What leaves the house by mail: one message to one address, its links whole."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from stoep.people import queries
from stoep.people.models import Telling
from stoep.shared import receipts

_PATH = re.compile(r"(?<![\w/:.])/(?=\w)")


def with_address(body: str) -> str:
    """The text with the site's address in front of each path in it."""
    return _PATH.sub(f"{settings.STOEP_URL}/", body)


def mail(telling: Telling) -> EmailMessage:
    """One mail to one address. Nobody else is ever on it (Wagtail PYSEC-2022-13: notices to outsiders)."""
    contact = telling.contact
    with translation.override(contact.language):
        foot = _foot(telling) % {"address": settings.STOEP_URL}
    domain = settings.STOEP_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return EmailMessage(
        subject=telling.subject,
        body=f"{with_address(telling.body)}\n\n-- \n{foot}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[queries.address_of(contact)],
        # The same name at every try, so that a mailbox can tell a repeated mail from a new one.
        headers={"Message-ID": f"<telling-{telling.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def _foot(telling: Telling) -> str:
    """Why somebody gets this, and how to stop it: by the receipt of what they said, or by what they take part in."""
    if receipts.is_number(telling.about):
        return _(
            "U krijgt dit bericht omdat u daarom vroeg. Wilt u het niet meer? "
            "Ga naar %(address)s en vul uw nummer en geheime code in."
        )
    return _(
        "U krijgt dit bericht omdat u meedoet in uw wijk, of omdat iemand uw adres hiervoor opgaf. "
        "Wilt u het niet meer? Meld u aan op %(address)s en ga naar 'Mijn pagina'."
    )

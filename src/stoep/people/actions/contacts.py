"""Keep an address for whoever asked to be told, and erase it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.people import addresses, sealing
from stoep.people.models import Account, Contact
from stoep.record import actions as record
from stoep.shared.refusal import Refused

_TIDY = {
    Contact.Channel.MAIL: addresses.tidy_mail,
    Contact.Channel.PHONE: addresses.tidy_phone,
    Contact.Channel.LETTER: addresses.tidy_postal,
}


def keep_contact(*, channel: str, address: str, language: str, at: datetime) -> Contact:
    """Keep an address, encrypted, apart from what was said. Refused with a sentence when it cannot be right."""
    if channel not in Contact.Channel.values:
        raise Refused("bad-channel", _("Kies hoe u het wilt horen: per e-mail, per brief of per telefoon."))
    known = {code for code, _name in settings.LANGUAGES}
    return Contact.objects.create(
        channel=channel,
        sealed_address=sealing.seal(_TIDY[Contact.Channel(channel)](address)),
        language=language if language in known else settings.LANGUAGE_CODE,
        given_at=at,
    )


def contact_for(*, account: Account, at: datetime) -> Contact:
    """The address of an account, kept to tell its owner something in the language in which they last signed in."""
    return keep_contact(channel=Contact.Channel.MAIL, address=account.email, language=account.language, at=at)


@transaction.atomic
def erase_contact(*, contact: Contact, at: datetime) -> None:
    """The address and every message to it are gone, also from the file (SQLite's secure_delete). Twice is once."""
    contact.tellings.all().delete()
    Contact.objects.filter(pk=contact.pk, erased_at__isnull=True).update(sealed_address=b"", erased_at=at)
    contact.refresh_from_db()
    record.mark_erased()

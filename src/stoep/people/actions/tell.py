"""Put a message to one contact in the outbox."""

from __future__ import annotations

from datetime import datetime

from stoep.people.models import Contact, Telling
from stoep.places.models import Neighbourhood

SUBJECT_LENGTH = 160


def tell(
    *, contact: Contact, neighbourhood: Neighbourhood, about: str, subject: str, body: str, at: datetime
) -> Telling | None:
    """Let one contact know something, by the way that they chose; None when their address was erased.

    `body` is plain text in the contact's language; a path in it that begins with "/" gets the site's address in
    front when it is sent. Mail goes out by `work`; letters and calls wait at the host's desk.
    """
    if not Contact.objects.filter(pk=contact.pk, erased_at__isnull=True).exists():
        return None
    return Telling.objects.create(
        contact=contact,
        neighbourhood=neighbourhood,
        about=about[:40],
        subject=" ".join(subject.split())[:SUBJECT_LENGTH],  # a line break here would become a mail header
        body=body,
        created_at=at,
        next_try_at=at,
    )

"""Questions about people and how they are told. Read only."""

from __future__ import annotations

from stoep.people import sealing
from stoep.people.models import Contact


def address_of(contact: Contact) -> str:
    """The address as it was given, opened; "" once it was erased.

    Mail: one line. Letter: the lines for the window. Phone: the number, and on a second line whom to ask for.
    """
    if contact.erased_at or not contact.sealed_address:
        return ""
    return sealing.unseal(contact.sealed_address)

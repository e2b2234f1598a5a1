"""The acts of people, one a file."""

from stoep.people.actions.contacts import erase_contact, keep_contact
from stoep.people.actions.knock import knock
from stoep.people.actions.tell import tell

__all__ = ["erase_contact", "keep_contact", "knock", "tell"]

"""The acts of people, one a file."""

from stoep.people.actions.account import end_account, name_myself, open_account, tidy_up
from stoep.people.actions.by_hand import mark_called, mark_posted, send_again
from stoep.people.actions.change_address import Asked, ask_new_address, change_address
from stoep.people.actions.contacts import contact_for, erase_contact, keep_contact
from stoep.people.actions.deliver import deliver
from stoep.people.actions.erase_tellings import erase_tellings
from stoep.people.actions.knock import forgive, knock
from stoep.people.actions.organisation import name_organisation
from stoep.people.actions.tell import tell
from stoep.people.actions.welcome import tidy_name, welcome

__all__ = [
    "Asked",
    "ask_new_address",
    "change_address",
    "contact_for",
    "deliver",
    "end_account",
    "erase_contact",
    "erase_tellings",
    "forgive",
    "keep_contact",
    "knock",
    "mark_called",
    "mark_posted",
    "name_myself",
    "name_organisation",
    "open_account",
    "send_again",
    "tell",
    "tidy_name",
    "tidy_up",
    "welcome",
]

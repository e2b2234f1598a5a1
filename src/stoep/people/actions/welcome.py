"""Welcome somebody who will take part: a name, and an address to sign in with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.people import addresses
from stoep.people.models import Account, Person
from stoep.shared.refusal import Refused

NAME_LENGTH = 120


@transaction.atomic
def welcome(*, name: str, email: str, at: datetime) -> Person:
    """The person behind this address: who was known keeps their own name, who was not gets an account and this name.

    Nothing is sent, and no right is given: they sign in by a code whenever they like.
    """
    tidy = addresses.tidy_mail(email).lower()
    account = Account.objects.filter(email=tidy).first() or Account.objects.create_user(tidy, joined_at=at)
    known = Person.objects.filter(account=account).first()
    return known or Person.objects.create(account=account, name=tidy_name(name))


def tidy_name(typed: str) -> str:
    """A name on one line, of letters that can be seen."""
    name = " ".join(typed.split())
    if not name or not name.isprintable() or len(name) > NAME_LENGTH or not any(sign.isalpha() for sign in name):
        raise Refused("bad-name", _("Vul een naam in van hooguit 120 tekens, zoals u wilt dat anderen hem zien."))
    return name

"""Questions about people and how they are told. Read only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet

from stoep.people import rules, sealing
from stoep.people.models import Account, Contact, Person, Telling
from stoep.places import buurten
from stoep.places.models import Neighbourhood


def address_of(contact: Contact) -> str:
    """The address as it was given, opened; "" once it was erased.

    Mail: one line. Letter: the lines for the window. Phone: the number, and on a second line whom to ask for.
    """
    if contact.erased_at or not contact.sealed_address:
        return ""
    return sealing.unseal(contact.sealed_address)


def person_of(account: Account) -> Person | None:
    """The person behind an account, with their organisation; None until they gave a name."""
    return Person.objects.select_related("organisation").filter(account=account).first()


def waiting(neighbourhood: Neighbourhood, channel: str) -> QuerySet[Telling]:
    """The messages of this neighbourhood that have not been told, oldest first."""
    return (
        Telling.objects.filter(
            neighbourhood=neighbourhood,
            contact__channel=channel,
            contact__erased_at__isnull=True,
            told_at__isnull=True,
        )
        .select_related("contact")
        .order_by("pk")
    )


def letters(neighbourhood: Neighbourhood, up_to: int | None = None) -> QuerySet[Telling]:
    """The letters to print; with `up_to` only those with an id up to this one, so that a print can be repeated."""
    found = waiting(neighbourhood, Contact.Channel.LETTER)
    return found if up_to is None else found.filter(pk__lte=up_to)


def calls(neighbourhood: Neighbourhood, at: datetime) -> QuerySet[Telling]:
    """The calls to make now; who was not reached comes back after a while."""
    return waiting(neighbourhood, Contact.Channel.PHONE).filter(next_try_at__lte=at)


def stuck(neighbourhood: Neighbourhood, at: datetime) -> QuerySet[Telling]:
    """Mails that do not arrive: given up after many tries, or claimed by a sender that vanished half-way."""
    gave_up = models.Q(next_try_at__isnull=True, claimed_at__isnull=True)
    unsure = models.Q(claimed_at__lt=at - rules.UNSURE_AFTER)
    return waiting(neighbourhood, Contact.Channel.MAIL).filter(gave_up | unsure)


def my_data(account: Account) -> dict[str, Any]:
    """Everything that is kept about this account, as plain JSON: itself, its person, and each row that points at it.

    Of such a row it gives what it is and when, never its words: those may be another's.
    """
    person = person_of(account)
    return {
        "account": {
            "email": account.email,
            "joined_at": _plain(account.joined_at),
            "last_login": _plain(account.last_login),
        },
        "person": {
            "name": person.name,
            "organisation": person.organisation.name if person.organisation else "",
            "buurt_code": person.buurt_code,
            "buurt": buurten.name_of(person.buurt_code) if person.buurt_code else "",
            "year_band": person.year_band,
        }
        if person
        else None,
        "rows": [row for owner in (account, person) if owner for row in _rows_about(owner)],
    }


def _rows_about(owner: models.Model) -> list[dict[str, Any]]:
    rows = []
    for relation in owner._meta.related_objects:
        model = relation.related_model
        if model is Person:
            continue
        dates = [field.name for field in model._meta.fields if isinstance(field, models.DateField)]
        for row in model._default_manager.filter(**{relation.field.name: owner}).values("pk", *dates):
            rows.append(
                {
                    "what": model._meta.label_lower,
                    "as": relation.field.name,
                    **{name: _plain(value) for name, value in row.items()},
                }
            )
    return rows


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value if value is None else str(value)

"""Columns that more rows of this room have."""

from __future__ import annotations

from django.db import models

from stoep.people.models import Person


def person() -> models.ForeignKey[Person | None, Person | None]:
    """Who wrote it down; the row stays when the account goes."""
    return models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")


def key() -> models.CharField[str | None, str | None]:
    """Goes along with a form, so that sending it twice stores it once."""
    return models.CharField(max_length=64, unique=True, null=True, blank=True)

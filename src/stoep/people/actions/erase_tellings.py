"""Take back messages that hold what somebody had wiped."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record import actions as record


def erase_tellings(*, neighbourhood: Neighbourhood, about: Iterable[str], texts: Iterable[str]) -> int:
    """Delete the messages about these numbers or subjects that hold one of these texts, sent or waiting: how many."""
    holds = Q(pk__in=[])
    for text in texts:
        holds |= Q(body__contains=text)
    deleted, _each = Telling.objects.filter(holds, neighbourhood=neighbourhood, about__in=list(about)).delete()
    if deleted:
        record.mark_erased()
    return deleted

"""When two people are of the same party: what every second yes, second look and second observer in this room asks.

Residents are one party, whether they have no organisation or one of residents.
"""

from __future__ import annotations

from typing import Any, Protocol

RESIDENTS = ""
_OF_RESIDENTS = "resident"  # the kind of an organisation


class Organised(Protocol):
    """An organisation, as far as this rule reads it."""

    pk: Any
    kind: str


def party(organisation: Organised | None) -> str:
    """The party of whoever is of this organisation, or of none: `RESIDENTS`, or a key that no other party has."""
    if organisation is None or organisation.kind == _OF_RESIDENTS:
        return RESIDENTS
    return str(organisation.pk)


def same_party(one: Organised | None, other: Organised | None) -> bool:
    """Whether people of these two organisations are of the same party."""
    return party(one) == party(other)

"""Which letterboxes asked for no more invitations: asked by token, so that nobody can list them."""

from __future__ import annotations

from collections.abc import Iterable

from stoep.gatherings import keys
from stoep.gatherings.models import Unasked
from stoep.gatherings.rules import codes, streets
from stoep.gatherings.rules.streets import Address
from stoep.places.models import Neighbourhood

AT_ONCE = 300


def tokens(neighbourhood: Neighbourhood, street: str, house: str) -> list[str]:
    """The tokens of one letterbox under each of our keys, the one that makes first. `house` is folded."""
    place, road = streets.fold(neighbourhood.municipality_name), streets.fold(street)
    return [codes.letterbox(key, place, road, house) for key in keys.ours()]


def unasked_among(neighbourhood: Neighbourhood, addresses: Iterable[Address]) -> set[Address]:
    """Which of these addresses asked for no more."""
    by_token = {
        token: address
        for address in addresses
        for token in tokens(neighbourhood, address.street, streets.fold_house(address.house))
    }
    every = list(by_token)
    found: set[Address] = set()
    for start in range(0, len(every), AT_ONCE):
        rows = Unasked.objects.filter(token__in=every[start : start + AT_ONCE])
        found |= {by_token[token] for token in rows.values_list("token", flat=True)}
    return found

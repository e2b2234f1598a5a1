"""Which telephone numbers asked to be rung no more: asked by token, so that nobody can list them."""

from __future__ import annotations

from collections.abc import Iterable

from stoep.gatherings import keys
from stoep.gatherings.models import Unasked
from stoep.gatherings.rules import codes, streets
from stoep.places.models import Neighbourhood


def phone_tokens(neighbourhood: Neighbourhood, number: str) -> list[str]:
    """The tokens of one number under each of our keys, the one that makes first. `number` is tidy."""
    place = streets.fold(neighbourhood.municipality_name)
    return [codes.telephone(key, place, number) for key in keys.ours()]


def unrung_among(neighbourhood: Neighbourhood, numbers: Iterable[str]) -> set[str]:
    """Which of these tidy numbers asked to be rung no more."""
    by_token = {token: number for number in numbers for token in phone_tokens(neighbourhood, number)}
    rows = Unasked.objects.filter(token__in=list(by_token))
    return {by_token[token] for token in rows.values_list("token", flat=True)}

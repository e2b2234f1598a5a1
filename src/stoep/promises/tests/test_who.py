"""Names that are typed, and whom they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.promises.who import Found, Known, recognise

PEOPLE = [Known(1, "Anouk de Vries"), Known(2, "Joost Bakker"), Known(3, "Fatma Öz"), Known(4, "Fatma Kaya")]
PARTIES = [
    Known(10, "Gemeente Waterstad", "municipality"),
    Known(11, "Woningcorporatie Waterhuis", "housing"),
    Known(12, "Bewonersnetwerk", "resident"),
    Known(13, "Politie Waterstad", "police"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Anouk de Vries", Found(person=1)),
        ("anouk", Found(person=1)),
        ("Anouk van de gemeente", Found(person=1)),
        ("Anouk Jansen", Found()),
        ("Fatma", Found()),
        ("fatma oz", Found(person=3)),
        ("gemeente Waterstad", Found(organisation=10)),
        ("de gemeente", Found(organisation=10)),
        ("wethouder Karin", Found(organisation=10)),
        ("Henk van Woningcorporatie Waterhuis", Found(organisation=11)),
        ("Joost Bakker, Politie Waterstad", Found(person=2, organisation=13)),
        ("het bewonersnetwerk", Found(organisation=12)),
        ("mevrouw Pietersen", Found()),
        ("", Found()),
    ],
)
def test_a_name_is_recognised_only_when_one_can_be_meant(typed: str, found: Found) -> None:
    assert recognise(typed, PEOPLE, PARTIES) == found


@given(st.text(max_size=300))
def test_whatever_is_typed_only_somebody_who_is_known_is_recognised(typed: str) -> None:
    found = recognise(typed, PEOPLE, PARTIES)
    assert found.person in {None, *(known.key for known in PEOPLE)}
    assert found.organisation in {None, *(known.key for known in PARTIES)}

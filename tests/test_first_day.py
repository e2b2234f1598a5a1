"""On the first day nobody said anything yet: every page of a neighbourhood opens, and says so."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.builders import a_neighbourhood, a_person, a_seat, sign_in
from tests.security import doors

pytestmark = pytest.mark.django_db


def _addresses(slug: str) -> dict[str, str]:
    """The addresses that ask for a neighbourhood and nothing else."""
    found = {}
    for name in doors.names():
        try:
            found[name] = reverse(name, kwargs={"slug": slug})
        except NoReverseMatch:
            continue
    return found


def test_every_page_of_a_new_neighbourhood_opens() -> None:
    here = a_neighbourhood()
    chair = a_person()
    a_seat(here, person=chair, is_chair=True)
    visitor, leads = Client(raise_request_exception=False), Client(raise_request_exception=False)
    sign_in(leads, chair)
    addresses = _addresses(here.slug)
    assert len(addresses) > 60
    broken = [
        f"{name} as {who}"
        for name, address in addresses.items()
        for who, client in (("a visitor", visitor), ("the chair", leads))
        if client.get(address).status_code >= 500
    ]
    assert broken == []

"""The pages of allauth that this house has take what our own pages take, and no more."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builders import a_person, sign_in


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_a_page_of_an_account_is_read_and_posted_to_and_nothing_else(client: Client, method: str) -> None:
    sign_in(client, a_person())
    for address in ("app/", "passkey/", "noodcodes/nieuw/", "app/weg/", "bevestigen/"):
        assert getattr(client, method)(f"/mijn/tweede-slot/{address}").status_code == 405, address

"""The pages that belong to no room: they open without an account, keep no cookies, and say what to do."""

from __future__ import annotations

import pytest
from django.test import Client

PAGES = ["/", "/over-stoep/", "/toegankelijkheid/", "/uw-gegevens/", "/code/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_opens_without_an_account_and_sets_no_cookie(client: Client, address: str, language: str) -> None:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    assert not answer.cookies
    assert f'<html lang="{language}">' in answer.text

"""Where I live is chosen by name from a list, and only what exists is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from stoep.people import actions as people
from stoep.places.models import Area
from stoep.places.tests import waterstad
from stoep.shared.refusal import Refused
from tests.builders import a_person, sign_in


@pytest.mark.django_db
def test_a_buurt_is_chosen_by_its_name_from_the_municipality_that_i_choose(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    assert "buurt_code" not in client.get("/mijn/").content.decode()
    waterstad.build()
    first = client.get("/mijn/").content.decode()
    assert "Kies dan eerst uw gemeente" in first
    assert 'name="buurt_code"' not in first
    chosen = client.get("/mijn/?gemeente=GM9901").content.decode()
    assert '<option value="BU99010201">De Meerpaal</option>' in chosen
    assert "BU99020100" not in chosen
    assert client.post("/mijn/?gemeente=GM9901", {"name": "S", "buurt_code": "BU99010201"}).status_code == 302
    # From now on their own municipality is the first, and what was told stays where no list can be shown.
    assert '<option value="BU99010201" selected>' in client.get("/mijn/").content.decode()
    Area.objects.all().update(kind=Area.Kind.WIJK)
    assert client.post("/mijn/", {"name": "Samira"}).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.buurt_code) == ("Samira", "BU99010201")


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["BU00000000", "WK990101", "1234"])
def test_a_code_that_is_no_buurt_is_kept_nowhere(client: Client, code: str) -> None:
    waterstad.build()
    person = a_person()
    sign_in(client, person)
    assert client.post("/mijn/?gemeente=GM9901", {"name": "S", "buurt_code": code}).status_code == 200
    assert person.account is not None
    with pytest.raises(Refused) as refused:
        people.name_myself(account=person.account, name="S", buurt_code=code)
    assert refused.value.code == "buurt"
    person.refresh_from_db()
    assert person.buurt_code == ""

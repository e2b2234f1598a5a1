"""In which buurt somebody lives is chosen by name, where names are known, and never typed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from stoep.places.models import Neighbourhood
from stoep.places.tests import waterstad
from stoep.shared.refusal import Refused
from stoep.voices.models import Voice
from tests.builders import a_neighbourhood, a_voice

pytestmark = pytest.mark.django_db
SAID = {"kind": "idea", "words": "Een bankje.", "audience": "everyone", "tell_by": "none"}


@pytest.fixture
def drawn() -> Neighbourhood:
    areas = waterstad.build()
    here = a_neighbourhood()
    here.areas.add(areas["WK990102"])
    return here


def test_the_buurten_here_come_first_and_then_those_of_the_municipality(client: Client, drawn: Neighbourhood) -> None:
    page = client.get(reverse("voices:post", args=[drawn.slug])).content.decode()
    here, elsewhere = page.index('value="BU99010201"'), page.index('value="BU99010100"')
    assert page.index('<optgroup label="De Meerpaal">') < here < page.index("Ergens anders in de gemeente") < elsewhere
    assert "BU99020100" not in page


def test_a_chosen_buurt_is_kept_and_another_code_is_not(client: Client, drawn: Neighbourhood) -> None:
    address = reverse("voices:post", args=[drawn.slug])
    assert client.post(address, SAID | {"buurt_code": "BU99010100"}).status_code == 302
    assert Voice.objects.get().buurt_code == "BU99010100"
    for code in ("BU99020100", "BU00000000", "'; drop"):
        assert client.post(address, SAID | {"buurt_code": code}).status_code == 422
    with pytest.raises(Refused) as refused:
        a_voice(drawn, buurt_code="WK990102")
    assert refused.value.code == "buurt"
    assert Voice.objects.count() == 1


def test_without_areas_nothing_is_asked(client: Client) -> None:
    here = a_neighbourhood()
    address = reverse("voices:post", args=[here.slug])
    assert "buurt_code" not in client.get(address).content.decode()
    assert client.post(address, SAID | {"buurt_code": "BU99010100"}).status_code == 302
    assert Voice.objects.get().buurt_code == ""

"""The map of what is here: words beside it, a point only for what is no person, and nothing that was not agreed to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.places.models import Area
from stoep.places.tests import waterstad
from stoep.record.models import Opening
from stoep.shared.refusal import Refused
from stoep.strengths import actions, queries
from stoep.strengths.models import Strength
from tests.builders import NOW, a_neighbourhood, a_standing

pytestmark = pytest.mark.django_db
ODD = 'De "tuinclub" </script> \U0001f333 حديقة'


@pytest.fixture
def here() -> Any:
    waterstad.build()
    found = a_neighbourhood()
    found.areas.set(Area.objects.filter(kind="buurt", outline__isnull=False)[:2])
    return found


def told(here: Any, **changed: Any) -> actions.Slip:
    given: dict[str, Any] = {"kind": "association", "words": ODD, "uses": ["list"], "host": a_standing(here), "at": NOW}
    return actions.note(neighbourhood=here, **given | changed)


def inside(here: Any) -> str:
    area = here.areas.first()
    return f"{area.lon:.5f},{area.lat:.5f}"


def drawn(here: Any) -> list[Any]:
    answer = Client().get(reverse("strengths:spots", args=[here.slug]))
    assert answer["Content-Type"] == "application/geo+json"
    return list(json.loads(answer.content)["features"])


def test_a_club_stands_on_its_point_and_what_people_can_do_in_a_part(here: Any) -> None:
    part, name = queries.parts(here)[0]
    told(here, where="Het plein", spot=inside(here))
    told(here, kind="gift", part="head", words="Ik weet veel van vogels.", spot=part)
    told(here, kind="gift", part="head", words="Ik weet veel van bijen.", spot=part, uses=["item"])
    told(here, kind="gift", part="head", words="Ik weet veel van vissen.", spot=part, uses=[])
    features = drawn(here)
    (point,) = [one for one in features if one["geometry"]["type"] == "Point"]
    assert point["properties"] == {"name": "Het plein", "words": [ODD]}
    assert {one["properties"]["name"]: one["properties"]["words"] for one in features if one is not point}[name] == [
        "Ik weet veel van vogels."
    ]
    page = Client().get(reverse("strengths:map", args=[here.slug])).content.decode()
    assert "vogels" in page and name in page and "Het plein" in page and "&lt;/script&gt;" in page
    assert "bijen" not in page and "vissen" not in page


@pytest.mark.parametrize("kind", [{"kind": "gift", "part": "hands"}, {"kind": "wish"}])
def test_what_somebody_can_do_or_wishes_is_never_put_on_a_point(here: Any, kind: dict[str, str]) -> None:
    for place, code in (({"spot": inside(here)}, "spot"), ({"where": "Eikstraat 7"}, "where")):
        with pytest.raises(Refused) as refused:
            told(here, **kind, **place)
        assert refused.value.code == code
    assert not Strength.objects.exists()


@pytest.mark.parametrize("spot", ["0.1,0.1", "nan,nan", "BU00000000", "<b>", "5.1,52.1,1", "5.1"])
def test_what_is_no_place_of_here_is_refused(here: Any, spot: str) -> None:
    with pytest.raises(Refused) as refused:
        told(here, spot=spot)
    assert refused.value.code == "spot"


def test_taken_from_the_list_it_is_on_no_map_and_in_no_log_and_comes_back_only_after_a_host_looked(here: Any) -> None:
    slip = told(here, where="Het plein", spot=inside(here), uses=["list", "item"])
    codes: dict[str, Any] = {"strength": slip.strength, "secret": slip.secret, "at": NOW}
    actions.take_back(use="list", **codes)
    row = Strength.objects.get()
    assert (row.where, row.spot, row.words) == ("", "", ODD) and queries.shown("item").exists()
    assert set(Opening.objects.filter(value="Het plein")) == set() and Opening.objects.filter(value=ODD).exists()
    assert not queries.on_map(here)
    actions.agree(use="list", **codes)
    assert not queries.on_map(here) and not queries.shown("item").exists(), "a host looks at the place first"
    actions.show(strength=row, by=a_standing(here), at=NOW)
    assert queries.on_map(here)
    actions.correct(words="Anders.", where="Het park", spot="", **codes)
    row.refresh_from_db()
    assert (row.where, row.spot) == ("Het park", "")


def test_the_place_is_chosen_in_the_form_with_or_without_a_script(here: Any, client: Client) -> None:
    page = reverse("strengths:note", args=[here.slug])
    part = queries.parts(here)[0][0]
    typed = {"what": "place", "words": "Soep in De Eik.", "uses": ["list"], "where": "De Eik"}
    assert client.post(page, typed | {"place": part}).status_code == 200
    assert client.post(page, typed | {"place": "punt", "point": inside(here)}).status_code == 200
    assert sorted(Strength.objects.values_list("spot", flat=True)) == sorted([part, inside(here)])
    for wrong in ({"place": "punt", "point": "9.0,60.0"}, {"place": "punt"}, {"place": "BU00000000"}):
        answer = client.post(page, typed | wrong)
        assert answer.status_code == 422 and "De Eik" in answer.content.decode()
    person = client.post(page, typed | {"what": "gift-hands"})
    assert person.status_code == 422 and "nooit een adres" in person.content.decode()


def test_the_list_beside_it_goes_by_twenty_and_asks_little(here: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(queries.PAGE + 1):
        told(here, words=f"Club {number}", spot=inside(here))
    with django_assert_max_num_queries(8):
        first = Client().get(reverse("strengths:map", args=[here.slug]))
    assert "Club 20" in first.content.decode() and "Club 0<" not in first.content.decode()
    older = Client().get(f"{reverse('strengths:map', args=[here.slug])}{first.context['older']}").content.decode()
    assert "Club 0<" in older
    assert len(drawn(here)) >= queries.PAGE + 1

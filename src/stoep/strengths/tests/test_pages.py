"""The pages of what is here: three boxes, a slip, and the giver's own page behind two codes."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from stoep.strengths import actions
from stoep.strengths.models import Strength
from tests.builders import NOW, a_neighbourhood, a_person, a_post, a_seat, a_standing, sign_in

pytestmark = pytest.mark.django_db
SAID = {"what": "gift-hands", "words": "Ik kan naaien."}


def _codes(page: str) -> dict[str, str]:
    """The number and the secret as the slip on the page gives them to its own button."""
    return {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[0] for name in ("number", "secret")}


def _note(client: Client, here: Any, **said: Any) -> str:
    answer = client.post(reverse("strengths:note", args=[here.slug]), SAID | said)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_gift_is_told_in_three_boxes_and_shown_only_after_a_yes(client: Client) -> None:
    here = a_neighbourhood()
    page = client.get(reverse("strengths:note", args=[here.slug]))
    shown = page.context["form"].visible_fields()
    assert [box.name for box in shown][:3] == ["what", "words", "uses"] and "checked" not in page.content.decode()
    codes = _codes(_note(client, here))
    host, official = a_person(), a_person(side="municipality")
    a_post(here, "host", person=host)
    a_seat(here, "municipality", person=official)
    readers = [client, Client(), Client()]
    sign_in(readers[1], host)
    sign_in(readers[2], official)
    pages = [reverse("strengths:list", args=[here.slug]), reverse("strengths:check", args=[here.slug])]
    assert not [path for path in pages for one in readers if "naaien" in one.get(path).content.decode()]
    own = client.post(reverse("strengths:own"), codes)
    assert "Ik kan naaien." in own.content.decode()
    client.post(reverse("strengths:own"), codes | {"doe": "ja", "use": "list"})
    assert "naaien" in readers[1].get(pages[1]).content.decode()
    assert readers[1].post(pages[1], {"number": codes["number"], "show": "1"}).status_code == 302
    assert all("naaien" in one.get(pages[0]).content.decode() for one in readers)
    taken = client.post(reverse("strengths:own"), codes | {"doe": "nee"}).content.decode()
    assert "Teruggenomen" in taken
    assert not [one for one in readers if "naaien" in one.get(pages[0]).content.decode()]


def test_what_was_typed_stays_when_something_is_missing(client: Client) -> None:
    here = a_neighbourhood()
    answer = client.post(reverse("strengths:note", args=[here.slug]), {"words": "Ik kan naaien.", "uses": ["list"]})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Ik kan naaien." in page and "Kies wat het is." in page
    assert 'value="list"' in page and "checked" in page
    assert not Strength.objects.exists()


def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(client: Client) -> None:
    codes = _codes(_note(client, a_neighbourhood()))
    wrong = client.post(reverse("strengths:own"), codes | {"secret": "A" * 24})
    unknown = client.post(reverse("strengths:own"), codes | {"number": "K7QM4XR"})
    told = [re.findall(r"<li>([^<]*code[^<]*)</li>", page.content.decode()) for page in (wrong, unknown)]
    assert wrong.status_code == unknown.status_code == 422 and told[0] == told[1]
    assert client.post(reverse("strengths:slip"), codes | {"secret": "A" * 24}).status_code == 404


def test_the_giver_says_it_otherwise_and_wipes_it(client: Client) -> None:
    codes = _codes(_note(client, a_neighbourhood(), uses=["list"]))
    own = reverse("strengths:own")
    empty = client.post(own, codes | {"doe": "anders", "words": " "})
    assert empty.status_code == 422 and "U heeft nog niets opgeschreven" in empty.content.decode()
    assert "Ik kan breien." in client.post(own, codes | {"doe": "anders", "words": "Ik kan breien."}).content.decode()
    assert client.post(own, codes | {"doe": "wis"}).status_code == 422
    wiped = client.post(own, codes | {"doe": "wis", "sure": "on"}).content.decode()
    assert "Gewist, overal." in wiped and "breien" not in wiped
    again = client.post(own, codes | {"doe": "ja", "use": "list"}).content.decode()
    assert "U heeft dit gewist." in again and not Strength.objects.get().words


def test_a_host_types_over_a_card_and_hands_over_the_slip(client: Client) -> None:
    here = a_neighbourhood()
    host = a_person()
    a_post(here, "host", person=host)
    sign_in(client, host)
    desk = reverse("strengths:type", args=[here.slug])
    page = client.post(desk, SAID | {"what": "place", "uses": ["list"], "channel": "card"}).content.decode()
    slip = client.post(reverse("strengths:slip"), _codes(page))
    assert slip.status_code == 200 and slip.content.startswith(b"%PDF")
    assert "Ik kan naaien." in Client().get(reverse("strengths:list", args=[here.slug])).content.decode()
    card = client.get(reverse("strengths:card", args=[here.slug]))
    assert len(PdfReader(io.BytesIO(card.content)).pages) == 1


def test_a_host_holds_back_with_a_reason_that_the_giver_reads(client: Client) -> None:
    here = a_neighbourhood()
    codes = _codes(_note(client, here, uses=["list"]))
    host = a_person()
    a_post(here, "host", person=host)
    desk = Client()
    sign_in(desk, host)
    check = reverse("strengths:check", args=[here.slug])
    missing = desk.post(check, {"number": codes["number"], "why": ""})
    assert missing.status_code == 422 and "De gever leest dit." in missing.content.decode()
    desk.post(check, {"number": codes["number"], "why": "Er staat een adres in."})
    assert "Er staat een adres in." in client.post(reverse("strengths:own"), codes).content.decode()
    assert "naaien" not in client.get(reverse("strengths:list", args=[here.slug])).content.decode()


def test_the_list_asks_at_most_eight_questions_and_shows_wishes_on_a_page_of_their_own(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    here = a_neighbourhood()
    host = a_standing(here)
    for kind in ("place", "association", "story", "wish"):
        actions.note(neighbourhood=here, kind=kind, words=f"Iets van {kind}.", uses=["list"], host=host, at=NOW)
    listed = reverse("strengths:list", args=[here.slug])
    for address, shown in ((listed, "Iets van story."), (f"{listed}?soort=wish", "Iets van wish.")):
        with django_assert_max_num_queries(8):
            assert shown in client.get(address).content.decode()
    assert "Iets van wish." not in client.get(listed).content.decode()

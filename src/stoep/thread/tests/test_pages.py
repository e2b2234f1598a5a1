"""The pages of the red thread, as a visitor, an author and a host open them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.places.tests import waterstad
from stoep.shared import receipts
from stoep.strengths import actions as strengths
from stoep.voices import actions as voices
from tests.builders import (
    NOW,
    a_neighbourhood,
    a_person,
    a_post,
    a_promise,
    a_seat,
    a_standing,
    a_voice,
    an_item,
    an_organisation,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Any:
    """A neighbourhood with a strength, an item from a voice, and a promise."""
    place = a_neighbourhood()
    leads = a_standing(place)
    strength = a_voice(place, "De bakker kent iedereen.", kind="strength", checked_by=leads.person).voice
    voices.answer(voice=strength, kind="answered", words="Dank u wel.", by=leads, at=NOW)
    said = a_voice(place, "Een bankje bij de winkel.", checked_by=leads.person).voice
    item = an_item(place, "Bankjes in de wijk", by=leads)
    agenda.take_up(item=item, voices=[said], why="Dit hoort erbij.", by=leads, at=NOW)
    a_promise(place, item=item)
    return place


def test_strengths_are_the_first_block_of_a_neighbourhood(client: Client, here: Any) -> None:
    page = client.get(f"/wijk/{here.slug}/").content.decode()
    assert page.index("De bakker kent iedereen.") < page.index("Bankjes in de wijk") < page.index("lantaarns")


def test_a_page_of_a_neighbourhood_asks_at_most_eight_questions(
    client: Client, here: Any, django_assert_max_num_queries: Any
) -> None:
    leads = a_standing(here)
    for number in range(12):
        voice = a_voice(here, f"Nog een bankje, nummer {number}.", kind="strength", checked_by=leads.person).voice
        agenda.take_up(item=an_item(here, by=leads), voices=[voice], why="Ook dit.", by=leads, at=NOW)
    item = here.items.order_by("pk").first()
    number, code = item.origins.get().voice.number, item.promises.get().code
    for address in (f"/wijk/{here.slug}/", f"/a/{item.code}/", f"/nr/{number}/", f"/b/{code}/"):
        with django_assert_max_num_queries(8):
            client.get(address)


def test_an_unchanged_page_is_not_sent_again_until_something_is_sealed(client: Client, here: Any) -> None:
    first = client.get(f"/wijk/{here.slug}/")
    again = client.get(f"/wijk/{here.slug}/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    a_voice(here, "Iets nieuws.")
    assert client.get(f"/wijk/{here.slug}/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_an_etag_of_one_language_does_not_hold_for_another(client: Client, here: Any) -> None:
    dutch = client.get(f"/wijk/{here.slug}/", headers={"accept-language": "nl"})
    english = client.get(f"/wijk/{here.slug}/", headers={"accept-language": "en", "if-none-match": dutch["ETag"]})
    assert english.status_code == 200
    assert "What goes well here" in english.content.decode()


def test_whoever_signed_in_gets_no_page_that_another_may_keep(client: Client, here: Any) -> None:
    sign_in(client, a_person())
    page = client.get(f"/wijk/{here.slug}/")
    assert "ETag" not in page
    assert "private" in page["Cache-Control"]
    assert "no-store" in page["Cache-Control"]
    number = a_voice(here).number
    assert "no-store" in client.get(f"/nr/{number}/")["Cache-Control"]
    assert "no-store" not in Client().get(f"/nr/{number}/").headers.get("Cache-Control", "")


def test_a_number_shows_its_fate_to_everyone_and_the_words_to_whom_they_were_meant_for(client: Client) -> None:
    place = a_neighbourhood()
    host = a_person()
    a_post(place, "host", person=host)
    receipt = a_voice(place, "Dit zeg ik alleen het netwerk.", audience="network")
    address = f"/nr/{receipt.number}/"
    assert "alleen het netwerk" not in client.get(address).content.decode()
    assert client.get(address).status_code == 200
    sign_in(client, host)
    assert "Dit zeg ik alleen het netwerk." in client.get(address).content.decode()


def test_from_number_to_fate_in_two_clicks(client: Client) -> None:
    receipt = a_voice(a_neighbourhood())
    typed = receipts.spoken(receipt.number).lower()
    found = client.get("/nr/", {"nummer": typed})
    assert found.status_code == 302
    assert "hoort u wat ermee gebeurt" in client.get(found["Location"]).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("K7QM", "7 tekens"), ("K7QM-0XR", "I, O, 0 of 1"), ("K7QM-4XX", "één teken"), ("", "")],
)
def test_a_slip_of_the_pen_is_explained_and_kept(client: Client, typed: str, told: str) -> None:
    page = client.get("/nr/", {"nummer": typed})
    assert page.status_code == 200
    assert told in page.content.decode()
    assert f'value="{typed}"' in page.content.decode() or not typed


def test_nobody_can_try_all_numbers(client: Client) -> None:
    unknown = receipts.new_number()
    codes = {client.get("/nr/", {"nummer": unknown}).status_code for _try in range(35)}
    assert codes == {200, 429} or codes == {200, 409}


def test_an_address_typed_by_hand_leads_to_the_right_one(client: Client) -> None:
    receipt = a_voice(a_neighbourhood())
    by_hand = client.get(f"/nr/{receipts.spoken(receipt.number).lower()}/")
    assert by_hand["Location"] == f"/nr/{receipt.number}/"


def test_a_draft_has_no_page_for_who_does_not_lead(client: Client) -> None:
    place = a_neighbourhood()
    item = an_item(place)
    item.is_draft = True
    item.save()
    assert client.get(f"/a/{item.code}/").status_code == 404
    person = a_person()
    a_seat(place, person=person)
    sign_in(client, person)
    assert client.get(f"/a/{item.code}/").status_code == 200


def test_the_feed_is_atom_and_tells_no_words_that_were_not_public(client: Client) -> None:
    place = a_neighbourhood()
    a_voice(place, "Dit is geheim.", audience="network", called="Bep")
    feed = client.get(f"/wijk/{place.slug}/nieuws.atom")
    tree = ET.fromstring(feed.content)
    assert tree.tag == "{http://www.w3.org/2005/Atom}feed"
    assert tree.findall("{http://www.w3.org/2005/Atom}entry")
    assert "geheim" not in feed.content.decode()
    assert "Bep" not in feed.content.decode()


def test_the_feed_is_only_read(client: Client) -> None:
    address = f"/wijk/{a_neighbourhood().slug}/nieuws.atom"
    assert [client.get(address).status_code, client.head(address).status_code] == [200, 200]
    refused = [client.post(address), client.put(address), client.delete(address), client.trace(address)]
    assert {answer.status_code for answer in refused} == {405}


def test_the_month_tells_what_is_late_and_who_heard_in_time(client: Client, here: Any) -> None:
    import time_machine

    with time_machine.travel(NOW + timedelta(days=70), tick=False):
        page = client.get(f"/wijk/{here.slug}/wat-ervan-kwam/?periode=jaar").content.decode()
    assert "lantaarns" in page
    assert "te laat" in page
    assert "2 van de 2" in page


def test_the_month_tells_whether_somebody_waits_too_long_and_asks_little(client: Client) -> None:
    import time_machine

    place = a_neighbourhood()
    heard = a_voice(place, "Het is hier donker.").voice
    address = f"/wijk/{place.slug}/wat-ervan-kwam/"
    for after, tells in (
        (heard.due_on, "Niemand wacht te lang"),
        (heard.due_on + timedelta(days=1), "te lang op antwoord wacht"),
    ):
        with time_machine.travel(NOW + (after - NOW.date()), tick=False), CaptureQueriesContext(connection) as asked:
            assert tells in client.get(address).content.decode()
        assert len(asked) <= 8
    assert client.get("/wijk/nergens/wat-ervan-kwam/").status_code == 404


def test_figures_stand_on_a_page_of_their_own_and_never_on_the_first_one(client: Client, here: Any) -> None:
    assert client.get(f"/wijk/{here.slug}/cijfers/").status_code == 200
    assert "stoep-fold" not in client.get(f"/wijk/{here.slug}/").content.decode()


def test_an_html_tag_stays_text_everywhere(client: Client) -> None:
    place = a_neighbourhood()
    leads = a_standing(place)
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    voice = a_voice(place, evil, kind="strength", called="<b>Bep</b>", checked_by=leads.person).voice
    item = an_item(place, "<i>titel</i>", wish=evil, by=leads)
    agenda.take_up(item=item, voices=[voice], why=evil, by=leads, at=NOW)
    a_promise(place, words=evil, item=item)
    for address in (
        f"/wijk/{place.slug}/",
        f"/nr/{voice.number}/",
        f"/a/{item.code}/",
        f"/b/{item.promises.get().code}/",
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<i>titel" not in page


@pytest.mark.parametrize("kind", ["nr", "a", "b"])
@pytest.mark.parametrize("typed", ["%00", "---", "%E2%80%AE", "AAAAAAA", "AB%00CDEF"])
def test_an_address_that_can_hold_no_number_is_a_page_that_is_not_there(client: Client, kind: str, typed: str) -> None:
    assert client.get(f"/{kind}/{typed}/").status_code == 404


def test_five_contributions_however_they_came_in_show_their_fate_one_click_from_their_number(client: Client) -> None:
    """R3: two of them on paper; one taken up, answered, passed on, late, and one still in time."""
    place = a_neighbourhood()
    leads = a_standing(place)
    ways = ["screen", "card", "card", "spoken", "professional"]
    said = [
        a_voice(place, f"Wens {at}", channel=way, read_back=way == "spoken", checked_by=leads.person).voice
        for at, way in enumerate(ways)
    ]
    agenda.take_up(item=an_item(place, "Bankjes", by=leads), voices=[said[0]], why="Past.", by=leads, at=NOW)
    voices.answer(voice=said[1], kind="answered", words="De reden is geld.", by=leads, at=NOW)
    owner = an_organisation("housing", "De Sluis")
    voices.answer(voice=said[2], kind="passed-on", words="Zij gaan erover.", passed_to=owner, by=leads, at=NOW)
    for voice, days in ((said[3], -3650), (said[4], 36500)):
        voice.due_on += timedelta(days=days)
        voice.save()
    fates = ["Bankjes", "De reden is geld.", "De Sluis", "nog geen antwoord", "hoort u wat ermee gebeurt"]
    for voice, fate in zip(said, fates, strict=True):
        shown = client.get("/nr/", {"nummer": voice.spoken.lower()}, follow=True)
        assert shown.redirect_chain == [(f"/nr/{voice.number}/", 302)]
        assert fate.lower() in shown.content.decode().lower()
    late = client.get(f"/wijk/{place.slug}/nog-geen-antwoord/").content.decode()
    assert [voice.number in late for voice in said] == [False, False, False, True, False]


def test_what_goes_well_stands_first_on_the_page_of_every_neighbourhood_and_area(client: Client, here: Any) -> None:
    """R10: before what is wanted, promised or counted, also where nobody has begun."""
    areas = waterstad.build()
    for address in (here.get_absolute_url(), *(f"/gebied/{code}/" for code in ("GM9901", *areas))):
        page = client.get(address).content.decode()
        assert page.index("Wat hier goed gaat") == min(
            page.index(title, page.index("<main"))
            for title in ("Wat hier goed gaat", "Wat bewoners hebben opgepakt", "</main>")
        )


def test_an_area_shows_the_strengths_of_every_neighbourhood_in_it(client: Client) -> None:
    buurt = waterstad.build()["BU99020100"]
    for name in ("Noord", "Zuid"):
        place = a_neighbourhood(name=name)
        place.areas.add(buurt)
        leads = a_standing(place)
        a_voice(place, f"In {name} groet iedereen.", kind="strength", checked_by=leads.person)
    page = client.get("/gebied/BU99020100/").content.decode()
    assert "In Noord groet iedereen." in page
    assert "In Zuid groet iedereen." in page


def test_the_first_page_says_which_kinds_are_here_already_and_counts_none(client: Client, here: Any) -> None:
    assert "Dit is hier al:" not in client.get(f"/wijk/{here.slug}/").content.decode()
    told: dict[str, Any] = {"neighbourhood": here, "at": NOW, "host": a_standing(here)}
    strengths.note(kind="place", words="Soep in De Eik.", uses=["list"], **told)
    strengths.note(kind="gift", part="hands", words="Ik kan naaien.", **told)
    page = client.get(f"/wijk/{here.slug}/").content.decode()
    assert "Dit is hier al: plekken." in page and "wat mensen kunnen," not in page.split("Wat hier al is")[0]


def test_after_an_answer_its_author_is_led_to_a_card_without_a_number_that_knows_nothing_of_it() -> None:
    here = a_neighbourhood()
    bep = a_standing(here)
    receipt = a_voice(here)
    author, other = Client(headers={"accept-language": "nl"}), Client(headers={"accept-language": "nl"})
    author.post(reverse("voices:follow"), {"number": receipt.voice.number, "secret": receipt.secret})
    page = reverse("thread:voice", args=[receipt.voice.number])
    card = reverse("reach:own_card", args=[here.slug])
    assert card not in author.get(page).content.decode(), "nobody is asked anything before they were answered"
    voices.answer(voice=receipt.voice, kind="answered", words="Er komt een bank.", by=bep, at=NOW)
    told = author.get(page).content.decode()
    assert f'<a class="nl-link" rel="noreferrer" href="{card}">' in told, "no number, and nothing that leads back"
    assert card not in other.get(page).content.decode()

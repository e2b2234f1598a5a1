"""Saying something on the screen or from a card, and the receipt for it."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from stoep.people.models import Contact
from stoep.shared import receipts
from stoep.voices import queries
from stoep.voices.models import Voice
from stoep.voices.tests.ground import SAID, a_host, say
from stoep.voices.views import gate
from tests.builders import (
    a_neighbourhood,
    a_voice,
)

pytestmark = pytest.mark.django_db


def test_saying_something_gives_a_receipt_with_number_secret_and_day(client: Client) -> None:
    here = a_neighbourhood()
    answer = say(client, here)
    voice = Voice.objects.get()
    assert answer.url == reverse("voices:receipt", args=[voice.number])
    assert "secret" not in answer.url
    page = client.get(answer.url)
    text = page.content.decode()
    assert voice.spoken in text
    secret = receipts.tidy(re.search(r"stoep-secret\">([A-Z2-9 ]+)<", text)[1])  # type: ignore[index]
    assert queries.proves(voice, secret)
    assert "no-store" in page["Cache-Control"]
    assert secret not in str(dict(client.session))


def test_the_receipt_is_for_the_browser_that_posted_alone(client: Client) -> None:
    here = a_neighbourhood()
    address = say(client, here).url
    for path in (address, address + "bewijs.pdf"):
        assert Client().get(path).status_code == 404
    other = a_voice(here)
    stranger = Client()
    stranger.cookies[f"stoep_bewijs_{other.number}"] = "X" * 24
    assert stranger.get(reverse("voices:receipt", args=[other.number])).status_code == 404


def test_the_slip_carries_the_secret_in_the_fragment_only(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from stoep.shared import printing

    seen: list[str] = []
    plain = printing.qr_svg

    def look(address: str) -> str:
        seen.append(address)
        return plain(address)

    monkeypatch.setattr(printing, "qr_svg", look)
    address = say(client, a_neighbourhood()).url
    made = client.get(address + "bewijs.pdf")
    page = PdfReader(io.BytesIO(made.content)).pages[0]
    voice = Voice.objects.get()
    assert voice.spoken in page.extract_text()
    assert [round(float(side)) for side in page.mediabox[2:]] == [298, 420]  # A6 in points
    before, _hash, fragment = seen[0].partition("#")
    number, secret = fragment.split(".")
    assert before.endswith("/volg/")
    assert number == voice.number
    assert queries.proves(voice, secret)
    assert "no-store" in made["Cache-Control"]


def test_done_leaves_nothing_of_the_receipt_on_the_device(client: Client) -> None:
    address = say(client, a_neighbourhood()).url
    client.post(address + "klaar/")
    assert client.get(address).status_code == 404


def test_the_same_form_sent_twice_stores_it_once_and_shows_the_same_receipt(client: Client) -> None:
    here = a_neighbourhood()
    key = "4fbdcb0b-4a84-4bb5-8ef2-0ff4d6bd2f5e"
    pages = [client.get(say(client, here, posted_key=key).url).content.decode() for _ in range(2)]
    secrets = [re.search(r"stoep-secret\">([A-Z2-9 ]+)<", text)[1] for text in pages]  # type: ignore[index]
    assert secrets[0] == secrets[1]
    assert Voice.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": ""}, "U heeft nog niets opgeschreven"),
        ({"words": "é" * 100_000}, "100000 tekens"),
        ({"words": "PK\x03\x04\x00\x00\x08"}, "geen leesbare tekst"),
        ({"kind": "rant"}, "rant"),
        ({"audience": ""}, "Kies wie uw woorden mag lezen"),
        ({"tell_by": ""}, "Kies hoe u het wilt horen"),
        ({"tell_by": "mail", "mail": ""}, "Vul dit in"),
        ({"tell_by": "mail", "mail": "samira"}, "e-mail"),
        ({"website": "spam.example"}, "vak dat leeg moet blijven"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_says_what_is_wrong(
    client: Client, wrong: dict[str, str], sentence: str
) -> None:
    here = a_neighbourhood()
    page = say(client, here, **{"called": "Samira"} | wrong)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert 'value="Samira"' in page.content.decode()
    assert not Voice.objects.exists()
    assert not Contact.objects.exists()


def test_html_is_only_text(client: Client) -> None:
    here = a_neighbourhood()
    script = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }}"
    a_host(client, here)
    say(client, here, words=script, called="<b>Sam</b>")
    text = Client().get(reverse("voices:list", args=[here.slug])).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "<b>Sam" not in text


def test_five_a_day_from_one_device_and_hosts_pass(client: Client) -> None:
    here = a_neighbourhood()
    for count in range(gate.PER_DEVICE):
        assert say(client, here, words=f"Nummer {count}").status_code == 302
    stopped = say(client, here, words="Nog een")
    assert stopped.status_code == 422
    assert "te vaak" in stopped.content.decode()
    assert "Nog een" in stopped.content.decode()
    assert say(Client(), here, words="De buurvrouw, op haar eigen telefoon").status_code == 302
    a_host(client, here)
    assert say(client, here, words="De gastvrouw").status_code == 302


def test_slips_of_the_pen_take_no_turn_of_the_day(client: Client) -> None:
    here = a_neighbourhood()
    for _slip in range(gate.PER_DEVICE + 2):
        assert say(client, here, tell_by="phone", phone="12").status_code == 422
    assert say(client, here, tell_by="phone", phone="0612345678").status_code == 302


def test_refused_posts_are_counted_too_so_that_no_program_keeps_us_busy(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "TRIES", 3)
    here = a_neighbourhood()
    answers = [say(client, here, tell_by="phone", phone="12").content.decode() for _slip in range(4)]
    assert ["te vaak" in answer for answer in answers] == [False, False, False, True]


def test_one_network_cannot_flood_and_a_forged_header_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PER_NETWORK", 3)
    here = a_neighbourhood()
    answers = [
        say(Client(HTTP_X_FORWARDED_FOR=f"198.51.{count}.1"), here, words=f"Reclame {count}").status_code
        for count in range(5)
    ]
    assert answers == [302, 302, 302, 422, 422]


def test_a_concern_asks_next_what_is_already_there_and_it_may_be_skipped(client: Client) -> None:
    here = a_neighbourhood()
    address: str = say(client, here, kind="concern", words="Het is donker in de Eikstraat.").url
    assert "Wat werkt al?" in client.get(address).content.decode()
    assert client.post(address + "wat-is-er-al/", {"already": ""}).status_code == 422
    client.post(address + "wat-is-er-al/", {"already": "De buurtvaders lopen er."})
    assert Voice.objects.get().already == "De buurtvaders lopen er."
    assert "Wat werkt al?" not in client.get(address).content.decode()
    assert Client().post(address + "wat-is-er-al/", {"already": "Vreemd."}).status_code == 403


def test_a_host_types_cards_in_a_row_and_a_spoken_one_is_read_back(client: Client) -> None:
    here = a_neighbourhood()
    host = a_host(client, here)
    address = reverse("voices:card", args=[here.slug])
    card = SAID | {"channel": "card", "said_on": "2026-08-30", "already": ""}
    now = client.get(address).context["form"]["said_on"].value()
    card["said_on"] = str(now)
    answer: Any = client.post(address, card | {"posted_key": "4fbdcb0b-4a84-4bb5-8ef2-0ff4d6bd2f5e"})
    voice = Voice.objects.get()
    assert (voice.channel, voice.taken_down_by, voice.is_shown) == ("card", host, True)
    page = client.get(answer.url)
    assert voice.spoken in page.content.decode()
    assert client.get(reverse("voices:slip", args=[voice.number]))["Content-Type"] == "application/pdf"
    spoken = card | {"channel": "spoken", "words": "Meer bankjes."}
    refused = client.post(address, spoken)
    assert refused.status_code == 422
    assert "Lees de tekst eerst voor" in refused.content.decode()
    assert client.post(address, spoken | {"read_back": "on"}).status_code == 302
    for day in ("1850-01-01", "2150-01-01", "gisteren"):
        assert client.post(address, card | {"said_on": day}).status_code == 422


def test_the_empty_card_prints_in_two_sizes_and_two_languages(client: Client) -> None:
    here = a_neighbourhood()
    for size, language, words in (("a5", "nl", "Mijn woorden"), ("a6", "nl", "brief"), ("a6", "en", "My words")):
        made = client.get(
            reverse("voices:blank-card", args=[here.slug]) + f"?maat={size}", HTTP_ACCEPT_LANGUAGE=language
        )
        pages = PdfReader(io.BytesIO(made.content)).pages
        assert len(pages) == 1
        assert words in pages[0].extract_text()


def test_a_post_without_its_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("voices:post", args=[a_neighbourhood().slug]), SAID).status_code == 403
    assert not Voice.objects.exists()


def test_fields_that_are_nobodys_to_set_are_left_alone(client: Client) -> None:
    here = a_neighbourhood()
    say(client, here, checked_at="2026-01-01", channel="card", number="AAAAAAA", taken_down_by="1", due_on="2030-01-01")
    voice = Voice.objects.get()
    assert (voice.channel, voice.checked_at, voice.taken_down_by) == ("screen", None, None)
    assert voice.number != "AAAAAAA"

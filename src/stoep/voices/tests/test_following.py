"""The author follows their own number, and the host works at the desk."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.people.models import Contact
from stoep.shared import receipts
from stoep.voices import actions as voices
from stoep.voices import queries
from stoep.voices.models import Joining, Voice
from stoep.voices.tests.ground import a_host
from stoep.voices.views import gate
from tests.builders import (
    NOW,
    a_neighbourhood,
    a_standing,
    a_voice,
    an_organisation,
)

pytestmark = pytest.mark.django_db


LETTER = {"tell_by": "letter", "letter": "Eikstraat 1\n1234 AB Waterstad"}


def test_number_and_secret_open_the_line_for_two_hours(client: Client) -> None:
    here = a_neighbourhood()
    receipt = a_voice(here)
    own = reverse("voices:own", args=[receipt.number])
    assert client.get(own).status_code == 403
    client.session.save()
    typed = {"number": f" {receipt.voice.spoken.lower()} ", "secret": receipts.spoken_secret(receipt.secret).lower()}
    answer: Any = client.post(reverse("voices:follow"), typed)
    assert answer.url == reverse("thread:voice", args=[receipt.number])
    assert client.get(own).status_code == 200
    assert receipt.secret not in str(dict(client.session))
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=2, minutes=1)):
        assert client.get(own).status_code == 403


def test_the_proof_opens_its_own_voice_and_no_other_and_gets_a_new_session(client: Client) -> None:
    here = a_neighbourhood()
    receipt, other = a_voice(here), a_voice(here)
    client.get(reverse("voices:follow"))
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = str(before)
    client.post(reverse("voices:follow"), {"number": receipt.number, "secret": receipt.secret})
    assert client.session.session_key != before
    for name in ("own", "withdraw"):
        address = reverse(f"voices:{name}", args=[other.number])
        assert client.post(address, {"sure": "on", "tell_by": "none"}).status_code == 403
    other.voice.refresh_from_db()
    assert other.voice.words
    client.post(reverse("voices:leave"))
    assert client.get(reverse("voices:own", args=[receipt.number])).status_code == 403


def test_an_unknown_number_and_a_wrong_secret_get_the_same_answer(client: Client) -> None:
    known = a_voice(a_neighbourhood())
    unknown = receipts.new_number()
    pages = []
    for number in (known.number, unknown):
        page = client.post(reverse("voices:follow"), {"number": number, "secret": receipts.new_secret()})
        text = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+|name="secret" value="[^"]+', "", page.content.decode())
        pages.append((page.status_code, text.replace(number, "N")))
    assert pages[0] == pages[1]
    assert "horen niet bij elkaar" in pages[0][1]


def test_guessing_ends_after_thirty_tries_and_locks_nobody_else_out(client: Client) -> None:
    known = a_voice(a_neighbourhood())
    address = reverse("voices:follow")
    wrong = {"number": known.number, "secret": "A" * 24}
    for _ in range(gate.PER_NUMBER_TRIES):
        client.post(address, wrong)
    assert "te vaak" in client.post(address, wrong).content.decode()
    elsewhere = Client(REMOTE_ADDR="198.51.100.9")
    assert elsewhere.post(address, {"number": known.number, "secret": known.secret}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("K7QM", "zeven letters en cijfers"),
        ("K7QM-4X0", "komen niet voor"),
        ("AAAAAAB", "klopt niet"),
        ("'; DROP TABLE", "komen niet voor"),
    ],
)
def test_a_slip_of_the_pen_in_a_number_is_explained(client: Client, typed: str, sentence: str) -> None:
    page = client.post(reverse("voices:follow"), {"number": typed, "secret": ""})
    assert sentence in page.content.decode()
    assert page.status_code == 422


def test_the_author_withdraws_and_wipes_on_the_page(client: Client) -> None:
    here = a_neighbourhood()
    host = a_standing(here, posts=("host",))
    receipt = a_voice(here, contact=("mail", "samira@voorbeeld.nl"))
    voices.show(voice=receipt.voice, by=host, at=NOW)
    listed = reverse("voices:list", args=[here.slug])
    assert "bankje" in Client().get(listed).content.decode()
    client.post(reverse("voices:follow"), {"number": receipt.number, "secret": receipt.secret})
    client.post(reverse("voices:withdraw", args=[receipt.number]))
    assert "bankje" not in Client().get(listed).content.decode()
    client.post(reverse("voices:withdraw", args=[receipt.number]), {"again": ""})
    assert "bankje" in Client().get(listed).content.decode()
    client.post(reverse("voices:own", args=[receipt.number]), LETTER)
    assert Contact.objects.filter(erased_at__isnull=True).get().channel == "letter"
    assert client.post(reverse("web:wipe", args=[receipt.number])).status_code == 409
    client.post(reverse("web:wipe", args=[receipt.number]), {"sure": "on"})
    assert Voice.objects.get().words == ""
    assert client.get(reverse("voices:own", args=[receipt.number])).status_code == 200


def test_the_host_shows_holds_back_answers_joins_and_splits(client: Client) -> None:
    here = a_neighbourhood()
    one = a_voice(here, words="Er moet een bankje komen bij de vijver.")
    two = a_voice(here, words="Graag een bankje bij de vijver.")
    a_host(client, here)
    queue = reverse("voices:check", args=[here.slug])
    assert client.get(queue).content.decode().count("<article") == 2
    client.post(queue, {"number": one.number, "show": ""})
    assert client.post(queue, {"number": two.number}).status_code == 422
    reason = {f"{two.number}-ground": "person", f"{two.number}-why": "Noem geen buren."}
    client.post(queue, {"number": two.number} | reason)
    two.voice.refresh_from_db()
    assert "herkenbaar" in two.voice.held_back_why
    assert "Noem geen buren." in two.voice.held_back_why
    page = client.get(reverse("voices:join", args=[two.number]))
    assert one.voice.spoken in page.content.decode()
    client.post(reverse("voices:join", args=[two.number]), {"into": one.voice.spoken, "why": "Hetzelfde bankje."})
    joining = Joining.objects.get()
    client.post(reverse("voices:answer", args=[one.number]), {"kind": "answered", "words": "Het komt in mei."})
    assert queries.fate(two.voice).words == "Het komt in mei."
    client.post(reverse("voices:split", args=[joining.pk]), {"why": "Toch een ander bankje."})
    assert queries.fate(two.voice).is_open
    given = one.voice.answers.get()
    client.post(reverse("voices:revoke", args=[given.pk]), {"why": "Het komt niet."})
    assert queries.fate(one.voice).is_open
    missing = client.post(reverse("voices:answer", args=[one.number]), {"kind": "passed-on", "words": "Aan wie?"})
    assert missing.status_code == 422


def test_a_host_passes_on_to_a_party_that_is_not_in_the_list_yet(client: Client) -> None:
    here, known = a_neighbourhood(), an_organisation("municipality", "Gemeente Waterstad")
    first, second, third = (a_voice(here, words=f"De sloot stinkt {count}.") for count in range(3))
    a_host(client, here)
    passed = {"kind": "passed-on", "words": "Zij zorgen voor het water."}

    def ask(receipt: Any, **more: Any) -> int:
        return client.post(reverse("voices:answer", args=[receipt.number]), passed | more).status_code

    assert ask(first, other_party="Waterschap De Vliet") == 302
    assert queries.fate(first.voice).party == "Waterschap De Vliet"
    assert ask(second, other_party=" gemeente  waterstad") == 302
    assert queries.fate(second.voice).party == known.name
    assert ask(third, other_party="12345") == 422
    assert ask(third, other_party="Iemand", passed_to=known.pk) == 422
    assert ask(third, other_party="W" * 100_000) == 422
    assert queries.fate(third.voice).is_open


def test_no_log_line_and_no_address_holds_the_secret(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    receipt = a_voice(a_neighbourhood())
    wrong = receipts.new_secret()
    client.post(reverse("voices:follow"), {"number": receipt.number, "secret": wrong})
    answer: Any = client.post(reverse("voices:follow"), {"number": receipt.number, "secret": receipt.secret})
    client.get(reverse("voices:own", args=[receipt.number]))
    client.post(reverse("web:wipe", args=[receipt.number]), {"sure": "on"})
    for secret in (wrong, receipt.secret):
        assert secret not in caplog.text
        assert secret not in answer.url

"""Forged requests: abuse 5, 8, 9, 15, 18, 24, 25, 38 and 43, wherever no room tests it yet."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stoep.people.models import Telling
from stoep.promises import actions as promises
from stoep.promises.models import Promise
from stoep.shared.refusal import Refused
from stoep.voices import actions as voices
from stoep.voices.models import Photo, Voice
from stoep.voices.tests.ground import a_photo, say
from tests.builders import NOW, a_neighbourhood, a_person, a_post, a_promise, a_standing, a_voice, sign_in
from tests.security.doors import SAY, SQUARE
from tests.security.world import fresh

pytestmark = pytest.mark.django_db


def test_a_promise_is_what_the_form_asks_and_nothing_hidden(client: Client) -> None:
    """Abuse 5: an official who notes a promise cannot confirm, judge, backdate or move it along."""
    here, there = a_neighbourhood(), a_neighbourhood()
    host, official = a_person(), a_person(side="municipality")
    a_post(here, "host", person=host)
    a_post(here, "official", person=official)
    hidden = {
        "neighbourhood": there.pk, "confirmed_at": "2026-01-01", "counts_on": "2030-01-01", "noted_by": official.pk,
        "verdict": "kept", "kind": "kept", "code": "AAAAAAA", "organisation": "1", "promiser": str(official.pk),
        "disputed_at": "2026-01-01", "is_draft": "1", "position": "1",
    }  # fmt: skip
    form = {
        "wie": "Anouk van de gemeente", "wat": "Er komt licht.", "wanneer": "1-10-2026", "voor_wie": "other",
        "sleutel": "x" * 20,
    }  # fmt: skip
    with time_machine.travel(NOW, tick=False):
        sign_in(client, host)
        assert client.post(f"/wijk/{here.slug}/beloften/noteer/", form | hidden).status_code == 200
    made = Promise.objects.get()
    assert (made.neighbourhood, made.noted_by, made.organisation, made.promiser) == (here, host, None, None)
    assert (made.confirmed_at, made.counts_on, made.verdicts.count()) == (None, made.due_on, 0)
    assert made.code != "AAAAAAA"


def test_the_secret_of_one_promise_opens_no_other() -> None:
    """Abuse 9: what proves something here, proves nothing there."""
    here, there = a_neighbourhood(), a_neighbourhood()
    mine, theirs, elsewhere = a_promise(here), a_promise(here), a_promise(there)
    nobody = a_standing(here, "visitor")
    for other in (theirs, elsewhere):
        with pytest.raises(Refused):
            promises.confirm(promise=other.promise, by=nobody, at=NOW, secret=mine.secret)
    assert promises.confirm(promise=mine.promise, by=nobody, at=NOW, secret=mine.secret).confirmed_at


def test_a_receipt_cookie_opens_its_own_receipt_alone(client: Client) -> None:
    """Abuse 9: the signed cookie of one receipt, sent under the name of another, proves nothing."""
    here = a_neighbourhood()
    other = a_voice(here, audience="network")
    say(client, here)
    (name,) = [name for name in client.cookies if name.startswith("stoep_bewijs_")]
    thief = Client()
    thief.cookies[f"stoep_bewijs_{other.number}"] = client.cookies[name].value
    assert thief.get(f"/bewijs/{other.number}/").status_code == 404
    assert thief.get(f"/bewijs/{other.number}/bewijs.pdf").status_code == 404


def test_a_session_that_somebody_signed_out_of_is_worth_nothing() -> None:
    """Abuse 25: the cookie of before, sent again."""
    with time_machine.travel(NOW, tick=False):
        client = Client()
        sign_in(client, a_person())
        kept = fresh(client)
        client.post("/afmelden/")
        assert kept.get("/mijn/").status_code == 302


def test_no_mail_carries_a_host_that_the_caller_made_up(settings: Any, client: Client) -> None:
    """Abuse 18: a code to sign in and news of a voice name our own address, whatever the headers say."""
    settings.STOEP_URL = "https://meerpaal.example"
    settings.DEBUG = False
    cache.clear()
    evil = {"X-Forwarded-Host": "kwaad.example", "X-Forwarded-Proto": "https", "Forwarded": "host=kwaad.example"}
    client.post("/aanmelden/", {"email": "samira@voorbeeld.nl"}, headers=evil)
    assert mail.outbox
    assert "kwaad.example" not in "".join(str(sent.message()) for sent in mail.outbox)
    assert client.post("/aanmelden/", {"email": "a@b.nl"}, headers={"Host": "kwaad.example"}).status_code == 400
    here = a_neighbourhood()
    receipt = a_voice(here, contact=("mail", "samira@voorbeeld.nl"))
    voices.answer(voice=receipt.voice, kind="answered", words="Ja.", by=a_standing(here), at=NOW)
    from stoep.people.actions import deliver

    deliver(at=NOW + timedelta(minutes=1))
    assert "https://meerpaal.example/" in str(mail.outbox[-1].body)
    for path in ("/", f"/wijk/{here.slug}/", f"/nr/{receipt.number}/"):
        assert "kwaad.example" not in client.get(path, headers=evil).text


def test_a_line_that_names_another_place_fetches_nothing(client: Client) -> None:
    """Abuse 15: `crs`, links and references in GeoJSON are text; a test that reaches out fails by itself."""
    person = a_person()
    sign_in(client, person)
    shape = json.loads(SQUARE)
    crs = {"type": "link", "properties": {"href": "http://169.254.169.254/latest/meta-data", "type": "proj4"}}
    for number, extra in enumerate(({"crs": crs}, {"$ref": "file:///etc/passwd"}, {"properties": {"url": "http://x"}})):
        form = {"name": f"Dorp {number}", "kind": "village", "municipality_name": "Waterstad"}
        answer = client.post("/wijk-beginnen/", form | {"outline": json.dumps(shape | extra)})
        assert answer.status_code in {302, 409, 422}
        assert "root:" not in answer.text


@pytest.mark.parametrize(
    "name", ["../../../kwaad.html", "kwaad.svg", "a.jpg\x00.html", "<script>.jpg", "con", "a/b\\c"]
)
def test_the_name_of_a_photo_is_never_used(client: Client, name: str) -> None:
    """Abuse 38: whatever a file was called, ours has a name by chance, inside the folder, and is a JPEG."""
    here = a_neighbourhood()
    photo = SimpleUploadedFile("x.jpg", a_photo((60, 60)), content_type="text/html")
    photo.__dict__["_name"] = name
    say(client, here, photo=photo, described="Een straat.")
    found = Photo.objects.get()
    stored = Path(found.image.path).resolve()
    assert stored.is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    assert stored.suffix == ".jpg"
    assert "kwaad" not in str(found.image.name)
    assert stored.read_bytes().startswith(b"\xff\xd8\xff")
    assert b"<script>" not in stored.read_bytes()


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"GIF89a/*<script>*/=1;", b"%PDF-1.4 <script>",
        b"PK\x03\x04" + b"\x00" * 200, b"<html><script>alert(1)</script>", b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\xff\xd8\xff<script>alert(1)</script>", b"",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_photo_is_refused_and_nothing_stored(client: Client, data: bytes) -> None:
    """Abuse 38: SVG, polyglots, archives and pages."""
    here = a_neighbourhood()
    file = SimpleUploadedFile("foto.jpg", data, content_type="image/jpeg")
    answer = say(client, here, photo=file)
    assert answer.status_code == 422
    assert not Voice.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.*"))


def test_a_number_does_not_tell_whether_its_words_are_hidden_or_how_they_are(client: Client) -> None:
    """Abuse 21: the page of a voice for nobody in particular is as long, whatever its words are."""
    here = a_neighbourhood()
    short, long = (a_voice(here, words, audience="network") for words in ("Kort.", "Een heel lang verhaal. " * 50))
    texts = [client.get(f"/nr/{one.number}/").text.replace(one.number, "N") for one in (short, long)]
    lengths = [len(text.replace(one.voice.spoken, "S")) for text, one in zip(texts, (short, long), strict=True)]
    assert lengths[0] == lengths[1]


def test_no_secret_stands_in_an_address_or_a_header_that_is_sent_on(client: Client) -> None:
    """Abuse 24: a receipt, its slip, and the page of a promise keep their secret out of addresses."""
    here = a_neighbourhood()
    answer = say(client, here)
    number = answer["Location"].strip("/").split("/")[1]
    page = client.get(answer["Location"])
    secret = page.context["secret"].replace("-", "").replace(" ", "")
    assert len(secret) > 8
    assert secret not in answer["Location"]
    assert page["Referrer-Policy"] == "same-origin"
    hrefs = [part.split('"')[0] for part in page.text.split('href="')[1:]]
    assert not [href for href in hrefs if secret in href.replace("-", "").partition("#")[0]]
    followed = client.post("/volg/", {"number": number, "secret": secret})
    assert secret not in followed["Location"]


def test_news_of_a_voice_goes_to_who_asked_for_it_and_to_nobody_else() -> None:
    """Abuse 43 (Wagtail, 2022-13): other followers, hosts, seats and other neighbourhoods hear nothing of it."""
    here, there = a_neighbourhood(), a_neighbourhood()
    boss = a_standing(here)
    mine = a_voice(here, contact=("mail", "samira@voorbeeld.nl"))
    a_voice(here, "Iets heel anders.", contact=("mail", "joost@voorbeeld.nl"))
    a_voice(there, "Elders.", contact=("mail", "elders@voorbeeld.nl"))
    Telling.objects.all().delete()
    voices.answer(voice=mine.voice, kind="answered", words="Ja, dat komt er.", by=boss, at=NOW)
    from stoep.people.queries import address_of

    assert [address_of(telling.contact) for telling in Telling.objects.all()] == ["samira@voorbeeld.nl"]


def test_fifty_megabytes_are_refused_with_a_sentence(client: Client) -> None:
    """Abuse 37: the file is larger than we take, and nothing of it stays."""
    here = a_neighbourhood()
    big = SimpleUploadedFile("foto.jpg", a_photo((60, 60)) + b"\x00" * 50_000_000, content_type="image/jpeg")
    answer = client.post(f"/wijk/{here.slug}/zeg-het/", SAY | {"photo": big})
    assert answer.status_code in {413, 422}
    assert "foto" in answer.text.lower()
    assert not Voice.objects.exists()
    assert not Photo.objects.exists()

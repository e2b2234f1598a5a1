"""The pages as a resident, a host, an author and a stranger meet them."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from stoep.people.models import Contact
from stoep.record.models import Entry
from stoep.shared import receipts
from stoep.voices import actions as voices
from stoep.voices import queries
from stoep.voices.models import Joining, Photo, Voice
from stoep.voices.views import gate
from tests.builders import (
    NOW,
    a_neighbourhood,
    a_person,
    a_post,
    a_seat,
    a_standing,
    a_voice,
    an_organisation,
    sign_in,
)

pytestmark = pytest.mark.django_db
SAID = {"kind": "idea", "words": "Een bankje bij de vijver.", "audience": "everyone", "tell_by": "none"}


def a_host(client: Client, here: Any, kind: str = "host") -> Any:
    person = a_person()
    a_post(here, kind, person=person)
    sign_in(client, person)
    return person


def say(client: Client, here: Any, **fields: Any) -> Any:
    page = client.get(reverse("voices:post", args=[here.slug]))
    key = page.context["form"]["posted_key"].value()
    return client.post(reverse("voices:post", args=[here.slug]), SAID | {"posted_key": key} | fields)


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
    monkeypatch.setattr(printing, "qr_svg", lambda address: seen.append(address) or plain(address))
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
    address = say(client, here, kind="concern", words="Het is donker in de Eikstraat.").url
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
    answer = client.post(address, card | {"posted_key": "4fbdcb0b-4a84-4bb5-8ef2-0ff4d6bd2f5e"})
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


def test_number_and_secret_open_the_line_for_two_hours(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_neighbourhood()
    receipt = a_voice(here)
    own = reverse("voices:own", args=[receipt.number])
    assert client.get(own).status_code == 403
    client.session.save()
    typed = {"number": f" {receipt.voice.spoken.lower()} ", "secret": receipts.spoken_secret(receipt.secret).lower()}
    answer = client.post(reverse("voices:follow"), typed)
    assert answer.url == reverse("thread:voice", args=[receipt.number])
    assert client.get(own).status_code == 200
    assert receipt.secret not in str(dict(client.session))
    monkeypatch.setattr(signing.time, "time", lambda: 4_000_000_000.0)
    assert client.get(own).status_code == 403


def test_the_proof_opens_its_own_voice_and_no_other_and_gets_a_new_session(client: Client) -> None:
    here = a_neighbourhood()
    receipt, other = a_voice(here), a_voice(here)
    client.get(reverse("voices:follow"))
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post(reverse("voices:follow"), {"number": receipt.number, "secret": receipt.secret})
    assert client.session.session_key != before
    for name in ("own", "withdraw", "erase"):
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
    client.post(reverse("voices:own", args=[receipt.number]), {"tell_by": "letter", "letter": "Eikstraat 1\n1234 AB Waterstad"})
    assert Contact.objects.filter(erased_at__isnull=True).get().channel == "letter"
    assert client.post(reverse("voices:erase", args=[receipt.number])).status_code == 422
    client.post(reverse("voices:erase", args=[receipt.number]), {"sure": "on"})
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
    client.post(queue, {"number": two.number, f"{two.number}-ground": "person", f"{two.number}-why": "Noem geen buren."})
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


def test_the_waiting_list_shows_words_only_to_whoever_may_read_them(client: Client) -> None:
    here = a_neighbourhood()
    long_ago = NOW - timedelta(days=900)
    old = {"at": long_ago, "today": long_ago.date()}
    a_voice(here, words="Dit is voor het netwerk.", audience="network", taken_down_by=a_person(), **old)
    a_voice(here, words="Dit is voor iedereen.", taken_down_by=a_person(), **old)
    text = client.get(reverse("voices:waiting", args=[here.slug])).content.decode()
    assert "Dit is voor iedereen." in text
    assert "Dit is voor het netwerk." not in text
    assert text.count("antwoord moest er zijn") == 2
    a_host(client, here)
    assert "Dit is voor het netwerk." in client.get(reverse("voices:waiting", args=[here.slug])).content.decode()


@pytest.mark.parametrize("listed", ["list", "waiting"])
def test_lists_page_by_twenty_and_lose_and_repeat_nothing(client: Client, listed: str) -> None:
    here = a_neighbourhood()
    person = a_person()
    for count in range(45):
        # Groups of voices within one moment: the id decides there.
        at = NOW - timedelta(days=900, minutes=count // 7)
        a_voice(here, words=f"Nummer {count:02}", taken_down_by=person, at=at, today=at.date())
    seen: list[str] = []
    address = reverse(f"voices:{listed}", args=[here.slug])
    query = ""
    while True:
        page = client.get(address + query)
        seen += re.findall(r"Nummer \d\d", page.content.decode())
        query = page.context["older"]
        if not query:
            break
    assert sorted(seen) == [f"Nummer {count:02}" for count in range(45)]
    for odd in ("?voor=x", "?voor=1-", "?voor=99999999999999999999-1", "?na=2026-13-01_1", "?voor=²-1", "?soort=zzz"):
        assert client.get(address + odd).status_code == 200


def test_searching_finds_words_filters_by_kind_and_leaks_nothing(client: Client) -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    person = a_person()
    a_voice(here, words="Het café is gezellig.", kind="strength", taken_down_by=person)
    a_voice(here, words="Het cafe is geheim.", audience="network", taken_down_by=person)
    a_voice(there, words="Het café van elders.", taken_down_by=person)
    address = reverse("voices:list", args=[here.slug])
    text = client.get(address, {"q": "CAFE"}).content.decode()
    assert "gezellig" in text
    assert "geheim" not in text
    assert "elders" not in text
    assert "gezellig" in client.get(address, {"soort": "strength"}).content.decode()
    assert "gezellig" not in client.get(address, {"soort": "idea"}).content.decode()
    for odd in ('" OR 1', "a* NEAR(b)", "'; DROP TABLE voices_voice; --", "place:zn1", "\x00", "-", "(" * 200, "& | !"):
        assert client.get(address, {"q": odd}).status_code == 200


def test_a_page_of_the_list_asks_at_most_eight_questions(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    here = a_neighbourhood()
    person = a_person()
    said = [a_voice(here, words=f"Nummer {count}", taken_down_by=person).voice for count in range(25)]
    host = a_standing(here)
    voices.join(voice=said[24], into=said[23], why="Zelfde.", by=host, at=NOW)
    voices.answer(voice=said[23], kind="answered", words="Ja.", by=host, at=NOW)
    with django_assert_max_num_queries(8):
        text = client.get(reverse("voices:list", args=[here.slug])).content.decode()
    assert text.count("beantwoord<") == 2


def a_photo(size: tuple[int, int] = (3000, 1000), kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "GEHEIMEKAMERA"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 11.0)})
    out = io.BytesIO()
    picture = Image.new("RGB", size, "green")
    picture.save(out, kind, exif=exif, **({"xmp": b"<x:xmpmeta>GEHEIMEPLEK</x:xmpmeta>"} if kind == "JPEG" else {}))
    return out.getvalue() + b"<script>GEHEIMESTAART</script>"


def test_a_photo_loses_everything_but_what_is_seen(client: Client, settings: Any) -> None:
    here = a_neighbourhood()
    a_host(client, here)
    file = SimpleUploadedFile("../../<script>.jpg", a_photo(), "image/svg+xml")
    assert say(client, here, photo=file, described="De vijver").status_code == 302
    photo = Photo.objects.get()
    assert re.fullmatch(r"photos/[0-9a-f]{32}\.jpg", photo.image.name)
    kept = (Path(settings.MEDIA_ROOT) / photo.image.name).read_bytes()
    assert b"GEHEIM" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.format == "JPEG"
        assert not picture.getexif()
        assert picture.size == (667, 2000)  # stood upright, and made smaller
    served = Client().get(reverse("voices:photo", args=[photo.pk]))
    assert served["Content-Type"] == "image/jpeg"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert b"".join(served.streaming_content) == kept  # type: ignore[attr-defined]


def test_a_photo_is_seen_by_whoever_may_read_the_voice(client: Client) -> None:
    here = a_neighbourhood()
    say(client, here, photo=SimpleUploadedFile("a.jpg", a_photo((50, 50)), "image/jpeg"))
    address = reverse("voices:photo", args=[Photo.objects.get().pk])
    assert Client().get(address).status_code == 404
    host = Client()
    a_host(host, here)
    assert host.get(address).status_code == 200
    foreign = Client()
    a_host(foreign, a_neighbourhood())
    assert foreign.get(address).status_code == 404


def flood() -> bytes:
    """A PNG of a few hundred bytes that claims 40,000 by 40,000 pixels."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    data = bytearray(out.getvalue())
    data[16:24] = (40_000).to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "geen foto"),
        (b"<html><script>alert(1)</script></html>", "geen foto"),
        (b"%PDF-1.7", "geen foto"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "geen foto"),
        (flood(), "te veel beeldpunten"),
        (b"\xff\xd8" + b"x" * (50 * 1024 * 1024), "te groot"),
    ],
    ids=["svg", "html", "pdf", "broken", "pixel-flood", "50-MB"],
)
def test_what_is_no_photo_is_refused_and_the_text_stays(client: Client, data: bytes, sentence: str) -> None:
    page = say(client, a_neighbourhood(), photo=SimpleUploadedFile("foto.jpg", data, "image/jpeg"))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Een bankje bij de vijver." in page.content.decode()
    assert not Voice.objects.exists()


PAGES = ["post", "blank-card", "list", "waiting", "card", "check"]
OF_VOICE = ["receipt", "slip", "already", "done", "own", "withdraw", "erase", "answer", "join"]
FREE = {"post", "blank-card", "list", "waiting", "follow", "leave", "done"}
FOR_HOSTS = {"card", "check", "answer", "join", "split", "revoke"}
FOR_AUTHORS = {"receipt", "slip", "already", "own", "withdraw", "erase"}
BY_AUDIENCE = {"photo"}


@pytest.mark.parametrize("role", ["visitor", "resident", "no-second-factor", "officer", "foreign-host", "host"])
def test_every_address_lets_in_whom_it_should(role: str) -> None:
    """Role by address: an address without a row here fails."""
    from stoep.voices import urls

    names = {str(pattern.name) for pattern in urls.urlpatterns}
    assert names == FREE | FOR_HOSTS | FOR_AUTHORS | BY_AUDIENCE
    here, there = a_neighbourhood(), a_neighbourhood()
    receipt, other = a_voice(here, audience="network"), a_voice(here)
    boss = a_standing(here)
    given = voices.answer(voice=receipt.voice, kind="answered", words="Ja.", by=boss, at=NOW)
    joining = voices.join(voice=other.voice, into=receipt.voice, why="Zelfde.", by=boss, at=NOW)
    photo = Photo.objects.create(voice=receipt.voice, image="photos/none.jpg", described="", added_at=NOW)
    client = Client()
    person = a_person(side="municipality" if role == "officer" else "resident")
    if role in {"host", "no-second-factor"}:
        a_post(here, "host", person=person)
    if role == "officer":
        a_seat(here, "municipality", person=person)
        a_post(here, "worker", person=person, organisation=an_organisation("municipality"))
    if role == "foreign-host":
        a_post(there, "host", person=person)
    if role != "visitor":
        sign_in(client, person, second_factor=role != "no-second-factor")
    arguments = {name: [here.slug] for name in PAGES} | {name: [receipt.number] for name in OF_VOICE}
    arguments |= {"split": [joining.pk], "revoke": [given.pk], "photo": [photo.pk], "follow": [], "leave": []}
    posts = {"already", "done", "withdraw", "erase", "leave"}
    for name in sorted(names):
        address = reverse(f"voices:{name}", args=arguments[name])
        status = (client.post if name in posts else client.get)(address).status_code
        if name in FREE:
            assert status in {200, 302}, name
        elif name in FOR_HOSTS:
            assert status == (200 if role == "host" else 403), name
        elif name in FOR_AUTHORS:
            assert status in {403, 404, 422}, name
            assert receipt.voice.words not in client.get(address).content.decode(), name
        else:
            assert status == 404, name


@pytest.mark.parametrize("audience", ["network", "wijk", "everyone"])
@pytest.mark.parametrize(
    ("reader", "reads"),
    [
        ("visitor", {"everyone"}),
        ("resident", {"everyone", "wijk", "network"}),
        ("independent", {"everyone", "wijk", "network"}),
        ("municipality", {"everyone"}),
        ("housing", {"everyone"}),
    ],
)
def test_who_reads_is_what_the_author_agreed_to(audience: str, reader: str, reads: set[str]) -> None:
    here = a_neighbourhood()
    voice = a_voice(here, audience=audience, taken_down_by=a_person()).voice
    standing = a_standing(here, reader)
    assert queries.may_read(voice, standing) is (audience in reads)
    assert queries.readable(standing).filter(pk=voice.pk).exists() is (audience in reads)


def test_what_was_passed_on_is_read_by_that_party_but_never_the_networks_own() -> None:
    here = a_neighbourhood()
    officer, corporation, host = a_standing(here, "municipality"), a_standing(here, "housing"), a_standing(here)
    for audience, reads in (("wijk", True), ("network", False)):
        voice = a_voice(here, audience=audience, taken_down_by=a_person()).voice
        voices.answer(
            voice=voice, kind="passed-on", words="Voor u.", by=host, at=NOW, passed_to=an_organisation("municipality")
        )
        assert queries.may_read(voice, officer) is reads
        assert queries.readable(officer).filter(pk=voice.pk).exists() is reads
        assert not queries.may_read(voice, corporation)


def test_get_never_writes(client: Client) -> None:
    here = a_neighbourhood()
    receipt = a_voice(here)
    a_host(client, here)
    before = (Voice.objects.count(), Entry.objects.count())
    for name in ("post", "card", "check", "list", "waiting"):
        client.get(reverse(f"voices:{name}", args=[here.slug]))
    for name in ("already", "done", "withdraw", "erase"):
        assert client.get(reverse(f"voices:{name}", args=[receipt.number])).status_code == 405
    assert (Voice.objects.count(), Entry.objects.count()) == before


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

"""The pages of paper: printed, filled in by a script, typed back by form, and the same comes out."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from django.urls import reverse
from pypdf import PdfReader

from stoep.packs import rules
from stoep.packs.models import Batch, Card, Pack, Scan
from stoep.packs.uploads import MOST_BYTES
from stoep.strengths import kept as strengths_kept
from stoep.strengths.models import Strength
from stoep.voices.models import Voice
from tests.builders import a_neighbourhood, a_person, a_seat, a_standing, an_item, sign_in
from tests.rooms.packs import SAID, a_picture

pytestmark = pytest.mark.django_db
WORDS = (
    "bankje",
    "vijver",
    "\U0001f333",
    "مقعد",
    "Kade",
    "licht",
    "<b>vet</b>",
    "naaien",
    "école",
    "zaterdag",
    "soep",
    "plein",
)


class Desk:
    """A host signed in, with one pack."""

    def __init__(self, client: Client, **asked: str) -> None:
        self.here = a_neighbourhood()
        self.client = client
        self.host = a_person("Tom")
        a_seat(self.here, person=self.host)
        sign_in(client, self.host)
        self.items = [an_item(self.here, title, by=a_standing(self.here)) for title in ("Groen plein", "Licht")]
        given = {"size": "a4", "voices": "10", "strengths": "10", "stickers": "on"} | asked
        answer = client.post(reverse("packs:packs", args=[self.here.slug]), given)
        self.pack = Pack.objects.get()
        assert answer.status_code == 302 and answer["Location"] == self.pack.get_absolute_url()

    def paper(self, language: str = "nl") -> PdfReader:
        address = reverse("packs:paper", args=[self.here.slug, self.pack.number])
        answer = self.client.get(address, headers={"accept-language": language})
        assert answer["Content-Type"] == "application/pdf"
        return PdfReader(io.BytesIO(answer.content))

    def pile(self, kind: str) -> Batch:
        self.client.post(self.pack.get_absolute_url(), {"kind": kind, "keep_days": "30"})
        return Batch.objects.filter(kind=kind).latest("pk")


def said_by_script(chance: random.Random) -> dict[str, str]:
    words = " ".join(chance.choices(WORDS, k=9)) + f" {chance.randrange(10**9)}"
    return {
        "kind": chance.choice(sorted(rules.SAID)),
        "words": words,
        "already": chance.choice(["", f"{words} is er al."]),
        "audience": chance.choice(sorted(rules.READ_BY)),
        "tell": "n",
        "address": "",
    }


def given_by_script(chance: random.Random) -> dict[str, str]:
    kind = chance.choice(sorted(rules.WHAT))
    uses = chance.choice(["", "l", "lm", "m"] + ([] if kind == "s" else ["p", "lpm"]))
    words = " ".join(chance.choices(WORDS, k=8)) + f" {chance.randrange(10**9)}"
    return {"kind": kind, "words": words, "uses": uses, "reach": "Samira, 0612345678" if "m" in uses else ""}


def places_on(paper: PdfReader, pack: Pack, title: str) -> Iterator[int]:
    """The numbers of the cards of one sort, as they can be read on the paper."""
    for page in paper.pages:
        text = page.extract_text()
        if title in text:
            yield from (int(place) for place in re.findall(rf"{pack.spoken}-(\d+)", text))


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_pack_is_printed_filled_in_by_a_script_and_typed_back_the_same(client: Client, size: str) -> None:
    chance = random.Random(size)
    desk = Desk(client, size=size, voices="6", strengths="5")
    paper = desk.paper()
    filled = {
        rules.VOICES: {place: said_by_script(chance) for place in places_on(paper, desk.pack, "Mijn woorden")},
        rules.STRENGTHS: {place: given_by_script(chance) for place in places_on(paper, desk.pack, "Kort verteld")},
    }
    assert list(filled[rules.VOICES]) == [1, 2, 3, 4, 5, 6] and list(filled[rules.STRENGTHS]) == [1, 2, 3, 4, 5]
    for kind, cards in filled.items():
        pile = desk.pile(kind)
        for place, typed in chance.sample(sorted(cards.items(), key=lambda pair: pair[0]), len(cards)):
            answer = client.post(pile.get_absolute_url(), typed | {"place": str(place)})
            assert answer.status_code == 302, answer.content.decode()
        assert client.post(reverse("packs:close", args=[desk.here.slug, pile.pk])).status_code == 302
        slips = client.get(reverse("packs:slips", args=[desk.here.slug, pile.pk]))
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(slips.content)).pages)
        assert all(f"{desk.pack.spoken}-{place}" in text for place in cards)
    numbers = {(card.kind, card.place): card.entered for card in Card.objects.all()}
    for place, typed in filled[rules.VOICES].items():
        voice = Voice.objects.get(number=numbers[rules.VOICES, place])
        assert (voice.kind, voice.words, voice.already, voice.audience) == (
            rules.SAID[typed["kind"]], typed["words"], typed["already"], rules.READ_BY[typed["audience"]],
        )  # fmt: skip
    for place, typed in filled[rules.STRENGTHS].items():
        strength = Strength.objects.get(number=numbers[rules.STRENGTHS, place])
        held = strengths_kept.of(strength)
        assert ((held.kind, held.part), held.words, held.reach) == (
            rules.WHAT[typed["kind"]], typed["words"], typed["reach"],
        )  # fmt: skip
        uses = strength.consents.values_list("use", flat=True)
        assert set(uses) == {rules.USES[letter] for letter in typed["uses"]}


@pytest.mark.parametrize(("size", "pages"), [("a4", 1 + 5 + 5 + 1), ("a3", 1 + 3 + 3 + 1)])
def test_the_paper_is_one_tagged_pdf_of_the_size_that_was_asked(client: Client, size: str, pages: int) -> None:
    desk = Desk(client, size=size)
    paper = desk.paper()
    assert len(paper.pages) == pages
    root: Any = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"]
    wide, tall = sorted(float(side) for side in paper.pages[0].mediabox[2:])
    assert (round(wide), round(tall)) == {"a4": (595, 842), "a3": (842, 1191)}[size]
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "Groen plein" in text and desk.pack.spoken in text
    assert len(desk.paper("en").pages) == pages, "longer words fit on the same sheets"


def test_what_is_wrong_stays_typed_and_the_next_card_begins_with_its_number(client: Client) -> None:
    desk = Desk(client)
    address = desk.pile(rules.VOICES).get_absolute_url()
    wrong = client.post(address, SAID | {"place": "1", "kind": "?", "words": "Een bankje \U0001f333 مقعد"})
    page = wrong.content.decode()
    assert (
        wrong.status_code == 422
        and "Een bankje \U0001f333 مقعد" in page
        and "Deze letter staat niet op de kaart" in page
    )
    assert client.post(address, SAID | {"place": "1"}).status_code == 302
    after = client.get(f"{address}?na=1")
    assert "Kaart 1 staat erin." in after.content.decode() and after.context["form"]["place"].value() == 2
    twice = client.post(address, SAID | {"place": "1"})
    assert twice.status_code == 422 and "met dezelfde woorden" in twice.content.decode()
    alike = client.post(address, SAID | {"place": "2"})
    assert alike.status_code == 422 and "Ja, dit is een andere kaart" in alike.content.decode()
    assert client.post(address, SAID | {"place": "2", "sure": "on"}).status_code == 302
    correct = client.get(f"{address}?kaart=2").context["form"].initial
    sent = SAID | {"place": "2", "base": correct["base"], "words": "Toch een heel ander verhaal."}
    assert client.post(address, sent).status_code == 302
    client.post(reverse("packs:take-out", args=[desk.here.slug, Batch.objects.get().pk]), {"kaart": "x"})
    assert Card.objects.count() == 2 and not Voice.objects.exists()


def test_two_people_count_a_sheet_on_the_pages_and_what_differs_is_asked_again(client: Client) -> None:
    desk = Desk(client)
    address = desk.pile(rules.STICKERS).get_absolute_url()
    groen, licht = (f"stickers-{item.code}" for item in desk.items)
    first = {"counted_on": "01-09-2026", "said_where": "De Eik", groen: "4", licht: "2"}
    other = Client()
    bep = a_person("Bep")
    a_seat(desk.here, person=bep)
    sign_in(other, bep)
    assert client.post(address, first | {groen: "veel"}).status_code == 422
    for _twice in "12":
        assert client.post(address, first).status_code == 302
    assert "Geef het vel door" in client.get(address).content.decode()
    blind = other.get(address).content.decode()
    assert "De tweede telling" in blind and 'value="4"' not in blind
    assert other.post(address, {groen: "4", licht: "3"}).status_code == 302
    asked = other.get(address).content.decode()
    assert "Wat verschilt" in asked and licht in asked and groen not in asked
    assert other.post(address, {}).status_code == 422
    assert other.post(address, {licht: "3"}).status_code == 302
    assert "Bekijk de telling" in client.get(address).content.decode()


class Endless(io.RawIOBase):
    """A form whose file never seems to end: 300 MB that are made while they are read."""

    def __init__(self, size: int) -> None:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="scan"; filename="a.png"\r\n'
        self.head = (head + "Content-Type: image/png\r\n\r\n").encode()
        self.tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.left = size
        self.length = len(self.head) + size + len(self.tail)

    def read(self, size: int = -1) -> bytes:
        if self.head:
            out, self.head = self.head[:size], self.head[size:]
            return out
        if self.left:
            out = b"\0" * min(size, self.left)
            self.left -= len(out)
            return out
        out, self.tail = self.tail[:size], self.tail[size:]
        return out


def test_a_scan_of_300_mb_is_refused_while_it_streams_in(
    client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "media", str(tmp_path)
    desk = Desk(client)
    pile = desk.pile(rules.VOICES)
    address = reverse("packs:add-scan", args=[desk.here.slug, pile.pk])
    most = []
    from django.core.files.uploadhandler import TemporaryFileUploadHandler

    kept = TemporaryFileUploadHandler.receive_data_chunk

    def receive(self: Any, raw_data: bytes, start: int) -> Any:
        most.append(start + len(raw_data))
        return kept(self, raw_data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", receive)
    stream = Endless(300 * 1024 * 1024)
    sent: dict[str, Any] = {"wsgi.input": stream, "CONTENT_LENGTH": str(stream.length)}
    answer = client.generic("POST", address, CONTENT_TYPE=MULTIPART_CONTENT, **sent)
    assert answer.status_code == 302 and not stream.left, "the rest was read and thrown away"
    assert max(most) <= MOST_BYTES, "nothing more was kept than fits"
    assert "Dit is te groot" in client.get(pile.get_absolute_url()).content.decode()
    assert not Scan.objects.exists() and not list(tmp_path.rglob("*.upload*"))


def test_a_scan_lies_with_the_pile_for_hosts_alone_and_a_form_without_its_token_is_refused(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    desk = Desk(client)
    pile = desk.pile(rules.VOICES)
    address = reverse("packs:add-scan", args=[desk.here.slug, pile.pk])
    assert client.post(address).status_code == 302 and not Scan.objects.exists()
    assert client.post(address, {"scan": [a_picture(), a_picture("red")]}).status_code == 302
    shown = client.get(reverse("packs:scan", args=[desk.here.slug, Scan.objects.first().pk]))  # type: ignore[union-attr]
    assert shown["Content-Type"] == "image/jpeg" and shown.content.startswith(b"\xff\xd8")
    assert Client().get(reverse("packs:scan", args=[desk.here.slug, Scan.objects.last().pk])).status_code == 403  # type: ignore[union-attr]
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, desk.host)
    assert strict.post(address, {"scan": a_picture()}).status_code == 403 and Scan.objects.count() == 2
    assert client.get(reverse("packs:scan", args=[desk.here.slug, 999])).status_code == 404


def test_everything_that_waits_stands_on_the_first_page(client: Client) -> None:
    desk = Desk(client)
    pile = desk.pile(rules.STRENGTHS)
    page = client.get(reverse("packs:packs", args=[desk.here.slug])).content.decode()
    assert pile.get_absolute_url() in page and desk.pack.spoken in page
    wrong = client.post(reverse("packs:packs", args=[desk.here.slug]), {"size": "a4", "voices": "veel"})
    assert wrong.status_code == 422 and 'value="veel"' in wrong.content.decode()
    other = a_neighbourhood()
    a_seat(other, person=desk.host)
    assert client.get(reverse("packs:batch", args=[other.slug, pile.pk])).status_code == 404
    assert client.get(reverse("packs:pack", args=[other.slug, desk.pack.number])).status_code == 404

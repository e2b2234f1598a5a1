"""Photos: what is seen is kept, and nothing else."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from stoep.voices.models import Photo, Voice
from stoep.voices.tests.ground import a_host, a_photo, flood, say
from tests.builders import (
    a_neighbourhood,
)

pytestmark = pytest.mark.django_db


def test_a_photo_loses_everything_but_what_is_seen(client: Client, settings: Any) -> None:
    here = a_neighbourhood()
    a_host(client, here)
    file = SimpleUploadedFile("../../<script>.jpg", a_photo(), "image/svg+xml")
    assert say(client, here, photo=file, described="De vijver").status_code == 302
    photo = Photo.objects.get()
    assert re.fullmatch(r"photos/[0-9a-f]{32}\.jpg", str(photo.image.name))
    kept = (Path(settings.MEDIA_ROOT) / str(photo.image.name)).read_bytes()
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

"""What several tests of voices stand on: somebody who says something, a host, a photo."""

from __future__ import annotations

import io
from typing import Any

from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.builders import (
    a_person,
    a_post,
    sign_in,
)

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


def a_photo(size: tuple[int, int] = (3000, 1000), kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "GEHEIMEKAMERA"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 11.0)})
    out = io.BytesIO()
    picture = Image.new("RGB", size, "green")
    picture.save(out, kind, exif=exif, **({"xmp": b"<x:xmpmeta>GEHEIMEPLEK</x:xmpmeta>"} if kind == "JPEG" else {}))
    return out.getvalue() + b"<script>GEHEIMESTAART</script>"


def flood() -> bytes:
    """A PNG of a few hundred bytes that claims 40,000 by 40,000 pixels."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    data = bytearray(out.getvalue())
    data[16:24] = (40_000).to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)

"""Pictures: only what is seen is kept. Place, time, camera and everything that hides behind the picture is dropped."""

from __future__ import annotations

import io
import uuid
import warnings
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from stoep.shared.refusal import Refused

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000  # 160 MB while it is read; what phones make has 12 to 24 million
LONGEST_SIDE = 2_000
_KINDS = ("JPEG", "PNG", "WEBP")  # SVG and PDF are programs in disguise


def clean(file: IO[bytes]) -> bytes:
    """The picture drawn anew as a JPEG of at most 2,000 pixels a side, without EXIF, GPS, XMP, ICC or trailing bytes.

    Refused: "photo-too-big" (bytes, or pixels by its own header, before anything is unpacked), "no-photo".
    """
    from PIL import Image, ImageOps

    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused(
            "photo-too-big", _("Deze foto is te groot. Kies een foto van hoogstens 15 MB. Uw tekst staat er nog.")
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=_KINDS)
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("photo-too-big", _TOO_MANY_PIXELS)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
    except Refused:
        raise
    except Image.DecompressionBombError as flood:
        raise Refused("photo-too-big", _TOO_MANY_PIXELS) from flood
    except Exception as mistake:
        raise Refused("no-photo", _NO_PHOTO) from mistake
    return _drawn_anew(upright)


_TOO_MANY_PIXELS = _("Deze foto heeft te veel beeldpunten. Maak hem kleiner of kies een andere. Uw tekst staat er nog.")
_NO_PHOTO = _("Dit is geen foto die wij kunnen lezen. Kies een JPEG, PNG of WebP. Uw tekst staat er nog.")


def _drawn_anew(picture: object) -> bytes:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    try:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        # On white paper of our own: what was transparent gets a ground, and no metadata comes along.
        sheet = Image.new("RGB", picture.size, "white")
        if "A" in picture.getbands() or "transparency" in picture.info:
            seen = picture.convert("RGBA")
            sheet.paste(seen, mask=seen.getchannel("A"))
        else:
            sheet.paste(picture.convert("RGB"))
    except Exception as mistake:
        raise Refused("no-photo", _NO_PHOTO) from mistake
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def store(data: bytes) -> str:
    """Keep a cleaned picture under a random name; returns where. The name that somebody gave it goes nowhere."""
    name = f"photos/{uuid.uuid4().hex}.jpg"
    try:
        return default_storage.save(name, ContentFile(data))
    except OSError:
        # On a full disk the first half of a picture is written; it would stay for ever without words beside it.
        default_storage.delete(name)
        raise


def remove(name: str) -> None:
    """Take the file away; a file that is gone already is well."""
    default_storage.delete(name)

"""A picture made small for paper."""

from __future__ import annotations

import io
from typing import Any


def small(file: Any, side: int) -> bytes:
    """The picture in this field as a JPEG of at most so many dots wide and high; b"" when there is none any more."""
    from PIL import Image

    if not file:
        return b""
    try:
        with file.open("rb") as kept:
            picture = Image.open(kept)
            picture.thumbnail((side, side))
            out = io.BytesIO()
            picture.convert("RGB").save(out, "JPEG", quality=80)
    except OSError:
        return b""
    return out.getvalue()

"""What a first visit to a neighbourhood's page makes a telephone fetch: how many files, and how many bytes of them."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from stoep.web.bench.measuring import ask
from stoep.web.bench.table import SLUG

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

FACE = re.compile(r"@font-face\s*{([^}]*)}")
ADDRESS = re.compile(r"url\([\"']?(?!data:)([^)\"']+)[\"']?\)")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
PACKED_ALREADY = {".woff2", ".png", ".jpg"}


@dataclass(frozen=True, slots=True)
class Visit:
    """Bytes as they travel (gzip, level 9), by file; the page itself is called "html"."""

    files: dict[str, int]

    @property
    def kilobytes(self) -> float:
        """All of it together."""
        return sum(self.files.values()) / 1000

    @property
    def script_kilobytes(self) -> float:
        """How much of it is script."""
        return sum(size for name, size in self.files.items() if name.endswith(".js")) / 1000

    def told(self) -> str:
        """In one line, beside what was promised."""
        named = ", ".join(f"{name} {size / 1000:.1f}" for name, size in self.files.items())
        return (
            f"{self.kilobytes:.1f} kB compressed with fonts (≤150), {len(self.files)} requests (≤10), "
            f"{self.script_kilobytes:.1f} kB of it script (≤20): {named}"
        )


class Fetched(HTMLParser):
    """The addresses that a browser fetches by itself when it reads a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        fetched = given.get("href") if tag == "link" and given.get("rel") in {"stylesheet", "icon"} else None
        fetched = given.get("src") if tag in {"script", "img"} else fetched
        if fetched and not fetched.startswith("data:"):
            self.addresses.append(fetched)


def first_visit(application: WSGIApplication) -> Visit:
    """Fetch the page of the neighbourhood, and look at every file that it asks for."""
    html = ask(application, reverse("thread:neighbourhood", args=[SLUG])).body
    read = Fetched()
    read.feed(html.decode())
    files = {"html": len(gzip.compress(html, 9))}
    for address in dict.fromkeys(read.addresses):
        name = address.removeprefix(settings.STATIC_URL)
        files[name] = _size(name)
        if name.endswith(".css"):
            files |= {asked: _size(asked) for asked in _asked_by(name, html.decode())}
    return Visit(files)


def _asked_by(sheet: str, text: str) -> list[str]:
    """What a style sheet fetches for this text: a font only when one of its letters is in the text, and pictures."""
    css = _path(sheet).read_text(encoding="utf-8")
    found = [face for face in FACE.findall(css) if _has_letters(face, text)] + [FACE.sub("", css)]
    return [str(PurePosixPath(sheet).parent / address) for part in found for address in ADDRESS.findall(part)]


def _has_letters(face: str, text: str) -> bool:
    ranges = [(int(low, 16), int(high or low, 16)) for low, high in RANGE.findall(face.partition("unicode-range")[2])]
    return not ranges or any(low <= ord(sign) <= high for sign in set(text) for low, high in ranges)


def _size(name: str) -> int:
    content = _path(name).read_bytes()
    return len(content) if Path(name).suffix in PACKED_ALREADY else len(gzip.compress(content, 9))


def _path(name: str) -> Path:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(f"{name} is not built yet: run ./stoep demo or ./stoep bench once")
    return Path(found)

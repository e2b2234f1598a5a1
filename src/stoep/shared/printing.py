"""Paper: a PDF from a typst document and data, tagged for screen readers (PDF/UA-1), with its language set.

A room keeps its documents in `src/stoep/<room>/templates/<room>/name.typ`. Each begins with:

    #import "/shared/typst/page.typ": data, t, sheet, qr, plain
    #show: sheet.with(data, title: "…")

`data` is what Python gave, as JSON. It arrives as text and is shown as text: `#data.words` never runs as typst markup,
whatever stands in it. QR codes come as SVG: `data["qr"] = printing.qr_svg(address)`, shown by `#qr(data.qr, "…")`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

SOURCES = Path(__file__).resolve().parents[1]
# Drawn by Libertinus, which typst carries in itself: dashes, quotes, bullets, the euro, arrows, the minus.
ALWAYS_KNOWN = frozenset([*range(0x2010, 0x2028), 0x2030, 0x2039, 0x203A, 0x20AC, *range(0x2190, 0x2194), 0x2212])


def pdf(template: str | Path, data: Mapping[str, Any]) -> bytes:
    """The PDF that this typst document makes of the data.

    `template` is a path below src/stoep, such as "people/templates/people/letters.typ"; `data` is plain JSON.
    `data["lang"]` is the language of the page (default: the active one). A sign that no font on this machine can draw
    is written out as a word between brackets, since PDF/UA forbids empty boxes.
    """
    import typst

    given = {"lang": (get_language() or settings.LANGUAGE_CODE)[:2], **data}
    made = typst.compile(
        str(SOURCES / template),
        root=str(SOURCES),
        font_paths=[str(folder) for folder in _font_folders()],
        sys_inputs={"data": json.dumps(_drawable(given), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    assert isinstance(made, bytes)
    return made


def pdf_apart(template: str, data: Mapping[str, Any]) -> bytes:
    """The same, made in a process of its own: for hundreds of pages, of which typst remembers gigabytes.

    It makes this one paper and ends, also when whoever waits for it was killed meanwhile.
    """
    processes = get_context("spawn")
    mine, its = processes.Pipe(duplex=False)
    apart = processes.Process(target=_made_apart, args=(its, template, dict(data)), daemon=True)
    apart.start()
    its.close()
    try:
        return mine.recv_bytes()
    except EOFError as error:
        raise RuntimeError("The paper was not made: see what went wrong above.") from error
    finally:
        mine.close()
        apart.join()


def _made_apart(out: Connection, template: str, data: dict[str, Any]) -> None:
    out.send_bytes(pdf(template, data))


def qr_svg(address: str) -> str:
    """A QR code of this address as SVG text, with the quiet edge that readers ask for (ISO/IEC 18004: four modules)."""
    import segno

    return str(segno.make(address, error="m", micro=False).svg_inline(scale=4, border=4, light="#fff", omitsize=True))


def _font_folders() -> list[Path]:
    folder = Path(settings.ROOT) / "build" / "fonts"
    return [folder] if folder.is_dir() else []


@cache
def _known_signs() -> frozenset[int]:
    """Every code point that one of typst's fonts can draw, asked once."""
    import typst
    from fontTools.ttLib import TTFont

    known: set[int] = set(ALWAYS_KNOWN)
    for font in typst.Fonts(font_paths=[str(folder) for folder in _font_folders()]).fonts():
        if font.path and font.style == "normal":
            known |= set(TTFont(font.path, fontNumber=font.index, lazy=True).getBestCmap() or ())
    return frozenset(known)


def _drawable(value: Any) -> Any:
    """The same data, with every text made of signs that can be drawn."""
    if isinstance(value, str):
        return (
            _SCRIPT.sub(_one_word, "".join(map(_sign, value)))
            if any(ord(sign) > 0x17F for sign in value) or _has_control(value)
            else value
        )
    if isinstance(value, Mapping):
        return {key: _drawable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(item) for item in value]
    return value


# What `_sign` makes of words in a script that no font here can draw: a name for each letter of them.
_SCRIPT = re.compile(r"(?:\[[a-z]+(?: [a-z]+)* letter [^\]]*\][^\w\[]*){3,}")

_NOT_PRINTED = (
    "woorden in een schrift dat hier niet gedrukt kan worden",
    "words in a script that cannot be printed here",
)


def _one_word(found: re.Match[str]) -> str:
    """Nobody reads forty names of letters: one remark stands for all of them."""
    in_english = (get_language() or settings.LANGUAGE_CODE).startswith("en")
    return f"[{_NOT_PRINTED[in_english]}] "


def _has_control(text: str) -> bool:
    return any((ord(sign) < 0x20 and sign not in "\n\t") or ord(sign) == 0x7F for sign in text)


def _sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign in "\n\t" or (kind not in {"Cc", "Cf", "Co", "Cs", "Cn"} and ord(sign) in _known_signs()):
        return sign
    if kind.startswith("C") or kind in {"Mn", "Me"}:
        return ""
    decomposed = unicodedata.normalize("NFKD", sign)
    if decomposed != sign:
        return "".join(map(_sign, decomposed))
    return f"[{unicodedata.name(sign, 'teken').lower()}]"

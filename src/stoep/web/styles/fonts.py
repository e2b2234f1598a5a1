"""Makes the letters of the printed page: build/fonts/woff2 (laid there by `npm run build`) becomes build/fonts/*.ttf.

Typst reads no woff2, and takes one file a weight, so the Latin part and the part with č, ő and ş are joined. Arabic has
a family of its own, which typst takes for what Source Sans does not draw.
Run as `python src/stoep/web/styles/fonts.py` after the npm build.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[4] / "build" / "fonts"
FAMILY = "Source Sans 3"
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
ARABIC = (400, 700)


def unpack(woff2: Path, target: Path) -> Path:
    """One woff2 as a plain TrueType file."""
    font = TTFont(woff2)
    font.flavor = None
    font.save(target)
    return target


def join(weight: int, fonts: Path = FONTS) -> Path:
    """One TrueType file of this weight with both parts; returns where it is."""
    target = fonts / f"source-sans-3-{weight}.ttf"
    with tempfile.TemporaryDirectory() as folder:
        parts = [
            str(unpack(fonts / "woff2" / f"source-sans-3-{part}-{weight}-normal.woff2", Path(folder) / f"{part}.ttf"))
            for part in ("latin", "latin-ext")
        ]
        font = Merger().merge(parts)
    name(font, weight)
    font.save(target)
    return target


def name(font: TTFont, weight: int) -> None:
    """Give the file its family's name: the parts are cut from one variable font, and carry the name of its thinnest."""
    style = WEIGHTS[weight]
    names = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"SourceSans3-{style}", 16: FAMILY, 17: style}
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)


def main() -> None:
    """Every weight that a page on paper uses."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    for weight in WEIGHTS:
        join(weight)
    for weight in ARABIC:
        packed = FONTS / "woff2" / f"noto-sans-arabic-arabic-{weight}-normal.woff2"
        unpack(packed, FONTS / f"noto-sans-arabic-{weight}.ttf")


if __name__ == "__main__":
    main()

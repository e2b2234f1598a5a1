"""Compile each room's translations (.po to .mo). Run by the set-up, with the Python that has Babel."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def main() -> None:
    """Write every catalogue beside its source; the rename makes it whole or absent."""
    rooms = Path(__file__).resolve().parents[1] / "src" / "stoep"
    for source in sorted(rooms.glob("*/locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parts[-3])
        unfinished = source.with_suffix(".mo.unfinished")
        with unfinished.open("wb") as target:
            write_mo(target, catalogue, use_fuzzy=False)
        unfinished.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    main()

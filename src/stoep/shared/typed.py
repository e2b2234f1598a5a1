"""What somebody typed, in one form, without signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata

# Signs that turn the direction of a text (CVE-2021-42574, "Trojan Source"), and control signs without newline and tab.
_HARMFUL = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def clean(typed: str, *, one_line: bool = False) -> str:
    """What somebody typed, without signs that cannot be seen: one form of every letter (NFC), plain line ends."""
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HARMFUL.sub("", text).strip()
    return " ".join(text.split()) if one_line else text

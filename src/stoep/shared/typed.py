"""What somebody typed, in one form, without signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from stoep.shared.refusal import Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Signs that turn the direction of a text (CVE-2021-42574, "Trojan Source"), and control signs without newline and tab.
_HARMFUL = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def clean(typed: str, *, one_line: bool = False) -> str:
    """What somebody typed, without signs that cannot be seen: one form of every letter (NFC), plain line ends."""
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HARMFUL.sub("", text).strip()
    return " ".join(text.split()) if one_line else text


def within(text: str, most: int) -> str:
    """The same text; Refused with how much must go when it has more than so many signs."""
    if len(text) > most:
        raise Refused(
            "too-long",
            _("Uw tekst heeft %(length)s tekens. Er passen er %(limit)s in. Maak hem korter."),
            length=len(text),
            limit=most,
        )
    return text


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be typed in a room: of the texts named in `by_name` so many signs, of each other one `words`.

    What is named there stands on one line.
    """

    by_name: Mapping[str, int]
    words: int

    def texts(self, **typed: str) -> dict[str, str]:
        """Texts without unseen signs, each within its limit; Refused with how much must go."""
        cleaned = {name: clean(text, one_line=name in self.by_name) for name, text in typed.items()}
        return {name: within(text, self.by_name.get(name, self.words)) for name, text in cleaned.items()}

    def asked(self, code: str, sentence: str | _StrPromise, **typed: str) -> dict[str, str]:
        """The same, and none of them may be empty: else Refused with this code and sentence."""
        cleaned = self.texts(**typed)
        if not all(cleaned.values()):
            raise Refused(code, sentence)
        return cleaned

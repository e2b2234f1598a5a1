"""Fixed sentences on paper and screen, which somebody who reads a language may say otherwise."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 300


def direction(language: str) -> str:
    """Which way a sentence in this language runs, for HTML: by "auto" one that begins with {name} would turn round."""
    return "rtl" if language == "ar" else "ltr"


def filled_in(sentence: str) -> frozenset[str] | None:
    """What is filled in in this sentence, as in {name}; None when it cannot be read, as with a brace alone."""
    try:
        parsed = list(string.Formatter().parse(sentence))
    except ValueError:
        return None
    named = [(field, spec, how) for _text, field, spec, how in parsed if field is not None]
    if any(spec or how for _field, spec, how in named):
        return None
    return frozenset(field for field, _spec, _how in named)


def wrong(texts: Mapping[str, str], dutch: Mapping[str, str]) -> str:
    """The key of the first sentence that is empty, too long or fills in other things than the Dutch one; else ""."""
    for key, own in dutch.items():
        sentence = texts.get(key, "").strip()
        if not sentence or len(sentence) > LONGEST or filled_in(sentence) != filled_in(own):
            return key
    return ""

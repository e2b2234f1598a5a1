"""The fixed sentences of letters, ballots and the voting page, as we propose them in five languages.

Somebody of the wijk who reads a language approves its sentences, and may say them otherwise. Before that a language
other than Dutch is not printed, and the voting page says that nobody read it. What stands between braces is filled in.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Final

from stoep.budgeting.wordings import ar, en, nl, pl, tr

PROPOSED: Final[dict[str, dict[str, str]]] = {
    "nl": nl.WORDS,
    "en": en.WORDS,
    "tr": tr.WORDS,
    "ar": ar.WORDS,
    "pl": pl.WORDS,
}
LONGEST: Final = 300
RIGHT_TO_LEFT: Final = frozenset({"ar"})


def filled_in(sentence: str) -> frozenset[str] | None:
    """What is filled in in this sentence; None when it cannot be read, as with a brace alone."""
    try:
        parsed = list(string.Formatter().parse(sentence))
    except ValueError:
        return None
    named = [(field, spec, how) for _text, field, spec, how in parsed if field is not None]
    if any(spec or how for _field, spec, how in named):
        return None
    return frozenset(field for field, _spec, _how in named)


PLACES: Final = {key: filled_in(sentence) for key, sentence in nl.WORDS.items()}


def wrong(texts: Mapping[str, str]) -> str:
    """The key of the first sentence that is empty, too long or lacks what is filled in; "" when all are right."""
    for key, needed in PLACES.items():
        sentence = texts.get(key, "").strip()
        if not sentence or len(sentence) > LONGEST or filled_in(sentence) != needed:
            return key
    return ""

"""The fixed sentences of letters, ballots and the voting page, as we propose them in five languages.

Somebody of the wijk who reads a language approves its sentences, and may say them otherwise. Before that a language
other than Dutch is not printed, and the voting page says that nobody read it. What stands between braces is filled in.
"""

from __future__ import annotations

from typing import Final

from stoep.budgeting.wordings import ar, en, nl, pl, tr

PROPOSED: Final[dict[str, dict[str, str]]] = {
    "nl": nl.WORDS,
    "en": en.WORDS,
    "tr": tr.WORDS,
    "ar": ar.WORDS,
    "pl": pl.WORDS,
}

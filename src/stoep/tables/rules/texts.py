"""How long a text may be, and what a link may look like."""

from __future__ import annotations

from urllib.parse import urlsplit

from stoep.agenda.rules.content import clean as without_unseen_signs

LIMITS = {"name": 120, "title": 120, "convened_by": 160, "called": 120, "link": 500}
WORDS_LIMIT = 3000
ONE_LINE = frozenset(LIMITS)


def clean(**typed: str) -> dict[str, str]:
    """The same texts without signs that cannot be seen; names and titles on one line."""
    return {name: without_unseen_signs(text, one_line=name in ONE_LINE) for name, text in typed.items()}


def is_link(text: str) -> bool:
    """Whether a browser may be sent there: an address of the web, and nothing that runs (javascript:, data:)."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)

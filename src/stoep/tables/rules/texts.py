"""How long a text may be, and what a link may look like."""

from __future__ import annotations

from urllib.parse import urlsplit

LIMITS = {"name": 120, "title": 120, "convened_by": 160, "called": 120, "link": 500}
WORDS_LIMIT = 3000


def is_link(text: str) -> bool:
    """Whether a browser may be sent there: an address of the web, and nothing that runs (javascript:, data:)."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)

"""An address on the internet that somebody typed: whether it can be shown honestly, and which host it leads to."""

from __future__ import annotations

from urllib.parse import urlsplit


def link_host(link: str) -> str:
    """The host to show beside a link; "" when it is no http or https address that we can show honestly."""
    if any(character.isspace() or ord(character) < 32 or character in '\\"<>' for character in link):
        return ""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return ""
    honest = parts.scheme in ("http", "https") and "@" not in parts.netloc and "." in host.strip(".")
    return host if honest else ""

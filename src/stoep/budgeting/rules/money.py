"""Sums of money as people write and read them; kept in whole cents, so that nothing is ever rounded."""

from __future__ import annotations

import re

# "1.250", "1250,50", "€ 15.000,-": thousands in groups of three, and cents after a comma (or a point with two digits).
_SUM = re.compile(
    r"(?:€|eur|euro)?\s*(\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?:[,.](\d{1,2}|-{1,2}))?\s*(?:euro)?", re.IGNORECASE | re.ASCII
)


def read_euros(typed: str) -> int | None:
    """The cents in what somebody typed ("15.000", "1250,50", "€ 20,-"); None when it is no sum of money."""
    text = " ".join(typed.split())
    found = _SUM.fullmatch(text) if text.isascii() or "€" in text else None
    if not found:
        return None
    whole = int(found[1].replace(".", "").replace(" ", ""))
    rest = (found[2] or "").strip("-")
    return whole * 100 + int(rest.ljust(2, "0"))


def euros(cents: int) -> str:
    """The sum as it is printed in every language of the page: "€ 15.000" or "€ 1.250,50"."""
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"€\u00a0{grouped},{rest:02}" if rest else f"€\u00a0{grouped}"

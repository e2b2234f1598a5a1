"""From one server to the next: the table says with two keys whose keys sign from then on."""

from __future__ import annotations

from stoep.record import keys
from tests.long.years.cast import SLUG, Kept, Now
from tests.long.years.founding import two_keys


def own_keys() -> list[str]:
    """The public keys with which this server will sign the log, as they are written; made at first use."""
    return [key.written() for key in keys.signer().keys(f"localhost/wijk/{SLUG}")]


def announce(kept: Kept, now: Now, log_keys: list[str]) -> None:
    """Residents and the independent organisation agree, while the old server still writes it down."""
    two_keys(kept, now, "move-host", values={"host": "https://nieuw.waterstad.example", "log_keys": log_keys})

"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.record.rows import Sealed
from stoep.strengths.models import Consent, Strength

ROWS: tuple[Sealed, ...] = (
    Sealed(
        Strength,
        of="neighbourhood",
        leave={
            "secret_hash": "a secret of the giver; no page shows it",
            "posted_key": "keeps a form from counting twice; no page shows it",
            "kept": "what the giver keeps private, encrypted; what is shown of it stands in `words`, which is sealed",
        },
        later={"where": "", "spot": ""},
    ),
    Sealed(Consent, of="strength__neighbourhood"),
)

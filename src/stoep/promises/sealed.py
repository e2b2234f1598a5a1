"""Which rows of promises the log seals whole."""

from __future__ import annotations

from stoep.promises.models import Change, Promise, Verdict
from stoep.record.rows import Sealed

ROWS = (
    Sealed(
        Promise,
        of="neighbourhood",
        leave={
            "posted_key": "keeps a form from counting twice; no page shows it",
            "confirm_secret_hash": "a secret of the promiser; no page shows it",
            "promiser_contact": "an address apart from what was said; it goes when the line has ended",
        },
        along=(
            "organisation__name",
            "organisation__kind",
            "receiver_organisation__name",
            "receiver_organisation__kind",
        ),
        later={"why_new": ""},
    ),
    Sealed(Change, of="promise__neighbourhood"),
    Sealed(Verdict, of="promise__neighbourhood"),
)

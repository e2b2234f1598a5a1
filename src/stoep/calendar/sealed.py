"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.calendar.models import Entry, Feed, Joining
from stoep.record.rows import Sealed

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
_LOOK = {
    "looked_at": "when the machine last looked, which is no act of anybody",
    "fault": "what came of the newest look, which is no act of anybody",
}
_CODES = {"groups": "codes of groups, out of a list of ours"}
ROWS: tuple[Sealed, ...] = (
    Sealed(Feed, of="neighbourhood", leave=_KEY | _LOOK, along=("added_from__name", "added_from__kind"), stays=_CODES),
    Sealed(
        Entry, of="neighbourhood", leave=_KEY, later={"why_new": ""},
        along=("organisation__name", "organisation__kind", "entered_from__name", "entered_from__kind"),
        stays=_CODES | {
            "days": "days of the calendar, as 2026-04-21",
            "kept_by": "the name of a row in a higher room",
            "path": "an address of this house, written by that room",
            "uid": "a hash, of the number in the calendar of another party",
        },
    ),
    Sealed(Joining, of="entry__neighbourhood", leave=_KEY),
)  # fmt: skip

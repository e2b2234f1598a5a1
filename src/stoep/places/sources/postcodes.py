"""The table `pc4_buurt_JJJJ_overlay.csv`: which buurten lie in a postcode of four digits, and for which part."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from stoep.places import rules
from stoep.places.sources import ready_made, records
from stoep.places.sources.records import PostcodeRecord
from stoep.shared.refusal import Refused

NEEDED = ("pc4", "buurt", "aandeel_pc4")


def postcodes(text: str, file: str) -> Iterator[PostcodeRecord]:
    """The pairs of the table. Raises Refused with file and line for a postcode, code or share that cannot be."""
    for line, row in ready_made.rows(text, file, NEEDED):
        digits = rules.postcode(row["pc4"])
        share = ready_made.number(row["aandeel_pc4"], file, line)
        if digits is None or share is None or not 0 <= share <= 1:
            raise Refused(
                "bad-postcode",
                _("%(file)s, regel %(line)s: de postcode of het aandeel klopt niet. Een postcode heeft vier cijfers."),
                file=file,
                line=line,
            )
        yield PostcodeRecord(digits, records.checked_code(row["buurt"], file, line), share)

"""When a vision is shared, what changed between two versions of it, and when it asks to be looked at again (R19)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from stoep.agenda.rules.dates import add_months
from stoep.agenda.rules.difference import Change, word_pieces

COUNCIL = "council"
SIGNED, REFUSED = "signed", "refused"
SOON_MONTHS, OLD_MONTHS = 48, 60  # R19: revision every four to five years
OPENING = "opening"
OPENING_LIMIT, DOMAIN_LIMIT = 1500, 1500
# As councils number them: "2026-041", "R2026.118", "26/0417". A number, and no sentence.
_DECISION = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./:-]{0,39}")

VisionStanding = Literal["draft", "of-residents", "shared"]


class Word(NamedTuple):
    """What a party said of a version: the number of the version, the party, and "signed" or "refused"."""

    version: int
    party: str
    kind: str


def standing_of_vision(version: int | None, words: Iterable[Word]) -> VisionStanding:
    """Where this version stands: "shared" only when residents adopted it and the council signed that very version.

    `words` in the order in which they were said; of one party the last one about a version counts. A version without
    a number was not adopted.
    """
    if version is None:
        return "draft"
    of_council = [word.kind for word in words if word.version == version and word.party == COUNCIL]
    return "shared" if of_council and of_council[-1] == SIGNED else "of-residents"


def asks_revision(adopted_on: date, today: date) -> Literal["", "soon", "old"]:
    """Whether it is time to look at the vision again: from four years on soon, from five years on it is old.

    It stays in force, whatever its age: nothing disappears.
    """
    if today >= add_months(adopted_on, OLD_MONTHS):
        return "old"
    return "soon" if today >= add_months(adopted_on, SOON_MONTHS) else ""


def vision_changes(
    before: Mapping[str, Any], after: Mapping[str, Any], domains: Sequence[str]
) -> tuple[tuple[str, Change], ...]:
    """The parts that differ between two versions, in their order, each with its name and the words between.

    Both hold the opening and a text by the code of each domain; a part that is not there is an empty text.
    """
    parts = [OPENING, *domains]
    pairs = [(part, str(before.get(part, "")), str(after.get(part, ""))) for part in parts]
    return tuple((part, Change(part, old, new, word_pieces(old, new))) for part, old, new in pairs if old != new)


def is_decision_number(typed: str) -> bool:
    """Whether this can be the number of a council's decision: short, and no sentence."""
    return bool(_DECISION.fullmatch(typed)) and any(sign.isdigit() for sign in typed)

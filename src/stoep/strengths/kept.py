"""What lies under the lock (people.sealing): what a giver said, and what two people said of meeting each other."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from stoep.people import sealing
from stoep.shared.choices import label
from stoep.strengths.models import Consent, Introduction, Strength
from stoep.strengths.rules import Answer


@dataclass(frozen=True, slots=True)
class Kept:
    """What a giver said: the words, which kind, where it is, and how a connector may reach them ("" is nothing)."""

    words: str = ""
    kind: str = ""
    part: str = ""
    where: str = ""
    spot: str = ""
    reach: str = ""

    @property
    def called(self) -> str:
        """Which kind it is, in the reader's language."""
        return label(Strength.Kind, self.kind)

    @property
    def part_called(self) -> str:
        """Head, hands or heart, in the reader's language; "" for what is no gift of a person."""
        return label(Strength.Part, self.part)

    @property
    def is_wish(self) -> bool:
        """Whether somebody wishes for it; else it is there."""
        return self.kind == Strength.Kind.WISH

    def may_be(self, use: str) -> bool:
        """Whether this use fits what it is: a wish helps with no item of the agenda."""
        return not (self.is_wish and use == Consent.Use.ITEM)

    def sealed(self) -> bytes:
        """As it is kept in the row."""
        return _locked(asdict(self))

    def but(self, **fields: str) -> Kept:
        """The same with other values."""
        return replace(self, **fields)


def of(strength: Strength) -> Kept:
    """What the giver said, out of its lock; nothing when it was erased."""
    if not strength.kept:
        return Kept()
    # Rows from before knew no kind under the lock.
    return Kept(**{"kind": strength.kind, "part": strength.part} | _unlocked(strength.kept))


@dataclass(frozen=True, slots=True)
class Side:
    """What one of two people said of meeting the other: an answer, and with a yes a name and how to reach them."""

    answer: Answer = ""
    name: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands under the lock of an introduction: who laid it, why it fits, and what both said."""

    by: str = ""
    why: str = ""
    first: Side = field(default_factory=Side)
    second: Side = field(default_factory=Side)

    def sealed(self) -> bytes:
        """As it is kept in the row."""
        return _locked(asdict(self))


def said_of(introduction: Introduction) -> Said:
    """What both said, out of its lock; nothing when its time is over."""
    if not introduction.kept:
        return Said()
    held = _unlocked(introduction.kept)
    return Said(held["by"], held["why"], Side(**held["first"]), Side(**held["second"]))


def _locked(held: dict[str, Any]) -> bytes:
    return sealing.seal(json.dumps(held, ensure_ascii=False))


def _unlocked(held: bytes | memoryview) -> dict[str, Any]:
    return dict(json.loads(sealing.unseal(held)))

"""Pictures for whoever would rather look than read: the line as four stations, and a month as a row of marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from stoep.thread.lines import Step

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from stoep.voices.queries import Counts

MOST_MARKS = 48
"""More marks than this nobody counts: then one mark stands for more."""


@dataclass(frozen=True, slots=True)
class Station:
    """One stop on the line. `state`: "done", "open", "part", "kept", "late" or "broken"; `on`: when last reached.

    `kept` of `promised` tells how far a line with more than one promise is; both are 0 where that says nothing.
    """

    name: str | _StrPromise
    state: str
    on: date | None = None
    kept: int = 0
    promised: int = 0


STOPS: tuple[tuple[str | _StrPromise, frozenset[str]], ...] = (
    (_("Gezegd"), frozenset({"said"})),
    (_("Beantwoord"), frozenset({"taken-up", "answered", "passed-on"})),
    (_("Beloofd"), frozenset({"promised"})),
)
ENDS = frozenset({"kept", "broken", "late"})


def stations(steps: Sequence[Step]) -> list[Station]:
    """Where a line stands: said, answered, promised, done; each with the day on which it was reached last."""
    happened = [step for step in steps if not step.ahead]
    drawn = [_station(name, [step for step in happened if step.kind in kinds]) for name, kinds in STOPS]
    return [*drawn, _done(happened)]


def _station(name: str | _StrPromise, reached: Sequence[Step]) -> Station:
    """A stop that is either reached or not."""
    return Station(name, "done", reached[-1].on) if reached else Station(name, "open")


def _done(happened: Sequence[Step]) -> Station:
    """The last stop: kept only when every promise was; one promise that is late now makes it late."""
    name = _("Gedaan")
    ends = [step for step in happened if step.kind in ENDS]
    if not ends:
        return Station(name, "open")
    last_word = {step.href: step.kind for step in ends}
    promised = max(len({step.href for step in happened if step.kind == "promised"}), len(last_word))
    kept = sum(kind == "kept" for kind in last_word.values())
    otherwise = ("kept" if kept == promised else "part") if kept else "broken"
    state = "late" if "late" in last_word.values() else otherwise
    return Station(name, state, ends[-1].on, *((kept, promised) if promised > 1 else (0, 0)))


@dataclass(frozen=True, slots=True)
class Month:
    """A time in marks: `said` (each "paper" or "screen") and `answered` (each "on-time" or "late"); `per` a mark."""

    said: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    per: int = 1


def month(counts: Counts) -> Month:
    """What was said and answered as marks, at most 48 in a row; a part of a mark counts as a whole one."""
    per = max(1, -(-max(counts.received, counts.answered) // MOST_MARKS))
    return Month(
        _marks(counts.on_paper_or_spoken, counts.received, per, ("paper", "screen")),
        _marks(counts.answered_in_time, counts.answered, per, ("on-time", "late")),
        per,
    )


def _marks(first: int, all_: int, per: int, names: tuple[str, str]) -> list[str]:
    """So many marks of the first name, and the rest of the second."""
    whole, part = -(-all_ // per), -(-first // per)
    return [names[0]] * part + [names[1]] * (whole - part)

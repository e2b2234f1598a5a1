"""The line as a simple picture: stations from left to right, for whoever would rather look than read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from stoep.thread.lines import Step

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATION_WIDTH = 104
FIRST_X = 54


@dataclass(frozen=True, slots=True)
class Station:
    """One stop on the line. `state`: "done", "open", "late" or "kept"; `x` is its place in the drawing."""

    name: str | _StrPromise
    state: str
    note: str
    x: int

    @property
    def before(self) -> int:
        """Where the stop before this one stands."""
        return self.x - STATION_WIDTH


STOPS: tuple[tuple[str | _StrPromise, frozenset[str]], ...] = (
    (_("Gezegd"), frozenset({"said"})),
    (_("Beantwoord"), frozenset({"taken-up", "answered", "passed-on"})),
    (_("Beloofd"), frozenset({"promised"})),
    (_("Gedaan"), frozenset({"kept", "broken", "late"})),
)


def stations(steps: Sequence[Step]) -> list[Station]:
    """Where a line stands: said, answered, promised, done; each with the day on which it was reached last."""
    drawn: list[Station] = []
    for index, (name, kinds) in enumerate(STOPS):
        reached = [step for step in steps if step.kind in kinds and not step.ahead]
        state, note = "open", ""
        if reached:
            last = reached[-1]
            state = last.mood if last.mood in {"late", "kept"} else "done"
            note = f"{last.on:%d-%m-%Y}"
        drawn.append(Station(name, state, note, FIRST_X + index * STATION_WIDTH))
    return drawn


def width(count: int) -> int:
    """How wide a drawing of this many stations is."""
    return 2 * FIRST_X + (count - 1) * STATION_WIDTH

"""Questions about changes of power: what the newcomer finds, how far they are, and who answers now. Read only."""

from stoep.handover.queries.dossier import Counted, Dossier, Shown, dossier, of_promise, power_of
from stoep.handover.queries.holding import answers_for, known_organisations, running_lines
from stoep.handover.queries.powers import Listed, late_powers, powers

__all__ = [
    "Counted",
    "Dossier",
    "Listed",
    "Shown",
    "answers_for",
    "dossier",
    "known_organisations",
    "late_powers",
    "of_promise",
    "power_of",
    "powers",
    "running_lines",
]

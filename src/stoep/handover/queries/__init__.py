"""Questions about changes of power: what the newcomer finds, how far they are, and who answers now. Read only."""

from stoep.handover.queries.dossier import Counted, Dossier, Progress, Shown, dossier, of_promise, power_of
from stoep.handover.queries.holding import answers_for, known_organisations, running_lines
from stoep.handover.queries.late import late_lines, late_warnings
from stoep.handover.queries.leaf import Leaf, leaf, page_of, unanswered
from stoep.handover.queries.powers import Listed, late_powers, powers

__all__ = [
    "Counted",
    "Dossier",
    "Leaf",
    "Listed",
    "Progress",
    "Shown",
    "answers_for",
    "dossier",
    "known_organisations",
    "late_lines",
    "late_powers",
    "late_warnings",
    "leaf",
    "of_promise",
    "page_of",
    "power_of",
    "powers",
    "running_lines",
    "unanswered",
]

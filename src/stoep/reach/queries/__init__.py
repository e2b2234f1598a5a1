"""Questions about whom we do not hear yet."""

from stoep.reach.queries.editions import (
    PAGE,
    Asked,
    Changed,
    Told,
    changes,
    earlier,
    edition_of,
    former,
    history,
    newest,
    told,
)
from stoep.reach.queries.ideas import Idea, ideas
from stoep.reach.queries.official import margins, parts
from stoep.reach.queries.rounds import activities, found_round, round_of_card, rounds, running
from stoep.reach.queries.steps import found_step, steps, steps_of

__all__ = [
    "PAGE",
    "Asked",
    "Changed",
    "Idea",
    "Told",
    "activities",
    "changes",
    "earlier",
    "edition_of",
    "former",
    "found_round",
    "found_step",
    "history",
    "ideas",
    "margins",
    "newest",
    "parts",
    "round_of_card",
    "rounds",
    "running",
    "steps",
    "steps_of",
    "told",
]

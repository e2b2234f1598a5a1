"""What a round must say, in which phase it is, and how an idea stands. Plain values in, plain answers out."""

from stoep.budgeting.rules.after import Purse, award_standing, fits, left_for_next
from stoep.budgeting.rules.hints import FROM_ONE_NETWORK, Peak, busy_givers, is_nearly_used, night_peaks
from stoep.budgeting.rules.money import euros, read_euros
from stoep.budgeting.rules.paper import MOST_IN_A_PILE, differing
from stoep.budgeting.rules.paper import Unreadable as UnreadablePaper
from stoep.budgeting.rules.paper import read as read_papers
from stoep.budgeting.rules.phases import PHASES, Moments, phase, wrongly_dated
from stoep.budgeting.rules.setup import (
    COUNTERS,
    FEWEST_OBSERVERS,
    MOST_OBSERVERS,
    MOST_OF_THE_MUNICIPALITY,
    MOST_PARTS,
    observers_mistake,
    setup_mistake,
)
from stoep.budgeting.rules.standing import Looked, idea_standing, may_repair_until
from stoep.budgeting.rules.votes import MOST_POINTS, reserve_of, vote_mistake

# Signs, on one line; every other text has the limit of words.
LIMITS = {
    "title": 120,
    "idea": 80,
    "who_may_vote": 300,
    "contact": 120,
    "phone": 40,
    "count_where": 200,
    "part": 120,
    "called": 120,
    "place": 120,
    "picture_described": 200,
    "reader": 120,
    "ballot_words": 400,
    "what": 200,
}
WORDS_LIMIT = 4000
MOST_RESERVE = 20  # of 1,000 letters: 2 % (annex D of the design)
MOST_CENTS = 1_000_000_000_00

__all__ = [
    "COUNTERS",
    "FEWEST_OBSERVERS",
    "FROM_ONE_NETWORK",
    "LIMITS",
    "MOST_CENTS",
    "MOST_IN_A_PILE",
    "MOST_OBSERVERS",
    "MOST_OF_THE_MUNICIPALITY",
    "MOST_PARTS",
    "MOST_POINTS",
    "MOST_RESERVE",
    "PHASES",
    "WORDS_LIMIT",
    "Looked",
    "Moments",
    "Peak",
    "Purse",
    "UnreadablePaper",
    "award_standing",
    "busy_givers",
    "differing",
    "euros",
    "fits",
    "idea_standing",
    "is_nearly_used",
    "left_for_next",
    "may_repair_until",
    "night_peaks",
    "observers_mistake",
    "phase",
    "read_euros",
    "read_papers",
    "reserve_of",
    "setup_mistake",
    "vote_mistake",
    "wrongly_dated",
]

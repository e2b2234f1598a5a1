"""What a round must say, in which phase it is, and how an idea stands. Plain values in, plain answers out."""

from stoep.budgeting.rules.after import (
    PROMISED_WITHIN,
    Purse,
    award_standing,
    fits,
    knows_what_is_left,
    left_for_next,
    tells_of_waiting,
    waits_too_long,
)
from stoep.budgeting.rules.hints import FROM_ONE_NETWORK, Peak, Rush, busy_givers, is_nearly_used, night_peaks, rushes
from stoep.budgeting.rules.money import euros, read_euros
from stoep.budgeting.rules.paper import FEWEST_ADDED, MOST_IN_A_PILE, MOST_TAKEN_BACK, differing, enough_type, two_may
from stoep.budgeting.rules.paper import Unreadable as UnreadablePaper
from stoep.budgeting.rules.paper import read as read_papers
from stoep.budgeting.rules.parties import RESIDENTS, party, same_party
from stoep.budgeting.rules.phases import (
    PHASES,
    REMINDED_BEFORE,
    UNCOUNTED,
    Moments,
    last_day_to_object,
    may_object,
    no_room_to_repair,
    observers_fixed,
    phase,
    reminds,
    wrongly_dated,
)
from stoep.budgeting.rules.setup import (
    COUNTERS,
    FEWEST_LETTERS,
    FEWEST_OBSERVERS,
    MOST_OBSERVERS,
    MOST_OF_THE_MUNICIPALITY,
    MOST_PARTS,
    allows_new_key,
    enough_sheets,
    new_key_mistake,
    observers_mistake,
    setup_mistake,
)
from stoep.budgeting.rules.standing import Looked, idea_standing, last_day_for_no, may_repair_until
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
    "FEWEST_ADDED",
    "FEWEST_LETTERS",
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
    "MOST_TAKEN_BACK",
    "PHASES",
    "PROMISED_WITHIN",
    "REMINDED_BEFORE",
    "RESIDENTS",
    "UNCOUNTED",
    "WORDS_LIMIT",
    "Looked",
    "Moments",
    "Peak",
    "Purse",
    "Rush",
    "UnreadablePaper",
    "allows_new_key",
    "award_standing",
    "busy_givers",
    "differing",
    "enough_sheets",
    "enough_type",
    "euros",
    "fits",
    "idea_standing",
    "is_nearly_used",
    "knows_what_is_left",
    "last_day_for_no",
    "last_day_to_object",
    "left_for_next",
    "may_object",
    "may_repair_until",
    "new_key_mistake",
    "night_peaks",
    "no_room_to_repair",
    "observers_fixed",
    "observers_mistake",
    "party",
    "phase",
    "read_euros",
    "read_papers",
    "reminds",
    "reserve_of",
    "rushes",
    "same_party",
    "setup_mistake",
    "tells_of_waiting",
    "two_may",
    "vote_mistake",
    "waits_too_long",
    "wrongly_dated",
]

"""Questions to the network. Read only."""

from __future__ import annotations

from stoep.network.queries.changes import host_of, open_changes, open_changes_and_host, past_changes
from stoep.network.queries.door import Reached, door, doors
from stoep.network.queries.front import Beside, Front, front, warnings
from stoep.network.queries.governance import charters, interests, interests_of, last_review, reviews
from stoep.network.queries.mirrors import shown
from stoep.network.queries.running import (
    posts_now,
    posts_of,
    running,
    running_posts,
    running_seats,
    seats_now,
    seats_of,
)
from stoep.network.queries.table import (
    asks_two_keys,
    balance_at,
    charter_of,
    first_charter,
    second_key_is_lost,
    sides_at,
    votes_at,
    with_table,
)
from stoep.network.queries.who import side_and_name, standing, waits_for_word

__all__ = [
    "Beside",
    "Front",
    "Reached",
    "asks_two_keys",
    "balance_at",
    "charter_of",
    "charters",
    "door",
    "doors",
    "first_charter",
    "front",
    "host_of",
    "interests",
    "interests_of",
    "last_review",
    "open_changes",
    "open_changes_and_host",
    "past_changes",
    "posts_now",
    "posts_of",
    "reviews",
    "running",
    "running_posts",
    "running_seats",
    "seats_now",
    "seats_of",
    "second_key_is_lost",
    "shown",
    "side_and_name",
    "sides_at",
    "standing",
    "votes_at",
    "waits_for_word",
    "warnings",
    "with_table",
]

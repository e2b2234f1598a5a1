"""Questions to the network. Read only."""

from __future__ import annotations

from stoep.network.queries.changes import open_changes
from stoep.network.queries.door import Reached, door, doors
from stoep.network.queries.mirrors import shown
from stoep.network.queries.running import posts_of, running, running_posts, running_seats, seats_of
from stoep.network.queries.table import balance_at, charter_of, first_charter, sides_at, votes_at
from stoep.network.queries.who import side_and_name, standing, waits_for_word

__all__ = [
    "Reached",
    "balance_at",
    "charter_of",
    "door",
    "doors",
    "first_charter",
    "open_changes",
    "posts_of",
    "running",
    "running_posts",
    "running_seats",
    "seats_of",
    "shown",
    "side_and_name",
    "sides_at",
    "standing",
    "votes_at",
    "waits_for_word",
]

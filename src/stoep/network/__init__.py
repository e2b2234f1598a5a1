"""Who leads: the seats in the partnership, who may do what, and the two keys (netwerk)."""

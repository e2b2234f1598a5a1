"""Paper of every process in one pack, and typing it back in piles that a second person checks (papier)."""

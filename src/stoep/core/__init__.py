"""Pure Python without Django: what must be computed, checked and drawn."""

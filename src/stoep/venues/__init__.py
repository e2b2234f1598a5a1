"""Places where anybody can walk in: who is there and when, what can be done on paper, which room is free (plekken)."""

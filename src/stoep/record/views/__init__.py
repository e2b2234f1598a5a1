"""Pages of the log: reading and checking it, and what witnesses come for."""

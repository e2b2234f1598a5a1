"""Every table where something about the neighbourhood is decided, and what residents held there (tafels)."""

"""Questions that follow one line through all the rooms, and what came of a whole neighbourhood. Read only."""

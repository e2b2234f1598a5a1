"""The red thread: what became of what was said, followed in both directions (rode draad)."""

"""Stoep: what a neighbourhood wants, who promised what, and what came of it. The pavement where neighbours meet."""

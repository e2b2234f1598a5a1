"""Interests and values that clash, in the words of those who hold them; what is hidden, and why (conflicten)."""

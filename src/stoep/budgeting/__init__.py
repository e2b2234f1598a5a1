"""Rounds in which residents divide money among their own ideas, by letter, paper and screen alike (burgerbegroting)."""

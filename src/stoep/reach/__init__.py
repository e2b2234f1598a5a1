"""Whom we do not hear yet: cards without a number, set beside who live here, and what follows from it (bereik)."""

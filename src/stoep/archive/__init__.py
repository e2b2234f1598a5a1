"""What a neighbourhood takes with it: the full export, the import elsewhere, the drill, and the year book (archief)."""

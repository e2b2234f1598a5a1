"""Pages of whom we do not hear yet."""

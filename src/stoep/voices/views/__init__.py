"""Pages of voices, one subject a file."""

"""Pages of paper, one subject a file."""

"""Pages of strengths, one subject a file."""

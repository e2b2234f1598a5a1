"""Pages of the red thread; each file is named for what it follows."""

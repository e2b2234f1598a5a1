"""Pages of the council; each file is named for what its pages are about."""

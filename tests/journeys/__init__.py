"""Whole stories, one file each, in a real browser: on a telephone, with a script and without."""

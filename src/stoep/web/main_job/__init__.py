"""The main job on real input: statements of real people go through the whole line, and each ends with a fate."""

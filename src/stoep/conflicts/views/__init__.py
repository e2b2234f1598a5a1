"""Pages of this room, one matter a file."""

"""Pages of places where anybody can walk in."""

"""Where it happens: official areas with their figures, and neighbourhoods as residents draw them (plekken)."""

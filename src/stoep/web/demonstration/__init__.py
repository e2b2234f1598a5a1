"""The demonstration: an invented municipality with three years of life, filled through the same acts as real life."""

"""Twenty years of a neighbourhood, lived through its acts, on servers that come and go."""

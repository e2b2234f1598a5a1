"""In each other's kitchen: what another neighbourhood did, going to see it, and what is taken over (uitwisseling)."""

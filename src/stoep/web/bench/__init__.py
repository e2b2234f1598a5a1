"""The bench: what pages cost, in neighbourhoods of a thousand, a hundred thousand and a million contributions."""

"""What the neighbourhood has taken up: its items, their order and their adopted versions (wijkagenda)."""

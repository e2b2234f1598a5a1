"""A change of power: what the newcomer finds, and confirms, renegotiates or stops line by line (overdracht)."""

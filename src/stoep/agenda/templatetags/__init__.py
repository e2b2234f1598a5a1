"""What a page of the agenda may ask for: a row of it."""

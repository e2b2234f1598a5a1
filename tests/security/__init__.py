"""What a municipality that does not like the result, or a script kiddie, would try."""

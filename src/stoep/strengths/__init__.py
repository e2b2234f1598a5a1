"""What is already here: what people can do, groups, places, shops and stories (krachten)."""

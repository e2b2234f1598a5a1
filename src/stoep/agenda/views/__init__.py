"""The pages of the agenda: to read, to write items, to decide with two keys, to bring a plan in, to print."""

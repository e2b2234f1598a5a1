"""A vote by one-time code that nobody can follow: codes, the count key on five sheets, sealed ballots, and the opening.

Which rows a server keeps, and what it may not keep, is said in docs/decisions/0032.
"""

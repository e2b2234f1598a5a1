"""Dividing a sum of money by votes: exact, explained, and the same for whoever counts again (burgerbegroting).

    from stoep.core.counting.elections import Ballot, Election, Kind, Limits, Project, gather
    from stoep.core.counting.rules import Completion, Method, Rule, Utility
    from stoep.core.counting.counts import count
    from stoep.core.counting.explaining import explain
    from stoep.core.counting import limits, reading, ties, writing

    election = Election(
        budget=Fraction(100_000),
        projects=(Project("1", Fraction(40_000), "Sportkantine"), ...),
        ballots=gather([Ballot(("1", "2")), ...], Kind.APPROVAL),
    )
    rule = Rule(Method.EQUAL_SHARES, Utility.COST, Completion.ADD1, order=ties.natural(["1", "2"]))
    outcome = count(election, rule)         # outcome.ids: the winners in the order in which they won
    told = explain(election, outcome)       # codes with values, per project what it cost per voter, who came near
    text = writing.write(election, rule="equalshares/add1", selected=outcome.ids)
    again = reading.read(text.encode())     # Unfit says which line, and what to mend

Whatever is wrong is `problems.Unfit`, with `problem.code`, `problem.line` and `problem.values`. The plain English of
all codes stands in `words`; a room keeps the same codes in its own catalogue. `limits.broken` looks at one ballot
before it is cast. `Rule.order` is the tie-break: publish it with the rule, before the vote.
"""

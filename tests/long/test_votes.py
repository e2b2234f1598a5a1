"""Voting on a real server: one code from everywhere at once, kill -9, and somebody who holds every file of it."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from stoep.core.ballots import codes
from tests.long import voting
from tests.long.server import Server, is_whole, rows

pytestmark = [pytest.mark.long, pytest.mark.once]
VOTES, KILLS, AT_ONCE = 10_000, 52, 8
MOST_SECONDS = 3600
SHUFFLE = """
from django.utils import timezone
from stoep.budgeting import actions
print(actions.shuffle_boxes(today=timezone.localdate(), at=timezone.now()))
"""


def test_of_one_code_a_thousand_times_from_fifty_connections_exactly_one_counts(server: Server) -> None:
    crowd = voting.crowd(server, 3)
    code, other = crowd.codes[0], crowd.codes[1]
    said = voting.at_once(1000, 50, lambda turn: crowd.cast(code, [turn % 20 + 1], turn))
    assert all(voting.is_thanked(each) for each in said), {each.status for each in said}
    assert voting.is_thanked(crowd.cast(other, [20]))
    assert len(crowd.box()) == 1001
    outcome = crowd.counted()
    assert len(outcome.counted) == 2
    # It is the last one that counts, and the number in the envelope says which: each number was given once.
    ballots = [ballot for ballot in crowd.opened().values() if ballot.code == code]
    assert len({ballot.sequence for ballot in ballots}) == 1000
    last = max(ballots, key=lambda ballot: ballot.sequence)
    assert last.choices in {each.choices for each in outcome.counted}
    # The control: without the rule of one ballot a code the same box counts a thousand votes too many.
    without_the_guard = list(crowd.opened().values())
    assert len(without_the_guard) > 2


def test_no_vote_is_lost_when_the_server_is_killed_over_and_over(server: Server) -> None:
    crowd = voting.crowd(server, VOTES)
    deadline = time.monotonic() + MOST_SECONDS
    thanked: dict[int, int] = {}
    wrong: list[str] = []

    def voter(first: int) -> None:
        for place in range(first, VOTES, AT_ONCE):
            chosen = [place % 20 + 1, (place + 7) % 20 + 1]
            answer = voting.patiently(partial(crowd.cast, crowd.codes[place], chosen), deadline)
            if not voting.is_thanked(answer):
                wrong.append(f"{place}: {answer.status} {answer.body[:300]}")
                return
            thanked[place] = place

    kills = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        turns = [pool.submit(voter, first) for first in range(AT_ONCE)]
        while not all(turn.done() for turn in turns):
            if kills < KILLS and len(thanked) >= (kills + 1) * VOTES // (KILLS + 2):
                server.kill()
                kills += 1
                server.start()
            time.sleep(0.02)
    assert not wrong and kills >= 50
    compare(crowd, thanked)
    # The control: this comparison does see a vote that is nowhere.
    some = crowd.codes[0]
    crowd.codes[0] = codes.new_code(set())
    with pytest.raises(AssertionError):
        compare(crowd, thanked)
    crowd.codes[0] = some
    assert is_whole(server)


def compare(crowd: voting.Crowd, thanked: dict[int, int]) -> None:
    """Everybody who was thanked counts once, with what they chose; roll and box hold the same people."""
    opened = crowd.opened().values()
    assert {ballot.code for ballot in opened} == {crowd.codes[place] for place in thanked}
    by_code = {ballot.code: {number for number, _points in ballot.choices} for ballot in opened}
    assert all(by_code[crowd.codes[place]] == {place % 20 + 1, (place + 7) % 20 + 1} for place in thanked)
    assert len(crowd.counted().counted) == len(thanked) == VOTES


def test_who_holds_every_file_of_the_server_cannot_tell_who_voted_what(server: Server) -> None:
    """A thief of database, files and logs, who also saw who voted when, links one in a hundred at most."""
    many = 600
    crowd = voting.crowd(server, many)
    voters = random.Random(5).sample(crowd.codes, many)
    for place, code in enumerate(voters):
        assert voting.is_thanked(crowd.cast(code, [random.Random(code).randrange(20) + 1], place))
    opened = crowd.opened()  # what only three counters can do; it says here which row is whose
    truth = sorted(opened, key=lambda key: opened[key].sequence)
    assert [opened[key].code for key in truth] == voters
    before = linked(crowd, truth)
    server.stop()
    assert server.manage("shell", "-v", "0", "-c", SHUFFLE).split()[-1] == str(many)
    after = linked(crowd, truth)
    # The control: before the box was written anew, a hidden column of PostgreSQL does tell the order, of everybody.
    if server.url:
        assert before["xmin"] == 1.0
    assert max(after.values()) <= 1 / many + 0.01, after
    # Nothing of a code lies anywhere, in no file and no log; and the roll looks the same for who voted and who did not.
    assert voting.hold(server.data, [code[4:] for code in voters]) == []
    assert not any(code[4:] in server.log.read_text(errors="replace") for code in voters)
    assert rows(server, "SELECT count(*) FROM budgeting_letter WHERE is_void") == [(0,)]


def linked(crowd: voting.Crowd, truth: list[bytes]) -> dict[str, float]:
    """How much each order of the rows gives away of the order in which people came."""
    server, found = crowd.server, {}
    if server.url:
        for column in ("ctid", "xmin"):
            by = "xmin::text::bigint, ctid" if column == "xmin" else column
            kept = [bytes(key) for (key,) in rows(server, f"SELECT key FROM budgeting_envelope ORDER BY {by}")]
            found[column] = voting.guessed(kept, truth)
            found[f"neighbours by {column}"] = neighbours(kept, truth)
    else:
        kept = voting.lying(server, truth)
        found["the file"], found["neighbours in the file"] = voting.guessed(kept, truth), neighbours(kept, truth)
    found["the table"] = voting.guessed([key for key, _sealed in crowd.box()], truth)
    return found


def neighbours(order: list[Any], truth: list[Any]) -> float:
    """How often two who came after each other lie beside each other: a weaker trace than the place itself."""
    place = {key: at for at, key in enumerate(order)}
    return sum(abs(place[one] - place[two]) == 1 for one, two in pairwise(truth)) / len(truth)

"""A round of ten thousand people from the letters to the count, and counted again by a program that is not ours."""

from __future__ import annotations

import http.client
import json
import random
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from commands.ground import ROOT
from tests.long import voting
from tests.long.server import Server, is_whole, rows

pytestmark = [pytest.mark.long, pytest.mark.once]
PEOPLE, STAY_AT_HOME, CHANGE_THEIR_MIND, CONNECTIONS = 10_000, 400, 300, 16
# Voting ends now, and what only a public count may do is done: three sheets of five, from the third on.
COUNT = """
import json
from datetime import timedelta
from django.utils import timezone
from stoep.budgeting import actions
from stoep.budgeting.models import Box, Round
from stoep.network.models import Seat
from stoep.network.standing import Standing
at = timezone.now()
Round.objects.filter(pk={round}).update(voting_until=at, count_at=at)
round = Round.objects.select_related("neighbourhood", "residents_key__person").get(pk={round})
seat = round.residents_key
by = Standing(round.neighbourhood, seat.person, "resident", seat=seat, second_factor=True)
actions.close_boxes(today=timezone.localdate(at), at=at)
actions.open_box(round=round, sheets={sheets}, by=by, at=at)
box = Box.objects.get(round=round)
print("\\n" + json.dumps([box.closed_count, box.voters, box.left_out]))
"""


def chosen_by(place: int, again: bool = False) -> list[int]:
    """Three plans of twenty, always the same for this voter; others the second time."""
    return sorted(random.Random(f"{place} {again}").sample(range(1, voting.PLANS + 1), 3))


def some(crowd: voting.Crowd, votes: list[tuple[int, bool]]) -> bool:
    """Whether each of these was thanked."""
    said = [crowd.cast(crowd.codes[place], chosen_by(place, again), place % 250) for place, again in votes]
    return all(voting.is_thanked(each) for each in said)


def test_ten_thousand_vote_and_anybody_counts_it_again(server: Server, tmp_path: Path) -> None:
    crowd = voting.crowd(server, PEOPLE)
    at_first = [(place, False) for place in range(PEOPLE - STAY_AT_HOME)]
    changed = random.Random(3).sample(range(PEOPLE - STAY_AT_HOME), CHANGE_THEIR_MIND)
    # Those who vote again do so when everybody has voted once: what came last is known then.
    for votes in (at_first, [(place, True) for place in changed]):
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            turns = [pool.submit(some, crowd, votes[first::CONNECTIONS]) for first in range(CONNECTIONS)]
            assert all(turn.result() for turn in turns)

    said = server.manage("shell", "-v", "0", "-c", COUNT.format(round=crowd.round, sheets=crowd.sheets[2:]))
    closed, voters, left_out = json.loads(said.strip().splitlines()[-1])
    assert closed == PEOPLE - STAY_AT_HOME + CHANGE_THEIR_MIND
    assert voters == PEOPLE - STAY_AT_HOME
    assert sum(left_out.values()) == CHANGE_THEIR_MIND

    # What is published are the last ballots of everybody, and nothing else.
    again = set(changed)
    expected = Counter(tuple(chosen_by(place, place in again)) for place in range(PEOPLE - STAY_AT_HOME))
    files = {name: published(server, crowd, name) for name in ("stemmen.pb", "rule.json", "result.json")}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert ballots_in(files["stemmen.pb"].decode()) == expected

    command = [sys.executable, "-I", str(ROOT / "verify" / "stoep-recount.py")]
    done = subprocess.run(
        [*command, *(str(tmp_path / name) for name in files)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    # The control: with one winner less it is another result.
    result = json.loads(files["result.json"])
    (tmp_path / "result.json").write_text(json.dumps(result | {"winners": result["winners"][1:]}))
    done = subprocess.run(
        [*command, *(str(tmp_path / name) for name in files)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert is_whole(server)
    assert rows(server, f"SELECT count(*) FROM budgeting_envelope WHERE round_id = {crowd.round}") == [(closed,)]


def published(server: Server, crowd: voting.Crowd, name: str) -> bytes:
    """A file of the result, as everybody fetches it."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("GET", crowd.path.replace("/stemmen/", f"/uitslag/1/{name}"))
    answer = connection.getresponse()
    content = answer.read()
    assert answer.status == 200, (name, answer.status, content[:300])
    return content


def ballots_in(text: str) -> Counter[tuple[int, ...]]:
    """How often each set of plans stands in this file."""
    lines = text.split("VOTES\n", 1)[1].strip().splitlines()
    where = lines[0].split(";").index("vote")
    return Counter(tuple(sorted(map(int, line.split(";")[where].split(",")))) for line in lines[1:])

"""People who vote on a real server, and what somebody sees who holds everything of it."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from stoep.core.ballots import countkey, envelope, inside, opening
from stoep.core.ballots.inside import Ballot
from tests.long.server import SLUG, TOKEN, Answer, Server, form, rows

PLANS = 20
PREPARE = """
import json
from django.utils import timezone
from stoep.places.models import Neighbourhood
from stoep.web.bench import voters
here = Neighbourhood.objects.get(slug="{slug}")
made = voters.prepare(here, {many}, timezone.now())
print("\\n" + json.dumps([made.path, made.round, made.codes, made.sheets]))
"""


@dataclass
class Crowd:
    """A round on a server: where to vote, all codes, and the sheets."""

    server: Server
    path: str
    round: int
    codes: list[str]
    sheets: list[str]

    def cast(self, code: str, chosen: Sequence[int], home: int = 0) -> Answer:
        """The last page of a vote, sent as a browser does."""
        fields = {"csrfmiddlewaretoken": TOKEN, "step": "cast", "taal": "nl", "code": code}
        body = urlencode(fields | {f"plan-{number}": "1" for number in chosen}).encode()
        return self.server.ask("POST", self.path, body, form(home))

    def box(self) -> list[tuple[bytes, bytes]]:
        """Key and content of every envelope, as they lie in the table."""
        kept = rows(self.server, f"SELECT key, sealed FROM budgeting_envelope WHERE round_id = {self.round}")
        return [(bytes(key), bytes(sealed)) for key, sealed in kept]

    def opened(self) -> dict[bytes, Ballot]:
        """What lies in each envelope, by its key: with three sheets."""
        ((name, public),) = rows(self.server, f"SELECT name, public FROM budgeting_box WHERE round_id = {self.round}")
        private = countkey.joined(self.sheets[2:], bytes.fromhex(public))
        return {key: inside.read(envelope.open_up(sealed, private, round_name=name)) for key, sealed in self.box()}

    def counted(self) -> opening.Outcome:
        """What counts of it, by the rule."""
        known = {code: opening.Known(1) for code in self.codes}
        return opening.settled(
            self.opened().values(), roll=known.get, rules=lambda _ballot: True, chance=random.Random(1)
        )


def crowd(server: Server, many: int) -> Crowd:
    """So many people with a letter on this server."""
    said = server.manage("shell", "-v", "0", "-c", PREPARE.format(slug=SLUG, many=many))
    return Crowd(server, *json.loads(said.strip().splitlines()[-1]))


def is_thanked(answer: Answer) -> bool:
    """Whether the voter read that the vote lies in the box."""
    return answer.status == 200 and "gesloten bus" in answer.body


def at_once(turns: int, threads: int, act: Callable[[int], Any]) -> list[Any]:
    """The act so often, from so many connections that begin together."""
    gate = threading.Barrier(threads)

    def some(first: int) -> list[Any]:
        gate.wait()
        return [act(turn) for turn in range(first, turns, threads)]

    with ThreadPoolExecutor(threads) as pool:
        return [each for found in [pool.submit(some, first) for first in range(threads)] for each in found.result()]


def patiently(act: Callable[[], Answer], deadline: float) -> Answer:
    """The answer, asked for again as long as nobody is there."""
    while True:
        try:
            answer = act()
        except (OSError, http.client.HTTPException):
            answer = Answer(503, "")
        if answer.status != 503 or time.monotonic() > deadline:
            return answer
        time.sleep(0.1)


def lying(server: Server, keys: Sequence[bytes]) -> list[bytes]:
    """These keys in the order in which they lie in the files of the database: what a thief of the disk sees."""
    folder = server.data
    content = b"".join(path.read_bytes() for path in sorted(folder.glob("stoep.sqlite3*")) if "shm" not in path.name)
    return sorted(keys, key=content.find)


def guessed(order: Sequence[bytes], truth: Sequence[bytes]) -> float:
    """How often the voter who came n-th is the one whose row lies n-th: what an order gives away."""
    hits = Counter(one == other for one, other in zip(order, truth, strict=True))
    return hits[True] / len(truth)


def hold(path: Path, words: Sequence[str]) -> list[str]:
    """Which of these words stand in any file below this folder."""
    content = b"\0".join(each.read_bytes() for each in path.rglob("*") if each.is_file())
    return [word for word in words if word.encode() in content]

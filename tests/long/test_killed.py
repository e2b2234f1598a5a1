"""Ten thousand contributions while the whole server is killed over and over: no receipt that was given is lost.

Figure 3: at least 50 times kill -9, nothing acknowledged lost, rows = counts of the day = entries in the log.
"""

from __future__ import annotations

import http.client
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.long.server import Server, is_whole, rows

pytestmark = [pytest.mark.long, pytest.mark.once]
CONTRIBUTIONS = 10_000
KILLS = 52
AT_ONCE = 8
MOST_SECONDS = 3600
SPACE = uuid.UUID("5f0c2a1e-6a3b-4b51-9f0e-0d3f7f6f2a11")


class Crowd:
    """Visitors who type, and who send the same form again when nobody answers; what they were given."""

    def __init__(self, server: Server, count: int) -> None:
        self.server, self.count = server, count
        self.given: dict[int, str] = {}
        self.again = 0
        self.lock = threading.Lock()
        self.places: Iterator[int] = iter(range(count))
        self.deadline = time.monotonic() + MOST_SECONDS
        self.wrong: list[str] = []

    def run(self) -> None:
        """Take a turn until everybody has had one."""
        while not self.wrong and time.monotonic() < self.deadline:
            with self.lock:
                place = next(self.places, None)
            if place is None:
                return
            self._say(place)

    def _say(self, place: int) -> None:
        while time.monotonic() < self.deadline and not self.wrong:
            try:
                answer = self.server.say(words(place), uuid.uuid5(SPACE, str(place)), place)
            except (OSError, http.client.HTTPException):
                self.again += 1
                time.sleep(0.1)
                continue
            if answer.status == 503:
                self.again += 1
                time.sleep(0.1)
                continue
            if not answer.number:
                self.wrong.append(f"{place}: {answer.status} {answer.body[:300]}")
                return
            with self.lock:
                self.given[place] = answer.number
            return


def words(place: int) -> str:
    """What visitor number `place` says."""
    return f"Bijdrage {place} over het bankje in straat {place % 97}."


def test_no_receipt_is_lost_when_the_server_is_killed_over_and_over(server: Server) -> None:
    crowd = Crowd(server, CONTRIBUTIONS)
    kills = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        turns = [pool.submit(crowd.run) for _visitor in range(AT_ONCE)]
        while not all(turn.done() for turn in turns):
            if kills < KILLS and len(crowd.given) >= (kills + 1) * CONTRIBUTIONS // (KILLS + 2):
                server.kill()
                kills += 1
                server.start()
            time.sleep(0.02)
    assert not crowd.wrong
    assert len(crowd.given) == CONTRIBUTIONS, f"not done within {MOST_SECONDS} seconds"
    assert kills >= 50
    assert crowd.again > 0, "no kill ever hit anybody, so this run says nothing"
    compare(server, crowd.given)
    server.verify()
    # The control: this comparison does see a receipt that is nowhere.
    with pytest.raises(AssertionError):
        compare(server, crowd.given | {CONTRIBUTIONS: "AAAAAAA"})


def compare(server: Server, given: dict[int, str]) -> None:
    """Every receipt has its row with its own words, once; and counts, log and index say the same number."""
    stored = dict(rows(server, "SELECT number, words FROM voices_voice"))
    assert {number: words(place) for place, number in given.items()} == stored
    assert len(set(given.values())) == len(given)
    count = len(given)
    assert rows(server, "SELECT sum(received), sum(due) FROM voices_tally") == [(count, count)]
    assert rows(server, "SELECT count(*) FROM record_entry WHERE act = 'voices.post'") == [(count,)]
    assert rows(server, 'SELECT count(*), max("index") + 1 FROM record_entry') == rows(
        server, "SELECT size, size FROM record_log"
    )
    assert rows(server, "SELECT count(*) FROM voices_search") == [(count,)]
    assert is_whole(server)

"""Ballots by network: all processes of a server count together, and no network stands in what they keep."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from stoep.budgeting.networks import Networks

EIGHT = datetime(2026, 5, 1, 8, tzinfo=UTC)
NINE = EIGHT + timedelta(hours=1)


def in_another_process(do: Callable[[], None]) -> None:
    child = os.fork()
    if not child:
        try:
            do()
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def told(networks: Networks, before: datetime) -> list[tuple[int, datetime, int]]:
    """What was counted before this hour, without the signs."""
    return [each[:3] for each in networks.take(before)]


def test_two_processes_count_a_network_together_and_each_hour_is_told_once() -> None:
    networks = Networks()

    def three_ballots() -> None:
        for _ballot in range(3):
            networks.note(7, EIGHT, "192.0.2.0/24")

    in_another_process(three_ballots)
    in_another_process(three_ballots)
    networks.note(7, EIGHT, "198.51.100.0/24")
    networks.note(7, NINE, "192.0.2.0/24")
    networks.note(8, EIGHT, "192.0.2.0/24")
    assert told(networks, EIGHT) == []
    taken = networks.take(NINE)
    assert [each[:3] for each in taken] == [(7, EIGHT, 1), (7, EIGHT, 6), (8, EIGHT, 1)]
    assert taken[1][3] == networks.sign(7, EIGHT, "192.0.2.0/24") not in {taken[0][3], taken[2][3]}
    assert told(networks, NINE) == []
    in_another_process(lambda: networks.note(7, NINE, "192.0.2.0/24"))
    assert told(networks, NINE + timedelta(hours=1)) == [(7, NINE, 2)]


def test_a_process_that_is_killed_while_it_counts_keeps_nobody_waiting() -> None:
    networks = Networks()

    def die_counting() -> None:
        with networks._alone():
            os.kill(os.getpid(), signal.SIGKILL)

    in_another_process(die_counting)
    in_another_process(lambda: networks.note(7, EIGHT, "192.0.2.0/24"))
    assert told(networks, NINE) == [(7, EIGHT, 1)]


def test_when_there_is_no_place_left_those_that_have_one_are_still_counted() -> None:
    networks = Networks(places=8)
    for network in range(9):
        networks.note(7, EIGHT, f"192.0.{network}.0/24")
    networks.note(7, EIGHT, "192.0.0.0/24")
    assert told(networks, NINE) == [(7, EIGHT, 1)] * 7 + [(7, EIGHT, 2)]


def test_the_memory_tells_no_network_and_no_two_hours_of_one() -> None:
    networks = Networks(places=64)
    networks.note(7, EIGHT, "192.0.2.0/24")
    networks.note(7, NINE, "192.0.2.0/24")
    kept = networks._memory[:]
    signs = {kept[at : at + 16] for at in range(0, len(kept), 32) if any(kept[at : at + 32])}
    assert len(signs) == 2 and b"192" not in kept

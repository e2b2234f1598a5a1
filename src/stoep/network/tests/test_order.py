"""Any order of acts, and acts at the same moment: residents keep their share."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stoep.network import actions, queries, rules
from stoep.network.models import Change, Partnership, Seat
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_seat, a_standing
from tests.examples import examples

# The act hides its own module behind its name.
propose_module = sys.modules["stoep.network.actions.propose"]
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
Kind = Change.Kind

# Any order of acts, by anyone who may, leaves residents with their share: asked of the acts themselves.
STEPS = st.lists(
    st.tuples(
        st.sampled_from([Kind.ADD_SEAT, Kind.END_SEAT, Kind.HAND_OVER, Kind.SHARE, Kind.CHAIR, Kind.ADD_POST]),
        st.sampled_from(["resident", "municipality", "housing", "independent"]),
        st.integers(0, 9),
        st.booleans(),
    ),
    max_size=8,
)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_order_of_acts_takes_the_residents_share_away(steps: list[tuple[str, str, int, bool]]) -> None:
    with transaction.atomic():
        neighbourhood = a_neighbourhood()
        chair = a_standing(neighbourhood)
        Seat.objects.filter(pk=chair.seat.pk).update(is_chair=True)  # type: ignore[union-attr]
        a_seat(neighbourhood)
        independent = a_standing(neighbourhood, "independent")
        for kind, side, number, from_residents in steps:
            one, other = (chair, independent) if from_residents else (independent, chair)
            _attempt(one, other, kind, side, number)
            table = Partnership.objects.get(neighbourhood=neighbourhood)
            now = queries.sides_at(table, TODAY)
            assert rules.residents_hold(now, max(51, table.residents_share))
            assert queries.running_seats(table, TODAY).filter(is_chair=True).count() == 1
        transaction.set_rollback(True)


def _attempt(one: Standing, other: Standing, kind: str, side: str, number: int) -> None:
    table = Partnership.objects.get(neighbourhood=one.neighbourhood)
    seats = list(queries.running_seats(table, TODAY))
    try:
        with transaction.atomic():
            change = actions.propose(
                by=one, kind=kind, seat=seats[number % len(seats)], person=a_person(side=side),
                post_kind="official", share=51 + number * 5, **WHEN,
            )  # fmt: skip
            actions.confirm(change=change, by=other, **WHEN)
    except Refused:
        pass


@given(
    seats=st.lists(st.sampled_from(["resident", "housing", "municipality"]), min_size=1, max_size=30),
    share=st.integers(51, 99),
)
def test_the_number_of_missing_seats_is_exact(seats: list[str], share: int) -> None:
    missing = rules.seats_missing(seats, share)
    assert rules.residents_hold([*seats, *["resident"] * missing], share)
    assert missing == 0 or not rules.residents_hold([*seats, *["resident"] * (missing - 1)], share)


def test_nobody_holds_an_empty_table() -> None:
    assert not rules.residents_hold([], 51)
    assert rules.seats_missing([], 51) == 1


def _two_at_once(work: Callable[[int], object]) -> None:
    gate = threading.Barrier(2)

    def run(number: int) -> None:
        gate.wait()
        try:
            work(number)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _race() -> list[str]:
    """Two confirmations at the same moment, of which each alone would fit: 5 residents of 9, and one more official."""
    neighbourhood = a_neighbourhood()
    for _number in range(4):
        a_seat(neighbourhood)
    chair, independent = a_standing(neighbourhood), a_standing(neighbourhood, "independent")
    for _number in range(2):
        a_seat(neighbourhood, "housing")
    changes = [
        actions.propose(by=chair, kind=Kind.ADD_SEAT, person=a_person(side="municipality"), **WHEN)
        for _number in range(2)
    ]
    _two_at_once(lambda number: actions.confirm(change=changes[number], by=independent, **WHEN))
    return queries.sides_at(Partnership.objects.get(neighbourhood=neighbourhood), TODAY)


@pytest.mark.django_db(transaction=True)
def test_two_seats_confirmed_at_the_same_moment_never_pass_the_share() -> None:
    for _round in range(3):
        assert _race().count("municipality") == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_race_is_lost_so_the_test_above_means_something(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, gate = queries.votes_at, threading.Barrier(2)

    def both_look_before_either_goes_on(table: Partnership, today: date) -> list[tuple[Seat, str, int]]:
        found = plain(table, today)
        if threading.current_thread() is not threading.main_thread():
            gate.wait(timeout=10)
        return found

    monkeypatch.setattr(queries, "votes_at", both_look_before_either_goes_on)
    monkeypatch.setattr(propose_module, "locked", lambda place: Partnership.objects.get(neighbourhood=place))
    # The log has a lock of its own; and SQLite lets one writer into a transaction at a time.
    monkeypatch.setattr(record, "seal", lambda **_values: None)
    if connection.vendor == "sqlite":
        monkeypatch.setattr(actions, "confirm", actions.confirm.__wrapped__)  # type: ignore[attr-defined]
    assert _race().count("municipality") == 2

"""stoep-verify replays the rules of the table: a broken one is found, though the server let it pass and signed it."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.sealing.canonical import canonical
from stoep.record import rules
from stoep.record.tests import logs
from tests.examples import examples

TABLE = "partnership:1"
RESIDENT, INDEPENDENT, MUNICIPALITY = "resident", "independent", "municipality"


class Story:
    """Entries of a table, in order, a day apart; each method writes what the server would."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.days = self.change = 0

    def say(self, act: str, subject: str, side: str, /, **facts: Any) -> None:
        leaf = rules.leaf(
            log=logs.ORIGIN,
            index=len(self.lines),
            act=act,
            subject=subject,
            at=rules.timestamp(logs.START + timedelta(days=self.days)),
            by={"side": side},
            facts=facts,
            personal={},
        )
        self.lines.append(leaf + b"\n")

    def day(self, days: int = 0) -> str:
        return (logs.START + timedelta(days=self.days + days)).date().isoformat()

    def seat(self, number: int, side: str, /, *, act: str = "network.seat", **facts: Any) -> None:
        whole = {"side": side, "counts_as": side, "chair": False, "since_on": "2026-01-01", "until_on": "", "weight": 1}
        self.say(act, f"seat:{number}", facts.pop("by", RESIDENT), **whole | facts)

    def found(self) -> Story:
        self.say("network.found", TABLE, RESIDENT, residents_share=51)
        self.seat(1, RESIDENT, chair=True)
        for number in (2, 3):
            self.alone("add-seat", lambda number=number: self.seat(number, RESIDENT, change=self.change))
        self.alone("add-seat", lambda: self.seat(4, INDEPENDENT, change=self.change))
        self.seat(4, INDEPENDENT, act="network.work_for", works_there=True)
        self.say("network.two_keys", TABLE, INDEPENDENT, two_keys_since_on=self.day())
        return self

    def propose(self, kind: str, side: str = RESIDENT, *, days: int = 14, seat: int = 1, **facts: Any) -> None:
        self.change += 1
        given = {"kind": kind, "key": side, "proposed_by_seat": seat, "expires_on": self.day(days), "alone": False}
        self.say("network.propose", TABLE, side, change=self.change, **given | facts)

    def confirm(self, kind: str, side: str = INDEPENDENT, *, seat: int = 4, **facts: Any) -> None:
        given = {"kind": kind, "key": side, "confirmed_by_seat": seat, "alone": False, "change": self.change}
        self.say("network.confirm", TABLE, side, **given | facts)

    def alone(self, kind: str, done: Any) -> None:
        self.propose(kind, alone=True)
        done()
        self.confirm(kind, RESIDENT, seat=1, alone=True)

    def together(self, kind: str, done: Any = lambda: None, **facts: Any) -> None:
        self.propose(kind)
        self.days += 1
        done()
        self.confirm(kind, **facts)

    def hammer(self, former: int, number: int, side: str) -> None:
        self.seat(former, RESIDENT, change=self.change)
        self.seat(number, side, chair=True, change=self.change)

    def problems(self, verifier: ModuleType) -> list[tuple[str, str]]:
        lines = logs.whole(self.lines)
        found: list[tuple[str, str]] = verifier.Export(lines, [verifier.Note.read(logs.newest(lines))]).check().problems
        return found

    def broken(self, verifier: ModuleType) -> set[str]:
        return {code for code, _where in self.problems(verifier)}


@pytest.fixture
def story() -> Story:
    return Story().found()


def test_an_honest_table_breaks_no_rule(story: Story, verifier: ModuleType) -> None:
    story.together("add-seat", lambda: story.seat(5, MUNICIPALITY, change=story.change))
    story.together("chair", lambda: story.hammer(1, 4, INDEPENDENT))
    story.together("share", residents_share=60)
    story.propose("add-seat", INDEPENDENT, seat=4)
    story.say("network.drop", TABLE, RESIDENT, change=story.change, kind="add-seat")
    assert story.problems(verifier) == []


@pytest.mark.parametrize("side", [MUNICIPALITY, "housing", INDEPENDENT])
def test_residents_lose_their_share_of_the_seats(story: Story, verifier: ModuleType, side: str) -> None:
    for number in (5, 6):
        story.together("add-seat", lambda number=number: story.seat(number, side, change=story.change))
    assert story.problems(verifier) == [("rule-share", str(len(story.lines) - 1))]


def test_residents_lose_their_share_of_the_votes(story: Story, verifier: ModuleType) -> None:
    story.together("add-seat", lambda: story.seat(5, MUNICIPALITY, weight=3, change=story.change))
    assert story.broken(verifier) == {"rule-votes"}


def test_the_municipality_takes_the_chair(story: Story, verifier: ModuleType) -> None:
    story.together("add-seat", lambda: story.seat(5, MUNICIPALITY, change=story.change))
    story.together("chair", lambda: story.hammer(1, 5, MUNICIPALITY))
    assert story.broken(verifier) == {"rule-chair"}


def test_two_chairs(story: Story, verifier: ModuleType) -> None:
    story.together("chair", lambda: story.seat(2, RESIDENT, chair=True, change=story.change))
    assert story.broken(verifier) == {"rule-chairs"}


def test_one_key_decides_where_two_are_needed(story: Story, verifier: ModuleType) -> None:
    story.alone("share", lambda: None)
    assert story.broken(verifier) == {"rule-alone"}


def test_the_same_side_turns_both_keys(story: Story, verifier: ModuleType) -> None:
    story.propose("share", RESIDENT, seat=1)
    story.confirm("share", RESIDENT, seat=2)
    assert story.broken(verifier) == {"rule-same-side"}


def test_the_same_seat_turns_both_keys_under_another_name(story: Story, verifier: ModuleType) -> None:
    story.propose("share", RESIDENT, seat=4)
    story.confirm("share", INDEPENDENT, seat=4)
    assert story.broken(verifier) == {"rule-same-side"}


@pytest.mark.parametrize("side", [MUNICIPALITY, "host", "clock", "visitor"])
def test_somebody_without_a_key_turns_one(story: Story, verifier: ModuleType, side: str) -> None:
    story.propose("share", RESIDENT)
    story.confirm("share", side, key=side)
    assert story.broken(verifier) == {"rule-no-key"}
    story = Story().found()
    story.propose("share", side)
    story.confirm("share", INDEPENDENT)
    assert story.broken(verifier) == {"rule-no-key"}


def test_a_key_that_is_not_that_of_who_acts(story: Story, verifier: ModuleType) -> None:
    """The entry says "independent", the one who acted was of the municipality."""
    story.propose("share", RESIDENT)
    story.confirm("share", INDEPENDENT, key=RESIDENT)
    assert story.broken(verifier) == {"rule-same-side"}
    story = Story().found()
    story.propose("share", MUNICIPALITY, key=RESIDENT)
    story.confirm("share", INDEPENDENT)
    assert story.broken(verifier) == {"rule-no-key"}


def test_confirmed_too_late_twice_or_out_of_nothing_or_open_too_long(story: Story, verifier: ModuleType) -> None:
    story.propose("share")
    story.days += 15
    story.confirm("share")
    assert story.broken(verifier) == {"rule-late"}
    story = Story().found()
    story.together("share")
    story.confirm("share")
    assert story.broken(verifier) == {"rule-settled"}
    story = Story().found()
    story.change += 1
    story.confirm("share")
    assert story.broken(verifier) == {"rule-unproposed"}
    story = Story().found()
    story.propose("share")
    story.confirm("charter")
    assert story.broken(verifier) == {"rule-unproposed"}
    story = Story().found()
    story.propose("share", days=40)
    assert story.broken(verifier) == {"rule-long"}


def test_the_second_key_is_taken_off_the_table(story: Story, verifier: ModuleType) -> None:
    story.together("end-seat", lambda: story.seat(4, INDEPENDENT, until_on=story.day(), change=story.change))
    assert story.broken(verifier) == {"rule-no-independent"}


def test_a_charter_that_gives_residents_less_than_half(story: Story, verifier: ModuleType) -> None:
    values = {"seats": {"resident": 3, "independent": 1}, "weights": {}, "residents_share": 51, "key_days": 14}
    story.together(
        "charter", lambda: story.say("network.charter", TABLE, INDEPENDENT, residents_share=51, charter_rules=values)
    )
    assert story.problems(verifier) == []
    for wrong in ({"residents_share": 40}, {"seats": {"resident": 3, "housing": 3}}, {"weights": {"independent": 5}}):
        worse = Story().found()
        given = values | wrong
        worse.together(
            "charter",
            lambda given=given, worse=worse: worse.say(
                "network.charter", TABLE, INDEPENDENT, residents_share=51, charter_rules=given
            ),
        )
        assert worse.broken(verifier) == {"rule-charter"}, wrong


def test_who_took_a_job_tips_the_table_and_the_next_change_brings_it_nearer(story: Story, verifier: ModuleType) -> None:
    """Nobody broke a rule: somebody took a job at the municipality; what follows has to mend it."""
    story.together("add-seat", lambda: story.seat(5, MUNICIPALITY, change=story.change))
    story.seat(3, RESIDENT, act="network.work_for", counts_as=MUNICIPALITY)
    assert story.problems(verifier) == []
    worse = Story()
    worse.lines, worse.days, worse.change = list(story.lines), story.days, story.change
    story.together("add-seat", lambda: story.seat(6, RESIDENT, change=story.change))
    assert story.problems(verifier) == []
    worse.together("add-seat", lambda: worse.seat(6, MUNICIPALITY, change=worse.change))
    assert worse.broken(verifier) == {"rule-share"}


def test_decisions_of_the_agenda_ask_for_both_keys_too(story: Story, verifier: ModuleType) -> None:
    def propose(number: int, side: str, days: int = 14) -> None:
        facts = {"kind": "order", "item": None, "content": "x", "expires_on": story.day(days)}
        story.say("agenda.propose", f"decision:{number}", side, **facts)

    def second(number: int, side: str) -> None:
        story.say("agenda.order", "agenda:order", side, decision=number, keys=["independent", "resident"])

    propose(1, RESIDENT)
    second(1, INDEPENDENT)
    assert story.problems(verifier) == []
    for number, (first, other, code) in enumerate(
        [
            (RESIDENT, RESIDENT, "same-side"),
            (RESIDENT, MUNICIPALITY, "no-key"),
            (MUNICIPALITY, INDEPENDENT, "no-key"),
        ],
        start=2,
    ):
        propose(number, first)
        second(number, other)
        assert story.problems(verifier)[-1] == (f"rule-{code}", str(len(story.lines) - 1))
    second(1, INDEPENDENT)
    assert story.problems(verifier)[-1][0] == "rule-settled"
    second(99, INDEPENDENT)
    assert story.problems(verifier)[-1][0] == "rule-unproposed"


def test_a_log_of_before_these_facts_gives_no_false_alarm(verifier: ModuleType) -> None:
    """Seats without weight, proposals without key or last day, and no word of two keys."""
    old = Story()
    old.say("network.found", TABLE, RESIDENT, residents_share=51)
    facts: dict[str, Any] = {"side": RESIDENT, "since_on": "2026-01-01", "until_on": "", "works_there": None}
    old.say("network.seat", "seat:1", RESIDENT, **facts, chair=True)
    old.say("network.propose", TABLE, RESIDENT, change=9, kind="add-seat", alone=True)
    old.say("network.seat", "seat:2", RESIDENT, **facts, chair=False, change=9)
    old.say("network.confirm", TABLE, RESIDENT, change=9, kind="add-seat", alone=True)
    old.say("network.propose", TABLE, RESIDENT, change=1, kind="add-seat", alone=True)
    facts = {"side": INDEPENDENT, "chair": False, "since_on": "2026-01-01", "until_on": "", "works_there": False}
    old.say("network.seat", "seat:3", RESIDENT, **facts, change=1)
    old.say("network.confirm", TABLE, RESIDENT, change=1, kind="add-seat", alone=True)
    old.say("network.propose", TABLE, RESIDENT, change=2, kind="share", alone=False, asked_share=60)
    old.days += 200
    old.say("network.confirm", TABLE, INDEPENDENT, change=2, kind="share", alone=False, residents_share=60)
    old.say("network.refused", TABLE, MUNICIPALITY, tried="network.propose")
    old.say("agenda.order", "agenda:order", MUNICIPALITY, tried="agenda.order")
    assert old.problems(verifier) == []


def moved(
    verifier: ModuleType, *, consent: bool, by: str = INDEPENDENT, after: int | None = None, wait: int = 100
) -> Any:
    """A log that another server took over; `after`: so many days later the two keys agreed."""
    story, written = Story().found(), [key.written() for key in logs.THIEF.keys(logs.ORIGIN)]

    def agree() -> None:
        story.propose("move-host", asked_log_keys=written)
        story.confirm("move-host", by, seat=2 if by == RESIDENT else 4, host="https://elders.example", log_keys=written)

    if consent and after is None:
        agree()
    story.say("record.take_over", "log:keys", "clock", keys=written, from_size=len(story.lines) + 1)
    size = len(story.lines)
    if consent and after is not None:
        story.days += after
        agree()
    story.days += wait
    story.say("voices.post", "voice:N1", RESIDENT, kind="story")
    before = logs.whole(story.lines[: size - 1])
    after_lines = logs.whole(story.lines, signer=logs.THIEF)
    first = [key.written() for key in logs.SIGNER.keys(logs.ORIGIN)]
    head = json.loads(after_lines[0]) | {
        "keys": [*first, *written],
        "checkpoints": 2,
        "history": [
            {"from": 0, "keys": [key.split("+")[1] for key in first], "why": "first"},
            {"from": size, "keys": [key.split("+")[1] for key in written], "why": "moved"},
        ],
    }
    note = json.dumps(json.loads(before[-1]))  # the last checkpoint of the old server
    lines = [canonical(head) + b"\n", *story.lines, canonical(json.loads(note)) + b"\n", after_lines[-1]]
    return verifier.Export(lines, [verifier.Note.read(logs.newest(before))]).check()


def test_a_move_with_the_consent_of_two_keys_is_right(verifier: ModuleType) -> None:
    assert moved(verifier, consent=True).problems == []
    assert moved(verifier, consent=True, after=80).problems == []


def test_a_move_without_their_consent_is_said_plainly(verifier: ModuleType) -> None:
    assert [code for code, _ in moved(verifier, consent=False).problems] == ["moved"]
    assert [code for code, _ in moved(verifier, consent=True, after=95).problems] == ["moved"]
    same = [code for code, _ in moved(verifier, consent=True, by=RESIDENT).problems]
    assert same == ["rule-same-side", "moved"]


def test_a_move_that_waits_for_consent_is_a_warning_as_long_as_it_may(verifier: ModuleType) -> None:
    report = moved(verifier, consent=False, wait=10)
    assert report.problems == []
    assert len(report.notices) == 1


def test_keys_that_no_entry_brought_are_found(verifier: ModuleType, story: Story) -> None:
    """A head that names a thief's keys beside the true ones."""
    lines = logs.whole(story.lines)
    head = json.loads(lines[0])
    head["keys"] += [key.written() for key in logs.THIEF.keys(logs.ORIGIN)]
    lines[0] = canonical(head) + b"\n"
    thief = logs.whole(story.lines, signer=logs.THIEF)
    for last in (lines[-1], thief[-1]):
        report = verifier.Export([*lines[:-1], last], [verifier.Note.read(logs.newest(lines))]).check()
        assert report.exit_code() == 1


Seats = dict[int, tuple[str, int, bool]]
SIDES = st.sampled_from([RESIDENT, INDEPENDENT, MUNICIPALITY, "housing"])


@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "end", "chair"]), SIDES, st.integers(1, 12), st.integers(1, 3)), max_size=12
    )
)
@settings(max_examples=examples(80), deadline=None)
def test_it_finds_exactly_what_a_plain_count_finds(steps: list[tuple[str, str, int, int]]) -> None:
    """Whatever the table does: a rule is broken where counting seats, votes and the chair says so, and nowhere else."""
    verifier, story = sys.modules["stoep_verify"], Story().found()
    seats: Seats = {
        1: (RESIDENT, 1, True),
        2: (RESIDENT, 1, False),
        3: (RESIDENT, 1, False),
        4: (INDEPENDENT, 1, False),
    }
    for what, side, number, weight in steps:
        story.propose("add-seat")
        if what == "add" and number not in seats:
            seats[number] = (side, weight, False)
            story.seat(number, side, weight=weight, change=story.change)
        elif number in seats and number != 4:
            (_end if what == "end" else _chair)(story, seats, number)
        story.confirm("add-seat")
        wrong = _counted(seats)
        assert story.broken(verifier) == wrong
        if wrong:
            return


def _end(story: Story, seats: Seats, number: int) -> None:
    side, weight, _chairs = seats.pop(number)
    story.seat(number, side, weight=weight, until_on=story.day(), change=story.change)


def _chair(story: Story, seats: Seats, number: int) -> None:
    for other, (side, weight, chairs) in list(seats.items()):
        if chairs or other == number:
            seats[other] = (side, weight, other == number)
            story.seat(other, side, weight=weight, chair=other == number, change=story.change)


def _counted(seats: Seats) -> set[str]:
    sides = [side for side, _weight, _chairs in seats.values()]
    votes = sum(weight for _side, weight, _chairs in seats.values())
    theirs = sum(weight for side, weight, _chairs in seats.values() if side == RESIDENT)
    wrong = set()
    if sides.count(RESIDENT) * 100 < 51 * len(sides):
        wrong.add("rule-share")
    elif theirs * 100 < 51 * votes:
        wrong.add("rule-votes")
    if any(chairs and side not in (RESIDENT, INDEPENDENT) for side, _weight, chairs in seats.values()):
        wrong.add("rule-chair")
    if RESIDENT not in sides:
        wrong.add("rule-no-resident")
    return wrong

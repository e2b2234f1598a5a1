"""The ledger of a quarter: told once, made of what may be told, and no number in it can be worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from scipy.optimize import linprog
from scipy.sparse import csr_array

from stoep.core.margins.tables import Edition, Group, Hidden, Mark, Shown
from stoep.gatherings import actions as gatherings
from stoep.gatherings import queries
from stoep.gatherings.models import Activity, QuarterEdition, Small
from stoep.gatherings.rules import ledger, quarters
from stoep.gatherings.rules.ledger import Cell, Counted
from stoep.record.models import Entry
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.gatherings import published

WAYS, LANGUAGES, STREETS = ("card", "door"), ("nl", "tr"), ("", "Eikstraat", "Kade")
CELLS: list[Cell] = list(product(WAYS, LANGUAGES, STREETS))
STEPS = ledger.STEPS
NARROWEST, NEARLY = 9, 1e-6


def a_gathering(random: Random, many: int) -> Counted:
    """So many who were asked, of whom some answered and some came."""
    sent: dict[Cell, int] = {}
    answered: dict[Cell, int] = {}
    came: dict[Cell, int] = {}
    for _each in range(many):
        cell = (random.choices(WAYS, (6, 2))[0], random.choices(LANGUAGES, (5, 1))[0], random.choice(STREETS))
        sent[cell] = sent.get(cell, 0) + 1
        if random.random() < 0.7:
            answered[cell] = answered.get(cell, 0) + 1
            if random.random() < 0.6:
                came[cell] = came.get(cell, 0) + 1
    return Counted(sent, answered, came)


def a_quarter(random: Random, sizes: Sequence[int]) -> tuple[list[dict[str, Edition]], dict[str, Edition], list[int]]:
    """What is told of each gathering, of the small ones together, and which those are."""
    every = [a_gathering(random, many) for many in sizes]
    told = [ledger.told(one) for one in every]
    small = [at for at, one in enumerate(told) if quarters.is_small(one)]
    return told, quarters.pooled([ledger.within(every[at]) for at in small]), small


class Attack:
    """Everything that a linear program can know of every gathering of a quarter, from all that was told of all of them.

    Its worlds are the finest there are: each cell of each gathering by itself, and who came in with each wider step.
    """

    def __init__(self, told: Sequence[Mapping[str, Edition]], pooled: Mapping[str, Edition], small: list[int]) -> None:
        self.many = len(told)
        self.said = [([at], step, edition) for at, one in enumerate(told) for step, edition in one.items()]
        self.said += [(small, step, edition) for step, edition in pooled.items()]
        equal, exactly, below, most = [], [], [], []
        for which, step, edition in self.said:
            marks: dict[Group, Mark] = {(): Shown(edition.total), **edition.marks}
            for group, mark in marks.items():
                row = self.row(which, group, "", step)
                if isinstance(mark, Shown):
                    equal.append(row)
                    exactly.append(mark.count)
                else:
                    few = mark is Hidden.FEW
                    below.append(row if few else -row)
                    most.append(9 if few else -10)
        self.known: dict[str, Any] = {"A_eq": csr_array(np.array(equal)), "b_eq": exactly}
        if below:
            self.known |= {"A_ub": csr_array(np.array(below)), "b_ub": most}

    def row(self, which: Sequence[int], group: Group, after: str, until: str) -> Any:
        """The people of a group in these gatherings who came in after one step ("": from the first) until another."""
        first = STEPS.index(after) + 1 if after else 0
        asked = dict(group)
        found = np.zeros((self.many, len(STEPS), len(CELLS)))
        for at, cell in enumerate(CELLS):
            answers = dict(zip(ledger.QUESTIONS, cell, strict=True))
            if all(answers[question] == answer for question, answer in asked.items()):
                found[np.array(which), first : STEPS.index(until) + 1, at] = 1
        return found.ravel()

    def ends(self, row: Any) -> tuple[float, float]:
        least, most = (linprog(sign * row, **self.known, method="highs") for sign in (1, -1))
        assert least.status == 0 and most.status in (0, 3), (least.message, most.message)
        return least.fun, -most.fun if most.status == 0 else float("inf")

    def solved(self) -> list[tuple[list[int], str, Group, float, float]]:
        """Every hidden number, and every small step between two, that is too well known."""
        found = []
        for which, step, edition in self.said:
            for group, mark in edition.marks.items():
                spans = [] if isinstance(mark, Shown) else [""]
                for others, before, earlier in self.said:
                    inner = others == which and STEPS.index(before) < STEPS.index(step)
                    if (
                        inner
                        and group in earlier.marks
                        and not (isinstance(mark, Shown) and isinstance(earlier.marks[group], Shown))
                    ):
                        spans.append(before)
                for after in spans:
                    least, most = self.ends(self.row(which, group, after, step))
                    if most - least < NARROWEST - NEARLY and (not after or least < 10 - NEARLY):
                        found.append((which, step, group, least, most))
        return found


def test_a_quarter_begins_and_ends_on_the_first_of_a_month() -> None:
    assert [quarters.begins(date(2026, month, 9)).month for month in range(1, 13)] == [1] * 3 + [4] * 3 + [7] * 3 + [
        10
    ] * 3
    assert quarters.ends(date(2026, 10, 1)) == date(2027, 1, 1) and quarters.ends(date(2026, 1, 1)) == date(2026, 4, 1)
    assert [quarters.number(date(2026, month, 1)) for month in (1, 4, 7, 10)] == [1, 2, 3, 4]


@pytest.mark.parametrize("seed", range(3))
def test_a_linear_program_over_every_table_of_a_quarter_solves_nothing(seed: int) -> None:
    told, pooled, small = a_quarter(Random(seed), [160, 44, 46, 48, 40, 90])
    assert len(small) >= quarters.LEAST and pooled["sent"].marks
    crossed = [
        group for one in [*told, pooled] for edition in one.values() for group in edition.marks if len(group) > 1
    ]
    hidden = [
        mark for one in told for edition in one.values() for mark in edition.marks.values() if isinstance(mark, Hidden)
    ]
    assert crossed and hidden, "there is something to attack"
    assert Attack(told, pooled, small).solved() == []


def test_the_same_program_solves_a_quarter_that_simply_adds_up_what_is_hidden() -> None:
    """The control: the true sums of all gatherings beside the tables of each give people away."""
    planted: list[dict[Cell, int]] = [
        {("card", "nl", "Kade"): 60, ("door", "nl", "Kade"): 60},
        {("card", "nl", "Kade"): 70, ("door", "nl", "Kade"): 6},
    ]
    every = [Counted(cells, cells, cells) for cells in planted]
    steps = [ledger.within(one)["came"] for one in every]
    marks: dict[Group, Mark] = {}
    for question in ledger.QUESTIONS:
        at = ledger.QUESTIONS.index(question)
        for answer in sorted({cell[at] for cell in CELLS}):
            many = sum(count for cells in steps for cell, count in cells.items() if cell[at] == answer)
            marks[((question, answer),)] = Shown(many) if many >= 10 else Hidden.FEW
    naive = {"came": Edition("came", sum(sum(cells.values()) for cells in steps), marks)}
    told = [ledger.told(one) for one in every]
    assert Attack(told, {}, []).solved() == []
    found = Attack(told, naive, [0, 1]).solved()
    assert ([1], "came", (("channel", "door"),)) in [each[:3] for each in found]


def test_small_gatherings_are_told_together_from_three_on() -> None:
    random = Random(7)
    every = [ledger.within(a_gathering(random, many)) for many in (44, 46, 48)]
    assert quarters.pooled(every[:2]) == {}
    told = quarters.pooled(every)
    assert told["sent"].total == 138 and told["came"].contains == () and told["sent"].contains == ("came",)


def test_a_sum_says_at_least_where_a_part_is_hidden() -> None:
    key, other, gone = ("channel", "door"), ("channel", "card"), ("channel", "phone")
    summed = quarters.summed([{key: 20, other: "few", gone: "few"}, {key: 15, other: 30}], all_told=True)
    assert summed == {key: quarters.Sum(35, False), other: quarters.Sum(30, True)}
    assert quarters.summed([{key: 20}], all_told=False) == {key: quarters.Sum(20, True)}


def closed(here: Any, by: Any, many: int, came: int, *, on: date = TODAY, title: str = "Koffie") -> Activity:
    """A gathering at which so many of those who were asked at the door came, closed on this day."""
    activity = published(here, by, title=title, today=on - timedelta(days=10))
    gatherings.note_sent(activity=activity, channel="door", language="nl", street="Eikstraat", many=many, by=by, at=NOW)
    gatherings.count_came(
        activity=activity, channel="door", language="nl", street="Eikstraat", many=came, by=by, today=on
    )
    at = datetime(on.year, on.month, on.day, 18, tzinfo=UTC)
    return gatherings.close(activity=activity, by=by, at=at, today=on)


@pytest.mark.django_db
def test_counts_of_small_gatherings_wait_under_the_lock_and_are_told_once_when_the_quarter_is_over() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    for many in (40, 44, 48):
        closed(here, by, many, 21)
    closed(here, by, 300, 120, title="Groot")
    kept = Small.objects.get()
    assert kept.begins_on == date(2026, 7, 1) and b"Eikstraat" not in bytes(kept.kept)
    assert gatherings.tell_quarters(today=date(2026, 9, 30), at=NOW) == 0 and queries.told_quarters(here, TODAY) == {}
    assert gatherings.tell_quarters(today=date(2026, 10, 1), at=NOW) == 1 and not Small.objects.exists()
    assert gatherings.tell_quarters(today=date(2026, 10, 2), at=NOW) == 0
    row = QuarterEdition.objects.get(step="sent")
    assert (row.gatherings, row.total) == (3, 132) and ["channel", "door", 132] in row.marks
    entry = Entry.objects.get(act="gatherings.tell_quarter")
    assert entry.sealed()["facts"]["quarter"] == "2026-07-01"
    assert queries.told_quarters(here, date(2026, 10, 1)) == {(2026, 3): 4}
    told = queries.quarter(here, date(2026, 7, 1), 4)
    assert told.gatherings == 4 and told.totals == ["430", "niet te vertellen", "185"]
    lines = {(part.called, line.called): line.told for part in told.parts for line in part.lines}
    assert lines["Hoe zij zijn uitgenodigd", "aan de deur"][0] == "430"


@pytest.mark.django_db
def test_of_two_small_gatherings_nothing_more_is_told_and_nothing_of_them_stays() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    for many in (40, 44):
        closed(here, by, many, 21)
    gatherings.tell_quarters(today=date(2026, 10, 1), at=NOW)
    assert not Small.objects.exists() and not QuarterEdition.objects.exists()
    assert not Entry.objects.filter(act="gatherings.tell_quarter").exists()
    told = queries.quarter(here, date(2026, 7, 1), 2)
    assert told.totals[0] == "85" and told.parts == []


@pytest.mark.django_db
def test_everybody_reads_a_quarter_that_is_over_and_no_other_one(client: Client) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    page = reverse("gatherings:quarters", args=[here.slug])
    assert "Er is nog geen kwartaal voorbij" in client.get(page).content.decode()
    closed(here, by, 300, 120)
    told = client.get(page).content.decode()
    assert "kwartaal 3 van 2026" in told and "Er is 1 bijeenkomst afgesloten." in told and ">300<" in told
    assert client.get(reverse("gatherings:quarter", args=[here.slug, 2026, 3])).status_code == 200
    for year, number in ((2026, 2), (2026, 9), (9999, 1), (2026, 0)):
        assert client.get(reverse("gatherings:quarter", args=[here.slug, year, number])).status_code == 404

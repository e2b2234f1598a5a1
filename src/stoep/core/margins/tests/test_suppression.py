"""What may be told: tens, complements, small steps in time, steps of an invitation, crossings."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.margins.suppression import plan
from stoep.core.margins.tables import Edition, Group, Hidden, Mark, Shown, group, last_shown, tables
from stoep.core.margins.tests.counted import YEAR, counted, newcomers, single
from tests.examples import examples

FEW, WITHHELD = Hidden.FEW, Hidden.WITHHELD
AGES = {"age": ("none", "a", "b", "c", "d")}


def ages(edition: Edition | None) -> list[int | Hidden]:
    """The marks of the one table, in order, numbers as numbers."""
    assert edition is not None
    return [plain(edition.marks[("age", answer),]) for answer in AGES["age"]]


def plain(mark: Mark) -> int | Hidden:
    return mark.count if isinstance(mark, Shown) else mark


def tell(*history: Edition | None, name: str = "now", **counts: int) -> Edition | None:
    told = [edition for edition in history if edition]
    return plan(name=name, total=sum(counts.values()), counts=single("age", **counts), bands=AGES, history=told)


def test_seven_people_are_hidden_and_so_is_the_number_that_would_give_them_away() -> None:
    assert ages(tell(none=13, a=7, b=30, c=50, d=20)) == [WITHHELD, FEW, 30, 50, 20]


def test_none_is_fewer_than_ten_and_is_not_told_apart() -> None:
    nobody, nine = (tell(none=20 - few, a=few, b=30, c=50, d=20) for few in (0, 9))
    assert nobody and nine and nobody.marks == nine.marks


def test_two_small_numbers_with_a_small_sum_take_a_third_along() -> None:
    """3 + 9 = 12 would say that the first is at least three."""
    assert ages(tell(none=3, a=9, b=30, c=50, d=20)) == [FEW, FEW, WITHHELD, 50, 20]


def test_tens_are_all_shown() -> None:
    assert ages(tell(none=10, a=11, b=30, c=50, d=20)) == [10, 11, 30, 50, 20]


def test_of_fewer_than_ten_people_nothing_is_told() -> None:
    assert tell(none=0, a=9, b=0, c=0, d=0) is None


def test_of_fewer_than_fifty_people_only_how_many_they_are_is_told() -> None:
    told = tell(none=19, a=10, b=10, c=10, d=0)
    assert told is not None and told.total == 49 and not told.marks
    assert ages(tell(none=20, a=10, b=10, c=10, d=0)) == [WITHHELD, 10, 10, 10, FEW]


def test_a_few_newcomers_are_no_news() -> None:
    first = tell(name="spring", none=10, a=11, b=30, c=50, d=20)
    assert tell(first, none=10, a=14, b=30, c=56, d=20) is None


def test_a_number_waits_until_ten_more_came_and_takes_another_along() -> None:
    first = tell(name="spring", none=10, a=11, b=30, c=50, d=20)
    # Two came with a. If all others stood there, anybody could subtract.
    second = tell(first, name="summer", none=20, a=13, b=40, c=60, d=30)
    assert ages(second) == [WITHHELD, WITHHELD, 40, 60, 30]
    third = tell(first, second, name="autumn", none=32, a=23, b=52, c=72, d=45)
    assert ages(third) == [32, 23, 52, 72, 45]
    assert first and second and third
    assert last_shown([first, second], group({"age": "a"})) == ("spring", 11)
    assert last_shown([first, second, third], group({"age": "a"})) == ("autumn", 23)


def test_a_hidden_number_does_not_come_out_by_what_is_shown_later() -> None:
    first = tell(name="spring", none=13, a=7, b=30, c=50, d=20)
    second = tell(first, name="summer", none=25, a=18, b=42, c=61, d=31)
    assert ages(second) == [25, 18, 42, 61, 31]  # of a it is known that 9 to 18 came: ten numbers


def test_numbers_that_fell_are_not_told_against_what_was_told() -> None:
    first = tell(name="spring", none=10, a=40, b=30, c=50, d=20)
    second = tell(first, name="summer", none=60, a=15, b=40, c=60, d=30)
    assert second is not None and second.total == 205 and not second.marks


def test_the_steps_of_an_invitation_are_sets_in_sets() -> None:
    """Who was asked and did not answer is a group too: asked minus answered may not give a few people away."""
    bands = {"channel": ("other", "door", "letter"), "street": ("other", "Eikstraat", "Lindestraat")}

    def step(name: str, history: list[Edition], door: int, letter: int, other: int) -> Edition | None:
        counts = single("channel", door=door, letter=letter, other=other)
        return plan(name=name, total=door + letter + other, counts=counts, bands=bands, history=history, enough=10)

    came = step("came", [], door=15, letter=12, other=14)
    assert came is not None
    answered = step("answered", [came], door=18, letter=30, other=27)
    assert answered is not None and answered.contains == ("came",)
    assert plain(answered.marks[group({"channel": "door"})]) is WITHHELD  # three answered and did not come
    asked = step("asked", [came, answered], door=80, letter=300, other=60)
    assert asked is not None
    assert [plain(mark) for mark in asked.marks.values()] == [60, 80, 300]
    assert step("asked", [came, answered], door=20, letter=32, other=30) is None


def test_editions_need_not_stand_in_one_row() -> None:
    """In March 40 answered, of whom 20 came; in May 70, of whom 45 came: who came in May holds who came in March."""
    history: list[Edition] = []
    for name, counts, contains in [
        ("came in March", {"none": 0, "a": 0, "b": 20, "c": 0, "d": 0}, ()),
        ("answered in March", {"none": 0, "a": 14, "b": 26, "c": 0, "d": 0}, ("came in March",)),
        ("came in May", {"none": 0, "a": 12, "b": 33, "c": 0, "d": 0}, ("came in March",)),
        ("answered in May", {"none": 0, "a": 30, "b": 45, "c": 0, "d": 0}, None),
    ]:
        table = single("age", **counts)
        told = plan(
            name=name,
            total=sum(counts.values()),
            counts=table,
            bands=AGES,
            history=history,
            contains=contains,
            enough=10,
        )
        assert told is not None
        history.append(told)
    assert [edition.total for edition in history] == [20, 40, 45, 75]
    assert all(plain(edition.marks[("age", "none"),]) is FEW for edition in history if edition.marks)


def test_a_crossing_hides_a_rectangle() -> None:
    bands = {"street": ("none", "Eik", "Linde"), "tongue": ("none", "nl", "pl")}
    rows = {"none": (40, 55, 31), "Eik": (34, 60, 3), "Linde": (33, 70, 25)}
    counts = {
        group({"street": street, "tongue": tongue}): count
        for street, row in rows.items()
        for tongue, count in zip(bands["tongue"], row, strict=True)
    }
    told = plan(name="now", total=sum(counts.values()), counts=counts, bands=bands)
    assert told is not None
    assert tables(told.marks) == [("street",), ("street", "tongue"), ("tongue",)]
    hidden = {each for each, mark in told.marks.items() if not isinstance(mark, Shown)}
    assert told.marks[group({"street": "Eik", "tongue": "pl"})] is FEW
    assert {len(each) for each in hidden} == {2}  # the single tables stay whole
    assert {"Eik", "pl"} <= {answer for each in hidden for _question, answer in each}
    for at in (0, 1):
        lines = [each[at] for each in hidden]
        assert all(lines.count(line) > 1 for line in lines)


def test_crossings_that_go_round_are_refused() -> None:
    people = newcomers(Random(3), 300)
    pairs = [("leeftijd", "straat"), ("leeftijd", "thuistaal"), ("straat", "thuistaal")]
    with pytest.raises(ValueError, match="circle"):
        plan(name="now", total=300, counts=counted(people, pairs), bands=YEAR)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (single("age", none=10, a=10), "add up"),
        (single("age", none=10, z=11), "not an answer"),
        (single("age", none=32, a=-11), "not an answer"),
        ({(("age", "a"), ("age", "b"), ("age", "c")): 21}, "one or two questions"),
    ],
)
def test_numbers_that_cannot_be_are_refused(counts: dict[Group, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        plan(name="now", total=21, counts=counts, bands=AGES)


def test_the_same_numbers_give_the_same_edition_in_whatever_order_they_come() -> None:
    people = newcomers(Random(4), 200)
    counts = counted(people, [("leeftijd",), ("straat",), ("thuistaal",)])
    backwards = dict(reversed(counts.items()))
    one, two = (plan(name="now", total=200, counts=each, bands=YEAR) for each in (counts, backwards))
    assert one is not None and one == two


@settings(max_examples=examples(25))
@given(st.lists(st.integers(0, 45), min_size=5, max_size=5), st.lists(st.integers(0, 25), min_size=5, max_size=5))
def test_nothing_below_ten_and_no_step_below_ten_is_ever_shown(first: list[int], more: list[int]) -> None:
    counts = dict(zip(AGES["age"], first, strict=True))
    spring = tell(name="spring", **counts)
    later = {answer: count + new for (answer, count), new in zip(counts.items(), more, strict=True)}
    summer = tell(spring, name="summer", **later)
    for edition, true in ((spring, counts), (summer, later)):
        for each, mark in edition.marks.items() if edition else ():
            count = true[each[0][1]]
            assert mark == Shown(count) if isinstance(mark, Shown) else (mark is FEW) == (count < 10)
            assert not isinstance(mark, Shown) or mark.count >= 10
    if spring and summer:
        for each, mark in summer.marks.items():
            before = spring.marks.get(each)
            if isinstance(mark, Shown) and isinstance(before, Shown):
                assert mark.count - before.count >= 10

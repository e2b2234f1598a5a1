"""The rules of the agenda hold for whatever people type."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.agenda import rules
from tests.examples import examples

CODES = [f"CODE{number:03}" for number in range(12)]
words = st.text(alphabet="ab c.\né", max_size=30)


@st.composite
def agendas(draw: st.DrawFn) -> list[dict[str, Any]]:
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=8))
    return [
        {
            "code": code,
            "title": draw(words),
            "wish": draw(words),
            "why": draw(words),
            "already_there": draw(words),
            "owner": draw(words),
            "horizon": draw(st.sampled_from(["long", "short"])),
            "domain": draw(st.sampled_from(["wonen", "werk"])),
            "line": draw(st.sampled_from([None, *CODES])),
            "partners": sorted(draw(st.sets(st.sampled_from(["School", "Politie", "Zorg"])))),
            "sources": sorted(draw(st.sets(st.sampled_from(["K1", "K2", "K3"])))),
        }
        for code in codes
    ]


@settings(max_examples=examples(50))
@given(agendas(), agendas())
def test_the_old_version_and_the_difference_give_exactly_the_new_one(old: list[Any], new: list[Any]) -> None:
    assert rules.apply(old, rules.difference(old, new)) == new


@given(agendas())
def test_a_version_does_not_differ_from_itself(version: list[Any]) -> None:
    assert not rules.difference(version, version)


@settings(max_examples=examples(50))
@given(agendas(), st.data())
def test_two_changed_items_and_only_these_are_in_the_difference(version: list[Any], data: st.DataObject) -> None:
    codes = [content["code"] for content in version]
    chosen = data.draw(st.sets(st.sampled_from(codes), max_size=2)) if codes else set()
    new = [
        content | {"wish": content["wish"] + " erbij"} if content["code"] in chosen else content for content in version
    ]
    found = rules.difference(version, new)
    assert set(found.changed) == found.codes == chosen
    assert all([change.field for change in changes] == ["wish"] for changes in found.changed.values())


@given(words, words)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = rules.word_pieces(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


def test_only_the_words_that_changed_are_marked() -> None:
    pieces = rules.word_pieces("Een plek voor kinderen.", "Een plek voor kinderen en moeders.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "Een plek voor kinderen"),
        ("new", " en moeders"),
        ("same", "."),
    ]


def test_a_text_made_to_be_slow_is_compared_within_a_second() -> None:
    import time

    began = time.process_time()
    rules.word_pieces("a b " * 750, "b a " * 700)
    rules.word_pieces("a " * 1500, " a" * 1500)
    assert time.process_time() - began < 2


@given(st.permutations(CODES), st.permutations(CODES))
def test_moving_what_is_named_gives_the_other_order(before: list[str], after: list[str]) -> None:
    moved = rules.moved(before, after)
    stays = [code for code in before if code not in moved]
    assert stays == [code for code in after if code not in moved]
    assert (moved == []) == (before == after)


def test_one_item_put_on_top_is_one_move() -> None:
    assert rules.moved(["a", "b", "c", "d"], ["d", "a", "b", "c"]) == ["d"]


@given(
    st.integers(0, 6).flatmap(lambda count: st.permutations(CODES[:count])),
    st.dictionaries(st.sampled_from(CODES), st.integers(0, 20)),
    st.dictionaries(st.sampled_from(CODES[:3]), st.lists(st.sampled_from(CODES[6:]), max_size=3), max_size=2),
)
def test_numbers_that_people_type_always_give_a_permutation(
    lines: list[str], numbers: dict[str, int], beneath: dict[str, list[str]]
) -> None:
    taken: set[str] = set()
    groups = [rules.Group("", tuple(lines))]
    for line in lines:
        strokes = tuple(code for code in dict.fromkeys(beneath.get(line, [])) if code not in taken)
        taken |= set(strokes)
        groups.append(rules.Group(line, strokes))
    loose = tuple(code for code in CODES[6:] if code not in taken)
    groups.append(rules.Group("", loose))
    order = rules.by_numbers(groups, numbers)
    assert rules.is_permutation(order, [*lines, *taken, *loose])
    for line in lines:
        strokes = next(group.codes for group in groups if group.line == line)
        at = order.index(line)
        assert set(order[at + 1 : at + 1 + len(strokes)]) == set(strokes)


@given(st.lists(st.sampled_from(CODES), max_size=14))
def test_a_list_with_one_twice_or_missing_is_no_permutation(codes: list[str]) -> None:
    assert rules.is_permutation(codes, CODES) == (len(codes) == len(CODES) and set(codes) == set(CODES))


@given(st.permutations(CODES[:5]), st.sampled_from(CODES[:5]), st.sampled_from([-1, 1]))
def test_up_and_down_keep_every_item(codes: list[str], code: str, by: int) -> None:
    assert sorted(rules.shifted(codes, code, by)) == sorted(codes)


def test_an_item_asks_whether_it_is_current_from_the_day_it_is_a_year_old() -> None:
    touched = date(2025, 9, 1)
    assert not rules.asks_whether_current(touched, date(2026, 8, 31))
    assert rules.asks_whether_current(touched, date(2026, 9, 1))
    assert rules.asks_whether_current(date(2024, 2, 29), date(2025, 2, 28))


def test_a_line_without_a_stroke_for_six_months_is_quiet() -> None:
    started = date(2026, 1, 31)
    assert rules.quiet_since(started, [], date(2026, 7, 30)) is None
    assert rules.quiet_since(started, [], date(2026, 7, 31)) == started
    stroke = date(2026, 3, 1)
    assert rules.quiet_since(started, [stroke], date(2026, 8, 31)) is None
    assert rules.quiet_since(started, [stroke], date(2026, 10, 1)) == stroke


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_later_is_never_in_the_month_after(day: date, months: int) -> None:
    later = rules.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_the_second_key_may_come_on_the_last_day_and_not_after() -> None:
    last = rules.expires_on(date(2026, 9, 1))
    assert last == date(2026, 9, 15)

    def standing(today: date) -> str:
        return rules.standing_of_decision(seconded=False, withdrawn=False, expires_on=last, today=today)

    assert standing(last) == "waiting"
    assert standing(last + timedelta(days=1)) == "lapsed"


@pytest.mark.parametrize("cell", ["=1+1", "+31612345678", "-2", "@sum", " =cmd", "\t=1", "＝1"])
def test_no_cell_of_an_export_is_a_formula(cell: str) -> None:
    assert rules.neutral(cell) == f"'{cell}"


@given(st.text())
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert rules.neutral(text) in (text, f"'{text}")
    assert not rules.neutral(text).lstrip(" ").startswith(("=", "+", "-", "@"))


@given(st.text(max_size=200))
def test_clean_text_has_no_unseen_signs_and_stays_clean(text: str) -> None:
    clean = rules.clean(text)
    assert not set(clean) & set("\u202e\u2066\x00\x1b\r")
    assert rules.clean(clean) == clean

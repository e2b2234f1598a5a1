"""Letters for boxes, cards that may be one, and where two counts differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stoep.packs import rules

COUNTS = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 9))


@given(st.sampled_from(sorted(rules.WHAT)), st.sampled_from(["", " ", "  "]))
def test_a_letter_is_known_however_it_is_typed(letter: str, blank: str) -> None:
    assert rules.letter(f"{blank}{letter.upper()}{blank}", rules.WHAT) == letter


@given(st.lists(st.sampled_from(sorted(rules.USES)), max_size=5), st.sampled_from(["", " ", ",", ", "]))
def test_several_letters_are_known_each_once(chosen: list[str], between: str) -> None:
    assert rules.letters(between.join(chosen), rules.USES) == list(dict.fromkeys(chosen))


@given(st.text(max_size=20))
def test_what_stands_on_no_card_is_none(typed: str) -> None:
    found = rules.letters(typed, rules.USES)
    assert found is None or set(found) <= rules.USES.keys()
    assert rules.letter(typed, rules.SAID) in {None, *rules.SAID}


@given(COUNTS, COUNTS)
def test_counts_differ_where_they_differ(first: dict[str, int], second: dict[str, int]) -> None:
    differ = rules.differences(first, second)
    assert differ == rules.differences(second, first)
    assert rules.differences(first, first) == []
    settled = second | {code: first.get(code, 0) for code in differ}
    assert rules.differences(first, settled) == []


def test_one_card_typed_twice_looks_like_itself_and_short_words_only_when_they_are_the_same() -> None:
    assert rules.look_alike("Ik wil graag een bankje bij de vijver.", "ik wil graag een bankje bij de vijver")
    assert not rules.look_alike(
        "Ik wil graag een bankje bij de vijver.", "Het is donker op de Kade, vooral om vijf uur."
    )
    assert rules.look_alike("Een bankje", "een bankje") and not rules.look_alike("Een bankje", "Een bankjes")
    assert not rules.look_alike("", "")


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4))
def test_a_mark_is_that_of_one_text(typed: dict[str, str]) -> None:
    assert rules.same(rules.mark(typed), rules.mark(dict(reversed(typed.items()))))
    assert not rules.same(rules.mark(typed), rules.mark(typed | {"words": "Iets anders dan hier stond."}))

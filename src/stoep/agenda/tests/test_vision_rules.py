"""When a vision is shared, when it asks to be looked at, and exactly what changed in it: by rules alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.agenda import rules
from stoep.agenda.models import Item
from tests.builders import TEXTS

PARTIES = st.sampled_from(["council", "housing", "school"])
WORDS = st.lists(
    st.builds(rules.Word, st.integers(1, 4), PARTIES, st.sampled_from([rules.SIGNED, rules.REFUSED])), max_size=30
)


@given(version=st.none() | st.integers(1, 4), words=WORDS)
def test_a_vision_is_shared_if_and_only_if_both_are_on_record_for_that_very_version(
    version: int | None, words: list[rules.Word]
) -> None:
    last = [word.kind for word in words if word.version == version and word.party == "council"][-1:]
    is_shared = version is not None and last == [rules.SIGNED]
    assert (rules.standing_of_vision(version, words) == "shared") == is_shared
    if version is None:
        assert rules.standing_of_vision(version, words) == "draft"


@given(version=st.integers(1, 4), words=WORDS, more=WORDS)
def test_what_is_said_of_other_versions_or_by_partners_changes_nothing(
    version: int, words: list[rules.Word], more: list[rules.Word]
) -> None:
    other = [word for word in more if word.version != version or word.party != "council"]
    assert rules.standing_of_vision(version, words) == rules.standing_of_vision(version, [*words, *other])


@given(adopted_on=st.dates(date(2020, 1, 1), date(2060, 1, 1)), days=st.integers(0, 9000))
def test_a_vision_asks_from_four_years_on_and_never_lapses(adopted_on: date, days: int) -> None:
    today = adopted_on + timedelta(days=days)
    asked = rules.asks_revision(adopted_on, today)
    if days < 1460:
        assert asked == ""
    if 1462 <= days < 1825:
        assert asked == "soon"
    if days >= 1828:
        assert asked == "old"


@given(before=st.dictionaries(st.sampled_from(list(TEXTS)), st.text(max_size=80)), after=st.text(max_size=80))
def test_the_difference_gives_both_texts_back(before: dict[str, str], after: str) -> None:
    old, new = {"opening": "Zo.", **before}, {"opening": after, **TEXTS}
    changes = dict(rules.vision_changes(old, new, Item.Domain.values))
    for part in ["opening", *TEXTS]:
        if part not in changes:
            assert old.get(part, "") == new[part]
            continue
        pieces = changes[part].pieces
        assert "".join(piece.text for piece in pieces if piece.kind != "new") == old.get(part, "")
        assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new[part]


@pytest.mark.parametrize("number", ["2026-041", "R2026.118", "26/0417", "RB 2026: 12"])
def test_numbers_as_councils_write_them_are_numbers(number: str) -> None:
    assert rules.is_decision_number(number)


@pytest.mark.parametrize("number", ["", "besluit", "-1", "2026-041; drop", "<b>1</b>", "1" * 41, "J. Jansen é 3"])
def test_a_sentence_is_no_number(number: str) -> None:
    assert not rules.is_decision_number(number)

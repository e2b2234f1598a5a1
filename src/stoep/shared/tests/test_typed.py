"""How much may be typed: said once, with how much must go."""

from __future__ import annotations

import pytest

from stoep.shared.refusal import Refused
from stoep.shared.typed import Limits, within


def test_what_fits_is_kept_and_what_does_not_says_how_much_must_go() -> None:
    assert within("بنك", 3) == "بنك"
    with pytest.raises(Refused) as caught:
        within("Groen 🌳", 6)
    assert caught.value.code == "too-long"
    assert "7 tekens" in str(caught.value) and "6 in" in str(caught.value)


def test_a_room_has_a_limit_for_each_name_and_one_for_all_other_words() -> None:
    limits = Limits({"title": 5}, 10)
    assert limits.texts(title=" a\nb\u202e ", words="een\ntwee") == {"title": "a b", "words": "een\ntwee"}
    for typed in ({"title": "zes te"}, {"words": "x" * 11}):
        with pytest.raises(Refused):
            limits.texts(**typed)
    with pytest.raises(Refused) as empty:
        limits.asked("no-title", "Schrijf een titel.", title=" \u202e ")
    assert empty.value.code == "no-title"
